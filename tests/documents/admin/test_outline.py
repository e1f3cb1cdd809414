"""The outline is corrected in the review: what was typed stays, what is stored is as it was said, and stays so when read again."""
import pytest

from documents.importing import known_bodies, reread_documents, set_state
from documents.models import Document, State
from documents.revisions import last_number

from .test_documents import TEXT, editor, review_of  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def press(client, review, values, **button):
    answer = client.post(review, values | button)
    assert answer.status_code == 200
    bound = answer.context["form"]
    return values | {"markdown": bound["markdown"].value()}, answer


def levels(document):
    return list(document.sections.order_by("position").values_list("level", "label"))


def test_what_a_person_says_of_the_outline_is_stored_and_outlives_another_reading(editor):  # noqa: F811
    review, values, _ = review_of(editor, "甲.txt", TEXT)
    values = {name: value for name, value in values.items() if value} | {"title": "甲办法", "note": "亲手所写"}
    values, shown = press(editor, review, values, outline="raise 1 art-1")
    assert "目次已改" in shown.content.decode() and "亲手所写" in shown.content.decode() and not Document.objects.exists()
    stale = press(editor, review, values, outline="unmark 0 art-1")[1].content.decode()
    assert "请再选一次" in stale
    values, _ = press(editor, review, values, outline="unmark 0 ch-1")
    assert editor.post(review, values | {"draft": "1"}).status_code == 302
    document = Document.objects.get()
    assert levels(document) == [(1, "第一条"), (2, "第二条")] and "第一章 总则" in document.markdown and "markdown" in document.corrected
    Document.objects.update(analysis_version="")
    list(reread_documents([document.pk], known_bodies()))
    assert levels(document) == [(1, "第一条"), (2, "第二条")]
    assert "##" not in "".join(document.sections.values_list("text", flat=True))


def test_a_section_is_opened_and_split_at_a_paragraph(editor):  # noqa: F811
    review, values, _ = review_of(editor, "甲.txt", TEXT.replace("制定本办法。", "制定本办法。\n\n其后一段"))
    values = {name: value for name, value in values.items() if value} | {"title": "甲办法"}
    opened = press(editor, review, values, open="1")[1].content.decode()
    assert 'value="split 1 art-1 1"' in opened
    _, shown = press(editor, review, values, outline="split 1 art-1 1")
    assert [section.heading for section in shown.context["outline"].sections if not section.label] == ["其后一段"]


def test_a_button_that_nobody_drew_changes_nothing(editor):  # noqa: F811
    review, values, _ = review_of(editor, "甲.txt", TEXT)
    values = {name: value for name, value in values.items() if value} | {"title": "甲办法"}
    for button in ("", "raise x ch-1", "vanish 0 ch-1", "raise 99999999 ch-1", "split 0 ch-1 9", "raise 0 ch-1 x y"):
        sent, answer = press(editor, review, values, outline=button)
        assert sent["markdown"] == values["markdown"] and answer.context["outline"].sections[0].label == "第一章"
    for place in ("", "x", "9", "99999999", "²"):
        assert press(editor, review, values, open=place)[1].context["outline"].opened is None


def test_the_outline_of_a_stored_document_is_changed_and_stays_so_and_is_a_revision(editor):  # noqa: F811
    review, values, _ = review_of(editor, "甲.txt", TEXT)
    editor.post(review, values | {"title": "甲办法", "note": "亲手所写", "draft": "1"})
    document = Document.objects.get()
    page, before = f"/admin/documents/document/{document.pk}/outline/", levels(document)

    def send(**button):
        return editor.post(page, {"seen": last_number(document), **button}, follow=True).content.decode()

    assert "目次已改" in send(outline="unmark 0 ch-1")
    document.refresh_from_db()
    assert levels(document) == [(2, "第一条"), (2, "第二条")] != before
    assert document.note == "亲手所写" and document.corrected.count("markdown") == 1 and last_number(document) == 2
    Document.objects.update(analysis_version="")
    list(reread_documents([document.pk], known_bodies()))
    assert levels(document) == [(2, "第一条"), (2, "第二条")]
    assert "别人修改了" in send(outline="raise 0 art-1", seen="1") and "请再选一次" in send(outline="raise 0 ch-1")
    assert "没有这样的改动" in send(outline="raise 0 ch-1 x y") and "从这里另起一节" not in send(open="x") and last_number(document) == 2
    set_state(document, State.PUBLISHED)
    assert editor.post(page, {"seen": "3", "outline": "raise 0 art-1"}).status_code == 403
    assert "只能查看" in editor.get(page).content.decode()
