"""From draft to review to the public and back, by each role; previews; what is set for a later day."""
import re
from datetime import date, timedelta

import pytest
from django.core import signing
from django.core.cache import cache
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from lxml import html

from documents import uploading
from documents.admin.care import CARES
from documents.importing import Source, import_source, publish_due, set_state, trash, update
from documents.models import Document, State, StatusEvent, Upload
from documents.previews import token_for
from tests.factories import make_citation, make_document, make_work

from .test_batches import log_in, own_files, send  # noqa: F401
from .test_documents import TEXT, form_values, stored

pytestmark = pytest.mark.django_db
LIST = reverse("admin:documents_document_changelist")
TODAY = timezone.localdate()


def page_of(document, name="change"):
    return reverse(f"admin:documents_document_{name}", args=[document.pk])


def act(client, action, document, **values):
    return client.post(LIST, {"action": action, "_selected_action": [document.pk], **values}, follow=True)


def state_of(document):
    document.refresh_from_db()
    return document.state


def test_a_draft_is_written_reviewed_sent_back_with_a_remark_published_and_withdrawn(log_in):  # noqa: F811
    document, writer = stored(), log_in("编辑")
    act(writer, "send_to_review", document)
    assert state_of(document) == State.IN_REVIEW
    asked = act(writer, "publish", document)
    assert state_of(document) == State.IN_REVIEW and "publish" not in asked.context["action_form"].fields["action"].choices.__str__()
    reviewer = log_in("审核")
    assert "缘由" in act(reviewer, "back_to_draft", document).content.decode() and state_of(document) == State.IN_REVIEW
    act(reviewer, "back_to_draft", document, post="yes", why="请补上附件。")
    assert state_of(document) == State.DRAFT
    told = log_in("编辑").get(page_of(document)).content.decode()
    assert "缘由：请补上附件。" in told and "审核" in told
    reviewer = log_in("审核")
    act(reviewer, "publish", document)
    assert state_of(document) == State.PUBLISHED
    act(reviewer, "withdraw", document, post="yes", why="发错了。")
    assert state_of(document) == State.WITHDRAWN
    remarks = list(document.revisions.order_by("number").values_list("author_name", "facts__state", "why"))
    assert remarks[1:] == [
        ("编辑", "review", ""), ("审核", "draft", "请补上附件。"), ("审核", "published", ""), ("审核", "withdrawn", "发错了。"),
    ]


def test_who_may_publish_decides_on_the_page_of_what_is_in_review(log_in):  # noqa: F811
    document = stored()
    set_state(document, State.IN_REVIEW)
    assert 'class="decision"' not in log_in("编辑").get(page_of(document)).content.decode()
    reviewer = log_in("审核")
    forms = html.document_fromstring(reviewer.get(page_of(document)).content).xpath("//form[@class='decision']")
    publish, back = ((form.get("action"), dict(form.fields) | {"action": form.xpath(".//button/@value")[0]}) for form in forms)
    assert "缘由" in reviewer.post(*back).content.decode() and state_of(document) == State.IN_REVIEW
    reviewer.post(*publish)
    assert state_of(document) == State.PUBLISHED
    assert 'class="decision"' not in reviewer.get(page_of(document)).content.decode()


def test_what_was_deleted_is_said_to_be_in_the_trash(log_in):  # noqa: F811
    document = stored()
    told = log_in("审核").post(page_of(document, "delete"), {"post": "yes"}, follow=True).content.decode()
    assert state_of(document) == State.TRASHED and '已放入<a href="/admin/documents/document/?state=trashed">回收站</a>' in told


def test_a_writer_may_go_on_writing_what_is_in_review_and_say_why(log_in):  # noqa: F811
    document, writer = stored(), log_in("编辑")
    writer.post(page_of(document), form_values(document, state="review", note="亲手所写", why="补充说明"))
    document.refresh_from_db()
    assert (document.state, document.note, document.revisions.first().why) == (State.IN_REVIEW, "亲手所写", "补充说明")


def test_an_upload_is_stored_for_review(log_in):  # noqa: F811
    client = log_in("编辑")
    batch, _ = send(client, 2)
    uploading.work_off()
    one, other = batch.uploads.order_by("pk")
    review = reverse("admin:documents_upload_review", args=[one.pk])
    values = {name: value for name, value in client.get(review).context["form"].initial.items() if value}
    client.post(review, values | {"review": "1"})
    client.post(reverse("admin:documents_upload_changelist"), {"action": "accept_for_review", "_selected_action": [other.pk]})
    uploading.work_off()
    assert [d.state for d in Document.objects.all()] == [State.IN_REVIEW] * 2


