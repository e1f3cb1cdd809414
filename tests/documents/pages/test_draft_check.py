"""Checking a draft: what is refused, that nothing is kept, then what is told."""
import csv
import re
import time
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents import formats
from documents.formats import annotating
from documents.formats.discovery import discover
from documents.importing.citing import link, write_names
from documents.models import Citation, Document, State, Work
from documents.pages import draft_check
from documents.resolving import drafts
from documents.sandbox import Limits
from documents.vocabulary.numerals import to_chinese
from tests.documents.sandbox import work
from tests.factories import make_document

pytestmark = pytest.mark.django_db
PATH = "/check-draft/"
HOSTILE = "《a》刑法第一条及" * 20_000


@pytest.fixture
def law():
    law = make_document(
        "中小学生学籍管理办法", number="教基〔2025〕1号", issued_on=date(2025, 1, 3), validity="repealed", validity_since=date(2030, 1, 1),
        markdown="## 第三条\n\n甲。", sections=[{"label": "第三条", "anchor": "art-3", "text": "甲。"}],
    )
    link(law)
    return law


def check(client, status=200, **values):
    answer = client.post(PATH, values)
    assert answer.status_code == status
    return answer.content.decode()


def test_nothing_given(client):
    assert "请粘贴文字，或者选择一个文件" in check(client, 400, text=" \n")


def test_a_file_that_is_no_text_is_refused_by_name(client):
    file = SimpleUploadedFile("草案.docx", b"\x00\x01\x02")
    assert "“草案.docx”" in check(client, 400, file=file)


def test_a_bundle_is_refused_unread(client, monkeypatch):
    monkeypatch.setattr(formats, "read", None)
    file = SimpleUploadedFile("草案.ZIP ", formats.bundle([formats.Member("草案.rtf", b"{\\rtf1 a}")]))
    assert "“草案.ZIP”：不支持压缩包" in check(client, 400, file=file)


def test_a_failing_reader_is_a_refusal_that_tells_nothing_of_our_program(client, monkeypatch, caplog):
    monkeypatch.setitem(discover(), ".txt", replace(discover()[".txt"], function=lambda data: to_chinese(-1)))
    page = check(client, 400, file=SimpleUploadedFile("草案.txt", "甲".encode()))
    assert "“草案.txt”：读取程序出错，文件可能已损坏或不合格式规范。详情已记入日志，编号 " in page
    assert "ValueError" not in page and "numerals" not in page and "numerals" in caplog.text


def test_a_checker_that_fails_on_a_text_says_so_and_keeps_what_was_pasted(client, monkeypatch, caplog):
    monkeypatch.setattr(drafts, "check_in_rounds", work.fail_on_a_draft)
    page = check(client, 422, text="依据《甲办法》。")
    reference = re.search("请把编号 ([0-9a-f]{8}) 告诉本站的管理者", page)[1]
    assert reference in caplog.text and "planted" in caplog.text
    assert "依据《甲办法》。</textarea>" in page and "planted" not in page
    monkeypatch.undo()
    assert '">未收录</td>' in check(client, text="依据《甲办法》。")  # the turn was given back


def test_too_much_text(client):
    assert "200000" in check(client, 400, text="政" * 200_001)


@pytest.mark.parametrize("on", ["2024-13-45", "昨天", "0000-01-01"])
def test_a_day_that_is_none(client, on):
    assert check(client, 400, text="依据《甲》。", on=on)


def test_hostile_text_is_only_text(client):
    page = check(client, text="依据《<script>alert(1)</script>办法》。")
    assert "<script>alert" not in page


def test_nothing_is_kept(client, law):
    before = [model.objects.count() for model in (Document, Citation, Work)]
    check(client, text="依据《中小学生学籍管理办法》和《没有的办法》，制定本办法。")
    assert [model.objects.count() for model in (Document, Citation, Work)] == before


def test_unpublished_documents_are_not_known(client, law):
    law.state = State.DRAFT
    law.save()
    assert "教基〔2025〕1号" not in check(client, text="依据《中小学生学籍管理办法》。")


def test_what_is_held_and_what_is_not(client, law):
    page = check(client, text="依据《中小学生学籍管理办法》第三条和《没有的办法》，制定本办法。", on="2026-01-01")
    assert f'<a href="{law.get_absolute_url()}#art-3">中小学生学籍管理办法</a>' in page
    assert "教基〔2025〕1号" in page and '">已收录</td>' in page and '">未收录</td>' in page
    assert "2026年1月1日" in page


