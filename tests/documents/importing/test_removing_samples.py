"""A site without what comes with the portal: what is an editor's own stays first, then that all of that goes, for ever."""
import pytest
from django.core.management import call_command

from documents.importing import held_samples, put_back, remove_samples, trash, update
from documents.models import Column, Document, IssuingBody, ShortName, State, Topic
from tests.factories import make_document

from .test_samples import first, fixtures, load  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db


def public() -> set[str]:
    return set(Document.objects.published().values_list("title", flat=True))


def test_what_is_an_editors_own_stays(fixtures):  # noqa: F811
    load(fixtures)
    make_document("自己的办法", topics=["主题一"], column="自己的栏目")
    assert remove_samples() == 4
    assert public() == {"自己的办法"}
    assert remove_samples() == 0 and public() == {"自己的办法"}


@pytest.mark.parametrize("state", [State.PUBLISHED, State.WITHDRAWN, State.DRAFT])
def test_samples_go_whatever_was_made_of_them(fixtures, state):  # noqa: F811
    load(fixtures)
    document = first(Document, title="随附文件2")
    update(document, title="改过的标题", state=state.value)
    trash(first(Document, title="随附文件3"))
    assert held_samples().count() == 3 and remove_samples() == 3
    assert not Document.objects.exclude(state=State.TRASHED).exists()
    document.refresh_from_db()
    put_back(document)
    assert Document.objects.exclude(state=State.TRASHED).get().state == state


def test_they_do_not_come_back(fixtures):  # noqa: F811
    load(fixtures)
    remove_samples()
    load(fixtures)
    assert public() == set() and held_samples().count() == 0


def test_a_site_that_begins_without_them_never_has_them_and_knows_the_bodies(fixtures):  # noqa: F811
    call_command("load_corpus", fixtures=fixtures, without_samples=True)
    for _ in range(2):
        assert not Document.objects.exists() and not Topic.objects.exists() and not Column.objects.exists()
        assert IssuingBody.objects.filter(name="甲部").exists() and ShortName.objects.filter(name="甲例").exists()
        load(fixtures)


def test_samples_that_are_there_stay_where_none_are_asked_for(fixtures):  # noqa: F811
    load(fixtures)
    call_command("load_corpus", fixtures=fixtures, without_samples=True)
    assert len(public()) == 4 and Topic.objects.exists()


def test_the_desk_says_how_many_and_removes_them_at_a_word(fixtures, admin_client, client, django_user_model):  # noqa: F811
    load(fixtures)
    assert "4 份随程序而来的文件" in admin_client.get("/admin/").content.decode()
    assert "站中有 4 份" in admin_client.get("/admin/samples/").content.decode() and len(public()) == 4
    client.force_login(django_user_model.objects.create_user("editor", is_staff=True))
    assert client.post("/admin/samples/").status_code == 403 and "随程序而来" not in client.get("/admin/").content.decode()
    assert client.put("/admin/samples/").status_code in (403, 405)
    client.logout()
    assert client.post("/admin/samples/").status_code == 302 and len(public()) == 4
    assert admin_client.post("/admin/samples/").status_code == 302 and public() == set()
    assert "随程序而来" not in admin_client.get("/admin/").content.decode()


def test_an_empty_site_says_what_to_do_first(client):
    page = client.get("/").content.decode()
    assert "这里还没有文件" in page and "make admin" in page and "import_documents" in page
    make_document()
    assert "make admin" not in client.get("/").content.decode()