def test_what_was_withdrawn_is_not_brought_into_review_by_an_upload(log_in):  # noqa: F811
    document, client = stored(State.PUBLISHED), log_in("编辑")
    set_state(document, State.WITHDRAWN)
    from .test_documents import review_of
    review, values, _ = review_of(client, "甲.md", "# " + TEXT.replace("规范", "进一步规范"))
    client.post(review, values | {"review": "1"})
    assert state_of(document) == State.WITHDRAWN


def test_what_is_in_review_is_as_unknown_to_the_public_as_a_draft(client):
    document = stored()
    set_state(document, State.IN_REVIEW)
    assert client.get(document.get_absolute_url()).status_code == 404
    set_state(document, State.PUBLISHED)
    set_state(document, State.IN_REVIEW)
    assert client.get(document.get_absolute_url()).status_code == 404
    assert Document.objects.published().count() == 0


def test_an_import_leaves_what_is_in_review_as_it_is():
    document = stored()
    set_state(document, State.IN_REVIEW)
    result = import_source(Source("甲.txt", TEXT.replace("规范", "进一步规范").encode(), {"title": "甲办法"}), state=State.PUBLISHED)
    assert state_of(document) == State.IN_REVIEW and "进一步" not in document.markdown and "待审" in result.reason


def schedule(client, document, day, state="published", **values):
    return client.post(page_of(document), form_values(document, state=state, publish_on=day, **values))


def test_what_is_set_for_a_later_day_is_published_on_it_once(log_in):  # noqa: F811
    document, day = stored(), TODAY + timedelta(days=3)
    assert schedule(log_in("审核"), document, f"{day.year}年{day.month}月{day.day}日").status_code == 302
    document.refresh_from_db()
    assert (document.state, document.publish_on) == (State.IN_REVIEW, day)
    assert publish_due(day - timedelta(days=1)) == 0 and state_of(document) == State.IN_REVIEW
    assert [publish_due(day), publish_due(day)] == [1, 0]
    document.refresh_from_db()
    assert (document.state, document.publish_on, document.collected_at is None) == (State.PUBLISHED, None, False)
    assert "自动发布" in document.revisions.first().why


@pytest.mark.parametrize(("action", "state"), [("back_to_draft", State.DRAFT), ("publish", State.PUBLISHED), ("withdraw", State.WITHDRAWN)])
def test_a_day_ends_with_the_review_for_which_it_was_set(log_in, action, state):  # noqa: F811
    document = make_document(state=State.IN_REVIEW, publish_on=TODAY + timedelta(3))
    act(log_in("审核"), action, document, post="yes", why="缘由。")
    assert (state_of(document), document.publish_on) == (state, None)
    if state == State.DRAFT:
        act(log_in("编辑"), "send_to_review", document)
        assert publish_due(TODAY + timedelta(4)) == 0 and state_of(document) == State.IN_REVIEW


def test_a_day_ends_in_the_trash_too():
    document = make_document(state=State.IN_REVIEW, publish_on=TODAY + timedelta(3))
    set_state(document, State.TRASHED)
    assert document.publish_on is None


def test_one_that_cannot_be_published_keeps_no_other_from_its_day(monkeypatch):
    broken, fine = (make_document(state=State.IN_REVIEW, publish_on=TODAY) for _ in range(2))
    whole = update

    def fail(document, **values):
        if document.pk == broken.pk:
            raise IntegrityError
        whole(document, **values)

    monkeypatch.setattr("documents.importing.scheduling.update", fail)
    assert publish_due(TODAY) == 1
    assert (state_of(broken), state_of(fine)) == (State.IN_REVIEW, State.PUBLISHED)


def test_what_was_public_and_is_in_review_again_is_unknown_under_every_address(client):
    document = make_document(state=State.IN_REVIEW, collected_at=timezone.now())
    for address in (f"/d/{document.pk}/", document.get_absolute_url(), f"/api/v1/documents/{document.slug}"):
        assert client.get(address).status_code == 404


def test_a_day_that_makes_no_sense_is_said_and_nothing_typed_is_lost(log_in):  # noqa: F811
    document, client = stored(), log_in("审核")
    page = schedule(client, document, TODAY.isoformat(), note="亲手所写").content.decode()
    assert "应在今天之后" in page and "亲手所写" in page
    set_state(document, State.PUBLISHED)
    document.refresh_from_db()
    assert "已经发布，不能再定" in schedule(client, document, "2099-01-01").content.decode()


def test_what_is_set_for_a_day_is_changed_only_by_whoever_may_publish(log_in):  # noqa: F811
    document = stored()
    schedule(log_in("审核"), document, "2099-01-01")
    document.refresh_from_db()
    writer = log_in("编辑")
    assert "已定期发布" in (page := writer.get(page_of(document)).content.decode()) and "已经发布" not in page
    answer = writer.post(page_of(document), form_values(document, state="review", note="亲手所写"))
    assert answer.status_code == 403 and "定期发布" in answer.content.decode() and "亲手所写" in answer.content.decode()
    reviewer = log_in("审核")
    document.refresh_from_db()
    schedule(reviewer, document, "2099-01-01", state="draft")
    document.refresh_from_db()
    assert (document.state, document.publish_on) == (State.DRAFT, None)