def test_a_code_that_is_held_in_parts_leads_to_all_of_them(client):
    for part in ("总则编", "物权编"):
        write_names(make_document(f"中华人民共和国甲法典 {part}", work=f"甲法典{part}"))
    text, address = "依据《甲法典》。", reverse("documents:code", args=["甲法典"])
    page = check(client, text=text)
    assert f'<a href="{address}">中华人民共和国甲法典</a>' in page and "1 处引用：1 处无误，0 处有问题。" in page
    (row,) = csv.DictReader(StringIO(client.post(PATH, {"text": text, "format": "csv"}).content.decode("utf-8-sig")))
    assert (row["检查结果"], row["收录的标题"], row["链接"]) == ("已收录", "中华人民共和国甲法典", f"http://testserver{address}")
    assert client.get(address).status_code == 200


def test_validity_is_told_for_the_day_asked(client, law):
    text = "依据《中小学生学籍管理办法》。"
    assert "已废止" not in check(client, text=text, on="2026-01-01")
    assert "已废止" in check(client, text=text, on="2031-01-01")


def test_the_day_asked_stays_in_the_form_as_a_browser_reads_it(client):
    assert 'value="2026-01-02"' in check(client, text="依据《甲》。", on="2026-01-02")


def test_a_provision_that_is_not_there(client, law):
    assert "没有找到第九十九条" in check(client, text="依据《中小学生学籍管理办法》第九十九条。", on="2026-01-01")


def test_a_problem_of_an_article_alone_names_its_document(client, law):
    page = check(client, text="依据《中小学生学籍管理办法》第三条和第九十九条。", on="2026-01-01")
    assert 'href="#mark-2">第九十九条</a>（《中小学生学籍管理办法》）' in page


def test_the_summary_comes_first_and_each_problem_leads_to_its_place_in_the_draft(client, law):
    page = check(client, text="依据《中小学生学籍管理办法》第三条第二款。\n又据《没有的办法》和《中小学生学籍管理办法》。", on="2026-01-01")
    assert "3 处引用：1 处无误，1 处有问题，1 处未收录。" in page
    assert 'href="#mark-1">《中小学生学籍管理办法》第三条第二款</a>' in page and 'id="problem-2"' not in page
    assert '<a id="mark-1" class="draft-mark problem" href="#problem-1">《中小学生学籍管理办法》第三条第二款</a>。\n又据<a id="mark-2" class="draft-mark missing"' in page
    assert "没有找到第二款：第三条共一款" in page


def test_what_a_quotation_changes_is_marked(client, law):
    page = check(client, text="《中小学生学籍管理办法》第三条规定：“甲乙丙丁戊己庚。”", on="2026-01-01")
    assert "条文中没有所引的引文" in page
    law.sections.update(text="甲乙丙庚戊己庚。")
    page = check(client, text="《中小学生学籍管理办法》第三条规定：“甲乙丙丁戊己庚。”", on="2026-01-01")
    assert "甲乙丙<del>庚</del><ins>丁</ins>戊己庚。" in page


def test_a_work_that_is_not_held_and_was_repealed(client):
    link(make_document(
        "甲市新办法", number="甲政〔2024〕1号", issued_on=date(2024, 1, 3), markdown="## 第九条\n\n本办法自2024年2月1日起施行。《甲市旧办法》（甲政〔2010〕3号）同时废止。",
        sections=[{"label": "第九条", "anchor": "art-9", "text": "本办法自2024年2月1日起施行。《甲市旧办法》（甲政〔2010〕3号）同时废止。"}],
    ))
    for text in ("《甲市旧办法》", "《甲市旧办法》（甲政〔2010〕3号）", "甲政〔2010〕3号"):
        page = check(client, text=f"依据{text}办理。", on="2026-01-01")
        assert "已于2024年2月1日废止" in page and "甲市新办法" in page
    assert "废止" not in check(client, text="依据《甲市旧办法》（甲政〔2011〕4号）办理。", on="2026-01-01").partition("检查结果")[2].partition("<form")[0]


def test_short_names_never_defined(client):
    assert "没有定义的简称：《规划》" in check(client, text="贯彻《规划》要求。")


def test_an_uploaded_file(client, law):
    file = SimpleUploadedFile("草案.txt", "依据《中小学生学籍管理办法》，制定本办法。".encode("gb18030"))
    assert "教基〔2025〕1号" in check(client, file=file)


def test_as_csv(client, law):
    answer = client.post(PATH, {"text": "依据《中小学生学籍管理办法》。", "on": "2026-01-01", "format": "csv"})
    assert answer["Content-Disposition"] == 'attachment; filename="check.csv"'
    (row,) = csv.DictReader(StringIO(answer.content.decode("utf-8-sig")))
    assert row["收录的标题"] == "中小学生学籍管理办法" and row["发文字号"] == "教基〔2025〕1号"
    assert row["链接"].startswith("http://testserver/documents/")


