"""Uploads are given to a colleague and talked about; who sent a document to review hears what became of it."""
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from documents import uploading
from documents.admin.sent_by_me import DAYS, sent_by
from documents.importing import publish_due, set_state, update
from documents.models import Notice, Remark, Revision, State, Upload
from documents.revisions import editing
from documents.vocabulary.enums import RevisionSource

from .test_batches import LIST, log_in, own_files, send  # noqa: F401
from .test_documents import stored

pytestmark = pytest.mark.django_db
INDEX, DOCUMENTS = reverse("admin:index"), reverse("admin:documents_document_changelist")


@pytest.fixture
def people(django_user_model):
    """By role, and one who may not review."""
    made = {}
    for role in ("编辑", "审核", "管理"):
        made[role] = django_user_model.objects.create_user(role, password="x", is_staff=True)
        made[role].groups.set(Group.objects.filter(name=role))
    return made


def test_what_is_chosen_is_given_to_a_colleague_who_may_review(log_in, people):  # noqa: F811
    client = log_in("编辑")
    send(client, 2)
    keys = list(Upload.objects.values_list("pk", flat=True))
    for colleague, told in (("", "还没有分派"), ("管理", "还没有分派"), ("x", "还没有分派"), ("审核", "2 份分派给了 审核")):
        key = people[colleague].pk if colleague in people else colleague
        page = client.post(LIST, {"action": "assign", "_selected_action": keys, "colleague": key}, follow=True).content.decode()
        assert told in page, colleague
    assert set(Upload.objects.values_list("assigned_to", flat=True)) == {people["审核"].pk}
    uploading.work_off()
    assert "分派给您的上传 <b>2</b>" in log_in("审核").get(INDEX).content.decode()


def test_a_remark_is_kept_and_what_was_typed_beside_it_is_shown_again(log_in, people):  # noqa: F811
    client = log_in("编辑")
    send(client, 1)
    uploading.work_off()
    review = reverse("admin:documents_upload_review", args=[Upload.objects.get().pk])
    sent = {"discuss": "1", "assigned_to": people["审核"].pk, "remark": "<b>日期</b>请核对。", "title": "改过的标题", "markdown": "正文。"}
    page = client.post(review, sent).content.decode()
    assert "&lt;b&gt;日期&lt;/b&gt;请核对。" in page and 'value="改过的标题"' in page
    upload = Upload.objects.get()
    assert upload.assigned_to == people["审核"] and Remark.objects.get().author == people["编辑"] and upload.state == "read"
    refused = client.post(review, sent | {"assigned_to": people["管理"].pk, "remark": "又"}).content.decode()
    assert Remark.objects.count() == 1 and 'value="改过的标题"' in refused
    client.post(review, {"discard": "1"})
    assert not Remark.objects.exists()


def fates(user):
    return {fate: sent_by(user, fate).count() for fate in ("returned", "published", "waiting")}


@pytest.mark.parametrize(("acts", "expected"), [
    ([("审核", State.DRAFT)], "returned"), ([("审核", State.PUBLISHED)], "published"), ([(None, State.PUBLISHED)], "published"), ([], "waiting"),
    ([("编辑", State.DRAFT)], ""), ([("审核", State.DRAFT), ("编辑", State.IN_REVIEW)], "waiting"), ([("审核", State.WITHDRAWN)], ""),
])
def test_who_sent_a_document_to_review_is_told_what_became_of_it(people, acts, expected):
    document = stored()
    for role, state in [("编辑", State.IN_REVIEW), *acts]:
        with editing(author=people.get(role), how=RevisionSource.BULK):
            set_state(document, state)
    assert {fate for fate, count in fates(people["编辑"]).items() if count} == {expected} - {""}
    assert not any(fates(people["管理"]).values())
    Revision.objects.update(created_at=timezone.now() - timedelta(days=DAYS + 1))
    assert not any(fates(people["编辑"]).values())


def test_the_first_page_leads_to_what_was_sent_back_and_what_the_clock_published(log_in, people):  # noqa: F811
    document, client = stored(), log_in("编辑")
    with editing(author=people["编辑"], how=RevisionSource.BULK):
        set_state(document, State.IN_REVIEW)
    with editing(author=people["审核"], how=RevisionSource.BULK, why="请补附件。"):
        set_state(document, State.DRAFT)
    assert "退回给您的文件 <b>1</b>" in client.get(INDEX).content.decode()
    assert document.title in client.get(DOCUMENTS, {"sent": "returned"}).content.decode()
    with editing(author=people["编辑"], how=RevisionSource.BULK):
        update(document, state=State.IN_REVIEW.value, publish_on=timezone.localdate())
    assert publish_due(timezone.localdate()) == 1
    page = client.get(INDEX).content.decode()
    assert "退回给您的文件" not in page and "已发布的文件 <b>1</b>" in page


def test_who_is_given_something_or_written_to_hears_of_it_by_e_mail(log_in, people, settings):  # noqa: F811
    settings.NOTICES_BY_MAIL = True
    client = log_in("编辑")
    for person in people.values():
        person.email = f"{person.pk}@x.example"
        person.save()
    send(client, 2)
    uploading.work_off()
    first, second = Upload.objects.order_by("pk")
    client.post(LIST, {"action": "assign", "_selected_action": [first.pk, second.pk], "colleague": people["审核"].pk})
    review = reverse("admin:documents_upload_review", args=[first.pk])
    client.post(review, {"discuss": "1", "assigned_to": people["审核"].pk, "remark": "请核对日期。"})
    log_in("审核").post(review, {"discuss": "1", "assigned_to": people["编辑"].pk, "remark": "已核对。"})
    assert [(notice.recipient, notice.text) for notice in Notice.objects.order_by("pk")] == [
        (people["审核"], "编辑 把 2 份上传分派给了您。"), (people["审核"], "编辑 在上传的“1.txt”上留言：请核对日期。"),
        (people["编辑"], "审核 把上传的“1.txt”分派给了您。"), (people["编辑"], "审核 在上传的“1.txt”上留言：已核对。"),
    ]