def test_a_writer_sets_no_day(log_in):  # noqa: F811
    document = stored()
    schedule(log_in("编辑"), document, "2099-01-01", state="review")
    document.refresh_from_db()
    assert (document.state, document.publish_on) == (State.IN_REVIEW, None)


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_REVIEW, State.WITHDRAWN])
def test_a_preview_shows_the_page_to_whoever_has_the_link(log_in, state, client):  # noqa: F811
    document = stored()
    set_state(document, state)
    led = log_in("编辑").get(page_of(document, "preview"))
    client.logout()
    answer = client.get(led["Location"])
    page = answer.content.decode()
    assert answer.status_code == 200 and "制定本办法" in page and "没有公开" in page and document.get_state_display() in page
    assert answer["Cache-Control"] == "private, no-store" and 'content="noindex"' in page


def test_a_preview_ends_with_its_week_and_with_the_document(client, monkeypatch):
    document = stored()
    address = reverse("documents:preview", args=[token_for(document.pk)])
    for wrong in (address[:-3] + "aa/", reverse("documents:preview", args=[signing.dumps(document.pk, salt="other")]), "/preview/x/"):
        assert client.get(wrong).status_code == 404, wrong
    with monkeypatch.context() as later:
        later.setattr("documents.previews.DAYS", -1)
        assert "已失效" in client.get(address).content.decode()
    trash(document)
    assert client.get(address).status_code == 404


def test_the_first_page_shows_what_waits_and_what_wants_care(log_in):  # noqa: F811
    cache.clear()  # counts are kept for a minute
    make_document("甲", number="", markdown="正文。")
    drafts = [make_document(state=State.DRAFT), make_document(state=State.IN_REVIEW)]
    make_citation(drafts[0], resolution="several")
    make_citation(drafts[0], text="个保法", title="个保法", start=9)
    make_citation(make_document("乙", number="乙1"), work=make_work("没有收录的法"))
    drafts[0].near_duplicates.add(drafts[1])
    ended = make_document("丙", number="丙1", repealed_on=date(2020, 1, 1))
    StatusEvent.objects.create(document=ended, validity="in-force", basis="table", on=date(2021, 1, 1))
    client = log_in("审核")
    send(client, 1)
    uploading.work_off()
    page = client.get(reverse("admin:index")).content.decode()
    told = dict(re.findall(r'<a href="[^"]*">([^<]+) <b>(\d+)</b>', page))
    assert {"待审阅的上传": "1", "草稿": "1", "待审的文件": "1", "没有发文字号": "3", "引用有歧义": "1"}.items() <= told.items()
    assert {"正文与别的文件近同": "2", "时效表与条文不一致": "1", "简称没有解出": "1", "引而未收的文件": "1"}.items() <= told.items()
    for address in re.findall(r'<ul class="piles">.*?</ul>', page, re.S):
        for link in re.findall('href="([^"]+)"', address):
            assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("care", CARES, ids=lambda care: care.name)
def test_each_kind_of_care_is_a_list(admin_client, care):
    make_document()
    assert admin_client.get(LIST, {"care": care.name}).status_code == 200


@pytest.mark.parametrize("written", ["2023年5月4日", "2023-05-04", "2023.5.4", "2023/5/4", "二〇二三年五月四日", " 2023年 5月 4日 ", "２０２３年５月４日"])
def test_a_day_may_be_written_as_documents_write_it(admin_client, written):
    document = stored()
    admin_client.post(page_of(document), form_values(document, issued_on=written))
    document.refresh_from_db()
    assert document.issued_on and document.issued_on.isoformat() == "2023-05-04"


@pytest.mark.parametrize("written", ["2023年2月30日", "5月4日", "2023年5月4日发", "明天"])
def test_what_is_no_day_is_an_error_in_the_form(admin_client, written):
    document = stored()
    answer = admin_client.post(page_of(document), form_values(document, issued_on=written))
    assert answer.context["adminform"].form.errors.keys() == {"issued_on"}


def test_a_batch_that_was_published_since_is_still_taken_back(log_in):  # noqa: F811
    client = log_in("审核")
    batch, _ = send(client, 1)
    uploading.work_off()
    uploading.accept(Upload.objects.all(), batch.created_by, State.IN_REVIEW)
    uploading.work_off()
    document = Document.objects.get()
    update(document, state=State.PUBLISHED)
    client.post(reverse("admin:documents_batch_take_back", args=[batch.pk]))
    assert state_of(document) == State.TRASHED