def test_i46_no_cell_is_a_formula(client):
    answer = client.post(PATH, {"text": "依据《=cmd|' /C calc'!A0办法》。", "format": "csv"})
    for row in csv.reader(StringIO(answer.content.decode("utf-8-sig"))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_as_text(client, law):
    answer = client.post(PATH, {"text": "依据《中小学生学籍管理办法》。贯彻《规划》。", "on": "2031-01-01", "format": "text"})
    text = answer.content.decode()
    assert "1. 《中小学生学籍管理办法》" in text and "已废止" in text and "没有定义的简称：《规划》" in text


def test_one_at_a_time(client, monkeypatch):
    monkeypatch.setattr(draft_check, "SECONDS_TO_WAIT", 0)
    with draft_check._turns:
        answer = client.post(PATH, {"text": "依据《甲》。"})
    assert answer.status_code == 503 and int(answer["Retry-After"]) > 0
    page = answer.content.decode()
    assert "请过一会儿再试" in page and "依据《甲》。</textarea>" in page


def test_what_takes_too_long_ends_and_lets_the_next_one_in(client, monkeypatch):
    monkeypatch.setattr(draft_check, "LIMITS", Limits(cpu=1, seconds=1))
    start = time.monotonic()
    page = check(client, 413, text=HOSTILE)
    assert "超出了时间或内存的限额" in page and time.monotonic() - start < 15
    monkeypatch.undo()
    assert "没有找到引用" in check(client, text="甲。")


def test_nothing_is_found_or_resolved_in_the_web_worker(client, law, monkeypatch):
    for name in ("find", "resolve"):
        monkeypatch.setattr(f"documents.draft_check.check.{name}", None)
    assert '">已收录</td>' in check(client, text="依据《中小学生学籍管理办法》。")


def test_more_citations_than_are_checked_are_told(client, monkeypatch):
    monkeypatch.setattr(draft_check, "LIMITS", Limits(cpu=60, seconds=120, memory=512 << 20))
    assert "只检查了前 5000 处" in check(client, text="《甲办法》" * 5001, format="text")
    assert "只检查了前" not in check(client, text="《甲办法》" * 500)
    assert "只检查了前 5000 处" in check(client, text="《甲办法》" * 5001, format="csv")


def test_queries_do_not_grow_with_the_citations(client, django_assert_max_num_queries):
    for number in range(1, 13):
        link(make_document(
            f"关于第{number}事项的管理办法", number=f"教基〔2025〕{number}号", work=f"关于第{number}事项的管理办法", issued_on=date(2025, 1, 3),
            markdown="## 第一条\n\n甲。", sections=[{"label": "第一条", "anchor": "art-1", "text": "甲。"}],
        ))
    held = "".join(f"依据2025年发布的《关于第{number}事项的管理办法》第一条、教基〔2025〕{number}号。" for number in range(1, 13))
    missing = "".join(f"依据《关于第{number}号地块的通知》（国发〔2024〕{number}号）。" for number in range(1, 401))
    with django_assert_max_num_queries(8):
        page = check(client, text=held + missing)
    assert page.count('">已收录</td>') == 24 and page.count('">未收录</td>') == 400 and "没有找到" not in page


def test_a_foreign_form_is_refused(law):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post(PATH, {"text": "甲"}).status_code == 403


def test_as_word_with_comments_on_what_was_pasted(client, law):
    answer = client.post(PATH, {"text": "依据《中小学生学籍管理办法》第三条第二款。贯彻《规划》。", "on": "2026-01-01", "format": "docx"})
    assert answer["Content-Disposition"] == 'attachment; filename="check.docx"'
    with zipfile.ZipFile(BytesIO(answer.content)) as zipped:
        comments = zipped.read("word/comments-wenlan.xml").decode()
    assert "没有找到第二款：第三条共一款" in comments and "没有定义的简称" in comments


def test_as_word_with_comments_in_the_file_that_was_sent(client, law):
    sent = annotating.plain("依据《中小学生学籍管理办法》第九条。")
    answer = client.post(PATH, {"file": SimpleUploadedFile("草案.docx", sent), "on": "2026-01-01", "format": "docx"})
    with zipfile.ZipFile(BytesIO(answer.content)) as zipped:
        assert "没有找到第九条" in zipped.read("word/comments-wenlan.xml").decode()
        assert "commentReference" in zipped.read("word/document.xml").decode()


@pytest.mark.parametrize("comments", ["<comments", '<!DOCTYPE c [<!ENTITY a "b">]><c/>'])
def test_a_word_file_the_comments_of_which_cannot_be_read_is_refused_with_its_reason(client, comments):
    sent = BytesIO(annotating.plain("依据《中小学生学籍管理办法》第九条。"))
    with zipfile.ZipFile(sent, "a") as zipped:
        relation = f'<Relationship Id="c" Type="{annotating.RELATION}comments" Target="comments.xml"/>'
        zipped.writestr("word/_rels/document.xml.rels", f"<Relationships>{relation}</Relationships>")
        zipped.writestr("word/comments.xml", comments)
    page = check(client, 422, file=SimpleUploadedFile("草案.docx", sent.getvalue()), format="docx")
    assert "不能在这个 Word 文件中加批注：文件" in page
