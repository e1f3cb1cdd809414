"""Metadata of many documents: set in a form, taken out as a table, corrected there, and taken in after a look."""
import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from documents.admin.cells import harmless, plain
from documents.importing import Source, import_source, set_state
from documents.models import Document, State
from tests.factories import make_body, make_column, make_topic

from .test_batches import log_in, own_files  # noqa: F401

pytestmark = pytest.mark.django_db
LIST, LOAD = reverse("admin:documents_document_changelist"), reverse("admin:documents_document_metadata")
TEXT = "{0}办法\n\n第一条 为了规范{0}，制定本办法。\n\n第二条 本办法自印发之日起施行。\n"


@pytest.fixture
def documents():
    for name in ("甲", "乙", "=丙"):
        import_source(Source(f"{name}.txt", TEXT.format(name * 3).encode(), {"title": f"{name}办法", "number": f"{name}〔2025〕1号"}), state=State.DRAFT)
    return list(Document.objects.order_by("pk"))


def act(client, action, documents, **values):
    return client.post(LIST, {"action": action, "_selected_action": [d.pk for d in documents], **values}, follow=True)


def as_table(answer):
    return list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))


def as_csv(rows):
    written = io.StringIO()
    table = csv.DictWriter(written, rows[0].keys())
    table.writeheader()
    table.writerows(rows)
    return SimpleUploadedFile("改.csv", written.getvalue().encode())


def sent(client, file, take=True):
    page = client.post(LOAD, {"file": file})
    if take and page.context["kept"]:
        client.post(LOAD, {"rows": page.context["kept"]})
    return page.content.decode()


def test_many_documents_get_topics_a_column_a_kind_bodies_and_a_validity_at_once(log_in, documents):  # noqa: F811
    client, (one, other, _) = log_in("编辑"), documents
    topic, former = make_topic("新主题"), make_topic("旧主题")
    one.topics.add(former)
    chosen = {"add_topics": [topic.pk], "remove_topics": [former.pk], "column": make_column("新栏目").pk, "kind": "规定"}
    asked = act(client, "change_many", [one, other])
    assert "一起修改" in asked.content.decode() and one.revisions.count() == 1
    act(client, "change_many", [one, other], post="yes", signed_by="教育部\n财政部", validity="repealed", validity_since="2025年3月1日", **chosen)
    for document in (one, other):
        document.refresh_from_db()
        assert (document.fact("topics"), document.fact("column"), document.kind) == (("新主题",), "新栏目", "规定")
        assert document.fact("bodies") == ("教育部", "财政部") and document.status.label == "已废止"
        assert {"topics", "column", "kind", "bodies"} <= set(document.corrected)
        assert {r.author.username for r in document.revisions.exclude(number=1)} == {"编辑"}


def test_what_is_left_empty_stays_and_nothing_at_all_is_an_error(log_in, documents):  # noqa: F811
    client = log_in("编辑")
    assert "还没有填写要改的内容" in act(client, "change_many", documents, post="yes").content.decode()
    act(client, "change_many", documents, post="yes", kind="规定")
    assert [d.number for d in Document.objects.order_by("pk")] == [d.number for d in documents]
    assert [d.markdown for d in Document.objects.order_by("pk")] == [d.markdown for d in documents]


def test_what_one_may_not_change_is_named_and_the_others_are_changed(log_in, documents):  # noqa: F811
    set_state(documents[0], State.PUBLISHED)
    told = act(log_in("编辑"), "change_many", documents, post="yes", kind="规定").content.decode()
    assert "《甲办法》没有改" in told and "修改了 2 份文件" in told
    assert [d.kind for d in Document.objects.order_by("pk")] == ["办法", "规定", "规定"]


@pytest.mark.parametrize("action", ["metadata_csv", "metadata_xlsx"])
def test_a_table_that_comes_back_as_it_went_changes_nothing(log_in, documents, action):  # noqa: F811
    client = log_in("编辑")
    answer = act(client, action, documents)
    file = SimpleUploadedFile(f"metadata.{action[-4:].strip('_')}", answer.content)
    assert "没有不同" in sent(client, file)
    assert {d.revisions.count() for d in documents} == {1}


def test_no_cell_is_a_formula(log_in, documents):  # noqa: F811
    client = log_in("编辑")
    assert {row["标题"] for row in as_table(act(client, "metadata_csv", documents))} == {"甲办法", "乙办法", "'=丙办法"}
    sheet = load_workbook(io.BytesIO(act(client, "metadata_xlsx", documents).content)).active
    assert {cell.data_type for row in sheet for cell in row if cell.value} == {"s"}


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-", "@a", "甲", "", "'甲", "'"])
def test_a_cell_that_was_made_harmless_comes_back_as_it_was(cell):
    assert plain(harmless(cell)) == cell and not harmless(cell).startswith(("=", "+", "-", "@"))


