"""Deleting in the admin puts aside, says before what would break, and can be undone; emptying is a right of its own."""
import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from documents.importing import set_state, trash
from documents.models import Document, State, Upload
from tests.factories import make_citation, make_document

from .test_documents import ADD, TEXT, UPLOAD, editor, form_values, stored, uploaded  # noqa: F401

pytestmark = pytest.mark.django_db
LIST = reverse("admin:documents_document_changelist")


def act(client, action, *documents, **values):
    where = LIST if action == "delete_selected" else LIST + "?state=trashed"
    return client.post(where, {"action": action, "_selected_action": [d.pk for d in documents], **values}, follow=True)


def state_of(document) -> str:
    return Document.objects.get(pk=document.pk).state


@pytest.mark.parametrize("way", ["page", "list"])
def test_deleting_puts_aside_after_saying_what_would_break(admin_client, way):
    document, citing = stored(State.PUBLISHED), make_document("引用它的通知")
    make_citation(citing, document)
    if way == "page":
        where = reverse("admin:documents_document_delete", args=[document.pk])
        asked, done = admin_client.get(where), lambda: admin_client.post(where, {"post": "yes"})
    else:
        asked, done = act(admin_client, "delete_selected", document), lambda: act(admin_client, "delete_selected", document, post="yes")
    page = asked.content.decode()
    assert "引用它的 1 份文件不再链接到它：《引用它的通知》" in page and "放入回收站" in page
    assert state_of(document) == "published"
    done()
    assert state_of(document) == "trashed"
    last = document.revisions.order_by("number").last()
    assert (last.author_name, last.why) == ("admin", "放入回收站。")


def test_what_is_in_the_trash_is_listed_there_alone(admin_client):
    document = stored()
    trash(document)
    title = f'">{document.title}</a>'
    assert title not in admin_client.get(LIST).content.decode()
    assert title in admin_client.get(LIST, {"state": "trashed"}).content.decode()


def test_it_cannot_be_changed_there(admin_client):
    document = stored()
    trash(document)
    where = reverse("admin:documents_document_change", args=[document.pk])
    page = admin_client.get(where).content.decode()
    assert "这份文件在回收站中" in page and 'name="_save"' not in page
    answer = admin_client.post(where, form_values(document, note="亲手所写"))
    assert answer.status_code == 403 and "恢复之后才能修改" in answer.content.decode() and "亲手所写" in answer.content.decode()
    for action in ("publish", "withdraw", "back_to_draft"):
        act(admin_client, action, document)
    assert state_of(document) == "trashed"


@pytest.mark.parametrize("state", [State.PUBLISHED, State.WITHDRAWN, State.DRAFT])
def test_it_comes_back_as_it_was(admin_client, state):
    document = stored()
    set_state(document, state)
    trash(document)
    page = act(admin_client, "put_back", document).content.decode()
    assert state_of(document) == state and "从回收站恢复 1 份文件" in page


def test_what_was_public_is_put_back_by_those_who_may_publish(editor, django_user_model):  # noqa: F811
    django_user_model.objects.get(username="editor").user_permissions.add(Permission.objects.get(codename="delete_document"))
    public, draft = stored(State.PUBLISHED), make_document("乙", state="draft")
    for document in (public, draft):
        trash(document)
    page = act(editor, "put_back", public, draft).content.decode()
    assert "您没有发布文件的权限" in page and (state_of(public), state_of(draft)) == ("trashed", "draft")


def test_emptying_is_a_right_of_its_own_and_is_asked_first(admin_client, client, django_user_model):
    document, kept = stored(State.PUBLISHED), make_document("不在回收站")
    trash(document)
    user = django_user_model.objects.create_user("deleter", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_document", "delete_document", "publish_document"]))
    client.force_login(user)
    act(client, "empty", document, post="yes")
    assert state_of(document) == "trashed"
    user.user_permissions.add(Permission.objects.get(codename="empty_trash"))
    client.force_login(django_user_model.objects.get(pk=user.pk))
    page = act(client, "empty", document, kept).content.decode()
    assert "不能恢复" in page and "甲办法" in page and "不在回收站" not in page
    act(client, "empty", document, kept, post="yes")
    assert list(Document.objects.all()) == [kept]
    assert "不在回收站中" in act(client, "empty", kept, post="yes").content.decode()


def test_nothing_is_typed_or_sent_over_what_is_in_the_trash(admin_client):
    document = stored()
    Document.objects.filter(pk=document.pk).update(number="甲政发〔2021〕5号")
    trash(Document.objects.get())
    page = admin_client.post(ADD, form_values(number="甲政发〔2021〕5号")).content.decode()
    assert "这份文件在回收站中" in page
    admin_client.post(UPLOAD, {"files": uploaded("甲办法.md", f"# {TEXT}".replace("规范", "甚为规范").encode())})
    review = reverse("admin:documents_upload_review", args=[Upload.objects.get().pk])
    values = {name: value for name, value in admin_client.get(review).context["form"].initial.items() if value}
    page = admin_client.post(review, values | {"publish": "发布", "number": "甲政发〔2021〕5号"}).content.decode()
    assert "在回收站中，恢复之后才能更新" in page and state_of(document) == "trashed"


def test_a_person_may_type_again_what_was_deleted_for_good(admin_client):
    document = stored()
    trash(document)
    act(admin_client, "empty", document, post="yes")
    assert not Document.objects.exists()
    assert admin_client.post(ADD, form_values()).status_code == 302
    assert Document.objects.get().slug == document.slug
