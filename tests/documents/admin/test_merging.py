"""Two editors with one document: the second is told what the first has changed, keeps their own, and overwrites nothing unseen."""
import pytest
from django.urls import reverse

from documents.importing import correct, set_state, update
from documents.models import Document, State
from tests.factories import make_topic

from .test_batches import log_in, own_files  # noqa: F401
from .test_documents import form_values, stored

pytestmark = pytest.mark.django_db


def page_of(document):
    return reverse("admin:documents_document_change", args=[document.pk])


def opened(client, document):
    """What a browser sends of the form as it was opened."""
    form = client.get(page_of(document)).context["adminform"].form
    return form_values(document) | {"base": form["base"].value(), "kind": document.kind, "state": document.state}


def values_of(answer, *names):
    form = answer.context["adminform"].form
    return {name: form[name].value() for name in names}


def saved(client, document, answer, sent, *names):
    """Press save again, with what the page shows now."""
    again = client.post(page_of(document), sent | values_of(answer, "seen", "base", *names))
    document.refresh_from_db()
    return again.status_code


def test_what_each_has_changed_is_kept_where_it_is_not_the_same(log_in):  # noqa: F811
    document, client = stored(), log_in("编辑")
    sent = opened(client, document) | {"note": "我的编者注"}
    correct(document, {"number": "甲〔2025〕1号", "bodies": ("教育部", "财政部"), "topics": (make_topic("主题甲").name,)})
    answer = client.post(page_of(document), sent)
    page = answer.content.decode()
    assert "“发文字号”别人改成了“甲〔2025〕1号”，已采用" in page and "“发文机关”别人改成了“教育部、财政部”，已采用" in page and "我的编者注" in page
    document.refresh_from_db()
    assert document.note == ""
    assert saved(client, document, answer, sent, "number", "signed_by", "topics") == 302
    assert (document.note, document.number, document.fact("bodies")) == ("我的编者注", "甲〔2025〕1号", ("教育部", "财政部"))
    assert document.fact("topics") == ("主题甲",)


def test_where_both_have_changed_one_thing_the_second_decides_knowing_the_first(log_in):  # noqa: F811
    document, client = stored(), log_in("编辑")
    sent = opened(client, document) | {"note": "我的编者注"}
    update(document, note="别人的编者注")
    answer = client.post(page_of(document), sent)
    assert "别人改成了“别人的编者注”，您写的仍在" in answer.content.decode() and values_of(answer, "note") == {"note": "我的编者注"}
    document.refresh_from_db()
    assert document.note == "别人的编者注"
    assert saved(client, document, answer, sent) == 302 and document.note == "我的编者注"


def test_a_text_and_a_state_that_only_the_other_has_changed_are_taken(log_in):  # noqa: F811
    document, client = stored(), log_in("审核")
    sent = opened(client, document) | {"note": "我的编者注"}
    set_state(document, State.PUBLISHED)
    answer = client.post(page_of(document), sent)
    assert "“发布状态”" in answer.content.decode() and values_of(answer, "state") == {"state": "published"}
    assert saved(client, document, answer, sent, "state") == 302
    assert (document.state, document.note) == (State.PUBLISHED, "我的编者注")


def test_a_judgement_of_another_stays(log_in):  # noqa: F811
    document, client = stored(), log_in("审核")
    sent = opened(client, document) | {"note": "我的编者注"}
    update(document, validity="repealed", validity_proof="某句。", validity_basis="person")
    answer = client.post(page_of(document), sent)
    assert "“时效（编辑判定）”" in answer.content.decode()
    assert saved(client, document, answer, sent, "validity", "validity_proof") == 302
    assert (document.validity, document.validity_proof, document.note) == ("repealed", "某句。", "我的编者注")


@pytest.mark.parametrize("base", ["", "99", "-1", "x"])
def test_who_cannot_say_what_they_saw_is_asked_to_look_again(log_in, base):  # noqa: F811
    document, client = stored(), log_in("编辑")
    sent = opened(client, document) | {"note": "我的编者注", "base": base}
    update(document, note="别人的编者注")
    page = client.post(page_of(document), sent).content.decode()
    assert "别人修改了这份文件" in page and "我的编者注" in page
    assert Document.objects.get().note == "别人的编者注"
