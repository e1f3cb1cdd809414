"""Lists and searches as files: all of them, by the same filters, and no cell is a formula."""
import csv
import json
import re
from html import unescape
from io import BytesIO, StringIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from api.tables import lists, works
from api.tables.writing import written
from search.indexing.rebuild import rebuild
from tests.factories import make_citation, make_document

from .conftest import SECRET

pytestmark = pytest.mark.django_db
EXPORT = "/api/v1/export"


def rows_of(kind, body):
    if kind == "json":
        return [list(row.values()) for row in json.loads(body)]
    if kind == "csv":
        return list(csv.reader(StringIO(body.decode("utf-8-sig"))))[1:]
    return [list(row) for row in load_workbook(BytesIO(body)).active.iter_rows(values_only=True)][1:]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_whole_list_without_a_limit(corpus, monkeypatch, kind):
    monkeypatch.setattr(lists, "AT_ONCE", 4)
    for number in range(10):
        make_document(f"通知{number}", kind="通知")
    response = Client().get(f"{EXPORT}/documents.{kind}?sort=title")
    rows = rows_of(kind, response.getvalue())
    assert len(rows) == 13 and SECRET not in str(rows) and response.streaming
    assert len(rows_of(kind, Client().get(f"{EXPORT}/documents.{kind}?kind=办法&kind=法律&on=2015-01-01").getvalue())) == 1


def test_rows_have_every_fact_and_address(corpus):
    (row,) = json.loads(Client().get(f"{EXPORT}/documents.json?kind=办法").getvalue())
    assert row["number"] == "教基〔2021〕3号" and row["bodies"] == ["教育部"] and row["url"].startswith("http://testserver/documents/")
    head = Client().get(f"{EXPORT}/documents.csv").getvalue().decode("utf-8-sig").split("\r\n")[0]
    assert head.startswith("标题,全称,发文字号,发文机关") and head.endswith("时效,按哪一天,网址")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("title", ["=1+1", "+1", "@SUM(A1)", "-1", "\t=1", "甲\x0b乙"])
def test_no_cell_is_a_formula(db, kind, title):
    make_document(title, slug="甲")
    body = Client().get(f"{EXPORT}/documents.{kind}").getvalue()
    if kind == "csv":
        assert rows_of(kind, body)[0][0][0] not in "=+-@\t"
    else:
        assert load_workbook(BytesIO(body)).active["A2"].data_type == "s"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("label", ["=1+1", "+1+1", "@SUM(1:2)", "=cmd|'/Ccalc'!A0"])
def test_no_heading_is_a_formula_either(kind, label):
    body = b"".join(written(kind, [("year", "年份"), ("0", label)], [{"year": 2020, "0": 1}]))
    if kind == "csv":
        assert body.decode("utf-8-sig").splitlines()[0].split(",")[1][0] == "'"
    else:
        assert load_workbook(BytesIO(body)).active["B1"].data_type == "s"


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_all_results_of_a_search_in_the_order_of_the_page(index, corpus, monkeypatch, kind):
    monkeypatch.setattr(lists, "AT_ONCE", 3)
    for number in range(8):
        make_document(f"学籍通知{number}", markdown="学籍" * (number + 1))
    rebuild()
    rows = rows_of(kind, Client().get(f"{EXPORT}/search.{kind}?q=学籍").getvalue())
    titles = []
    for page in (1, 2):
        titles += [one["title"] for one in Client().get(f"/api/v1/search?q=学籍&page={page}").json()["results"]]
    assert [row[0] for row in rows] == titles and len(titles) > 8


def test_what_is_wrong_is_said_before_the_first_row(corpus, monkeypatch):
    for address in ("documents.csv?kind=没有", "documents.csv?onn=1", "documents.pdf", "search.csv?q=x&sort=best"):
        assert Client().get(f"{EXPORT}/{address}").status_code == 400, address

    from search.engine import IndexUnavailable

    def down(request):
        raise IndexUnavailable

    monkeypatch.setattr(lists, "run_search", down)
    assert Client().get(f"{EXPORT}/search.csv?q=学籍").status_code == 503


def test_pages_lead_to_their_files(index, corpus):
    rebuild()
    for page, count in (
        ("/documents/?kind=办法&kind=没有这种&page=9&sort=title", 1), ("/topics/学籍/?on=2021年6月1日", 2), ("/documents/?year_from=2020&year_to=2020", 1),
        ("/search/?q=学籍&kind=法律&page=1", 1), ("/documents/?sort=best", 3),
    ):
        links = re.findall(r'href="(/api/v1/export/[^"]+)"', Client().get(page).content.decode())
        assert len(links) == 3, page
        for link in links:
            response = Client().get(unescape(link))
            assert response.status_code == 200, link
            assert len(rows_of(link.split(".")[1].split("?")[0], response.getvalue())) == count, link


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
@pytest.mark.parametrize(("path", "first"), [
    ("works.{}?held=false", ["中华人民共和国乙法", "否", "1"]), ("documents/甲法/cited-by.{}", ["学籍管理办法", "教基〔2021〕3号", "依据", "第二条", "《甲法》第二条"]),
    ("works/中华人民共和国乙法/cited-by.{}", ["学籍管理办法", "教基〔2021〕3号", "提及"]),
])
def test_works_and_places_that_cite_are_files_too(corpus, monkeypatch, kind, path, first):
    monkeypatch.setattr(works, "AT_ONCE", 1)
    answer = Client().get(f"{EXPORT}/{path.format(kind)}")
    row, = rows_of(kind, answer.getvalue())
    assert [str(value) for value in row[: len(first)]] == first and row[-1].startswith("http://testserver/")


def test_all_works_come_once_with_those_that_cite_them(corpus, monkeypatch):
    monkeypatch.setattr(works, "AT_ONCE", 1)
    make_citation(corpus.old, corpus.new, start=40, work=corpus.new.work)  # of another edition of the same work
    rows = json.loads(Client().get(f"{EXPORT}/works.json").getvalue())
    assert {row["title"]: (row["is_held"], row["citing"]) for row in rows} == {
        "中华人民共和国甲法": ("是", 1), "中华人民共和国乙法": ("否", 1), corpus.measure.work.title: ("是", 0),
    }


@pytest.mark.parametrize("page", ["/cited/", "/documents/甲法/cited-by/", "/works/中华人民共和国乙法/"])
def test_lists_of_works_and_places_lead_to_their_files(corpus, page):
    links = re.findall(r'href="(/api/v1/export/[^"]+)"', Client().get(page).content.decode())
    assert len(links) == 3 and all(Client().get(unescape(link)).status_code == 200 for link in links)