def test_differences_are_shown_first_and_taken_then(log_in, documents):  # noqa: F811
    client = log_in("编辑")
    make_topic("主题甲")
    rows = as_table(act(client, "metadata_csv", documents))
    by_title = {row["标题"]: row for row in rows}
    by_title["甲办法"] |= {"发文字号": "甲〔2025〕9号", "成文日期": "2025年3月4日", "主题": "主题甲", "发文机关": "教育部、财政部"}
    page = sent(client, as_csv(rows), take=False)
    assert "1 份文件有改动" in page and "甲〔2025〕9号" in page and documents[0].revisions.count() == 1
    sent(client, as_csv(rows))
    first = Document.objects.get(pk=documents[0].pk)
    assert (first.number, first.issued_on.isoformat()) == ("甲〔2025〕9号", "2025-03-04")
    assert (first.fact("topics"), first.fact("bodies")) == (("主题甲",), ("教育部", "财政部"))
    assert "没有不同" in sent(client, as_csv(rows))


def test_a_table_with_some_columns_changes_only_these(log_in, documents):  # noqa: F811
    client = log_in("编辑")
    rows = [{"编号": d.pk, "公文种类": "规定"} for d in documents]
    sent(client, as_csv(rows))
    assert [(d.kind, d.title) for d in Document.objects.order_by("pk")] == [("规定", d.title) for d in documents]


@pytest.mark.parametrize(("row", "reason"), [
    ({"编号": "99999999"}, "不是收录的文件"), ({"编号": "abc"}, "不是收录的文件"), ({"编号": "9" * 30}, "不是收录的文件"),
    ({"主题": "没有的主题"}, "没有“没有的主题”这个主题"), ({"栏目": "没有的栏目"}, "这个栏目"), ({"成文日期": "2025年2月30日"}, "不是日期"),
    ({"成文日期": "三月"}, "不是日期"), ({"公文种类": "诗歌"}, "没有“诗歌”这一种"), ({"标题": "长" * 301}, "超过 300 字"),
])
def test_a_row_that_cannot_be_taken_is_named_with_its_line_and_reason(log_in, documents, row, reason):  # noqa: F811
    client = log_in("编辑")
    values = {"编号": documents[0].pk, "标题": "甲办法", "主题": "", "栏目": "", "成文日期": "", "公文种类": "办法"}
    page = sent(client, as_csv([values | row]))
    assert "第 2 行" in page and reason in page
    assert documents[0].revisions.count() == 1


@pytest.mark.parametrize(("name", "data", "reason"), [
    ("空.csv", b"", "文件为空"), ("图.png", b"\x89PNG", "只能读"), ("别的.csv", "标题,文号\n甲,乙\n".encode(), "没有“编号”这一栏"),
    ("多.csv", "编号,天气\n1,晴\n".encode(), "没有“天气”这一栏"), ("假.xlsx", b"PK\x03\x04", "假.xlsx"),
])
def test_what_is_no_table_of_ours_is_refused_by_name(log_in, documents, name, data, reason):  # noqa: F811
    page = sent(log_in("编辑"), SimpleUploadedFile(name, data))
    assert reason in page and name in page


def test_a_formula_in_a_workbook_is_never_taken(log_in, documents):  # noqa: F811
    book = Workbook()
    book.active.append(["编号", "标题"])
    book.active.append([documents[0].pk, "=1+1"])
    written = io.BytesIO()
    book.save(written)
    assert "是公式" in sent(log_in("编辑"), SimpleUploadedFile("改.xlsx", written.getvalue()))
    assert Document.objects.get(pk=documents[0].pk).title == "甲办法"


def test_a_preview_is_taken_by_who_saw_it_and_no_other(log_in, documents):  # noqa: F811
    client = log_in("编辑")
    kept = client.post(LOAD, {"file": as_csv([{"编号": documents[0].pk, "公文种类": "规定"}])}).context["kept"]
    for wrong in (kept[:-2], "", "x"):
        client.post(LOAD, {"rows": wrong})
    log_in("审核").post(LOAD, {"rows": kept})
    assert Document.objects.get(pk=documents[0].pk).kind == "办法"
    assert log_in("管理").get(LOAD).status_code == 403


def test_two_rows_that_would_make_one_document_are_refused_by_the_import(log_in, documents):  # noqa: F811
    make_body("教育部")
    client = log_in("编辑")
    rows = [{"编号": documents[1].pk, "标题": "甲办法", "发文字号": "甲〔2025〕1号"}]
    page = client.post(LOAD, {"rows": client.post(LOAD, {"file": as_csv(rows)}).context["kept"]}, follow=True).content.decode()
    assert "《乙办法》没有改" in page and Document.objects.get(pk=documents[1].pk).title == "乙办法"


def test_what_another_changed_meanwhile_stays_as_it_is(log_in, documents, monkeypatch):  # noqa: F811
    client, one = log_in("编辑"), documents[0]

    def withdrawn_meanwhile(form, document, values):
        Document.objects.filter(pk=document.pk).update(state=State.WITHDRAWN, updated_at=timezone.now())
        return values

    monkeypatch.setattr("documents.admin.bulk_form.BulkForm.facts_for", withdrawn_meanwhile)
    told = act(client, "change_many", [one], post="yes", kind="规定").content.decode()
    one.refresh_from_db()
    assert "刚刚有人改过它" in told and (one.state, one.kind) == (State.WITHDRAWN, documents[1].kind)
