"""How words come and go: counts that are those of the search they lead to."""
import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.utils.html import strip_tags

from documents.models import State
from documents.pages import charts
from search import engine, trends
from search.indexing.rebuild import rebuild
from search.trends import MOST_WORDS, MOST_YEARS, read_words, trend
from tests.factories import make_document


@pytest.fixture
def corpus(index):
    for year, text in ((2018, "教育信息化"), (2018, "教育信息化与教育数字化"), (2021, "教育数字化"), (None, "教育数字化"), (2022, "别的")):
        make_document(markdown=f"推进{text}。", issued_on=year and date(year, 5, 1), bodies=["教育部"] if year == 2018 else [])
    make_document("草案", markdown="教育信息化。", issued_on=date(2001, 1, 1), state=State.DRAFT)
    rebuild()


def get(client, status=200, **params):
    answer = client.get("/trends/", params)
    assert answer.status_code == status
    return answer.content.decode()


def test_each_year_has_its_counts_the_empty_ones_too(corpus):
    found = trend(["教育信息化", "教育数字化"], "year")
    assert [(row.label, row.counts, row.total) for row in found.rows] == [
        ("2018", (2, 1), 2), ("2019", (0, 0), 0), ("2020", (0, 0), 0), ("2021", (0, 1), 1), ("未注明", (0, 1), 1),
    ]
    assert found.totals == (2, 3)


@pytest.mark.parametrize("by", ["year", "body", "kind"])
def test_each_number_leads_to_as_many_documents(client, corpus, by):
    page = get(client, q="教育信息化 教育数字化", by=by)
    cells = re.findall(r'<td><a href="([^"]+)"[^>]*>(\d+)</a>', page)
    assert cells
    for address, count in cells:
        found = client.get(unescape(address)).content.decode()
        assert f'共 <b class="number">{count}</b>' in found, address
    assert len(re.findall("<path class=\"line series|<rect", page)) >= 2


def test_the_table_is_a_file_too(client, corpus):
    page = get(client, q="教育信息化 教育数字化")
    address = unescape(re.search(r'href="(/api/v1/export/trends.csv[^"]+)"', page)[1])
    lines = client.get(address).getvalue().decode("utf-8-sig").split("\r\n")
    assert lines[0] == "值,年份,教育信息化,教育数字化,全部文件" and lines[1] == "2018,2018,2,1,2"
    assert client.get("/api/v1/export/trends.csv", {"q": "一"}).status_code == 400


@pytest.mark.parametrize("typed", ["", "一", "……。！", "<script>alert(1)</script>", "\x00", "a b c", "甲乙 " * 300, "没有的词", '"', "=1+1"])
def test_whatever_is_typed_is_answered(client, corpus, typed):
    assert "<script>alert" not in get(client, q=typed, by="no such")


def test_words_are_read_with_any_blank_or_comma_between_them():
    assert read_words("甲乙、丙丁，戊己;“庚辛” 甲乙") == (("甲乙", "丙丁", "戊己", "庚辛"), ())
    fit, left_out = read_words(" ".join(f"词语{number}" for number in range(MOST_WORDS + 2)) + " 的")
    assert len(fit) == MOST_WORDS and left_out[-1] == "的"


@pytest.mark.parametrize("error, wait", [(engine.TooManySearches, "2"), (engine.IndexUnavailable, "60")])
def test_while_search_is_away_the_page_says_so(client, db, monkeypatch, error, wait):
    def away(plan):
        raise error

    monkeypatch.setattr(engine, "search", away)
    answer = client.get("/trends/", {"q": "教育"})
    assert answer.status_code == 503 and answer["Retry-After"] == wait and "检索" in strip_tags(answer.content.decode())


def test_a_chart_stays_within_its_frame_and_higher_is_more():
    drawn = charts.lines([(0, 7), (12, 3), (5, 0)])
    assert all(charts.LEFT <= mark.x <= charts.WIDTH and 0 <= mark.y <= drawn.base for mark in drawn.marks)
    assert min(drawn.marks, key=lambda mark: mark.y).count == 12 and len(drawn.paths) == 2
    assert len(charts.lines([(1,)] * 80).labels) <= charts.MOST_LABELS
    wide = charts.bars([(3, 1), (0, 6)])
    assert max(mark.length for mark in wide.marks) <= charts.WIDTH and wide.marks[3].length == 2 * wide.marks[0].length


@pytest.fixture
def old(index):
    for year in (3, 1912, 1949, 2020):
        make_document(markdown="推进教育信息化。", issued_on=date(year, 5, 1))
    rebuild()


def exported(client, status=200, **params):
    answer = client.get("/api/v1/export/trends.csv", params)
    assert answer.status_code == status
    return answer.getvalue().decode("utf-8-sig").split("\r\n") if status == 200 else answer


def test_years_that_the_chart_has_no_room_for_are_in_table_and_file(client, old):
    found = trend(["教育信息化"], "year")
    assert [row.value for row in found.rows if any(row.counts)] == ["0003", "1912", "1949", "2020"]
    assert len(found.drawn) == MOST_YEARS and found.drawn[-1].value == "2020" and len(found.rows) == MOST_YEARS + 2
    page = get(client, q="教育信息化")
    assert re.findall(r'<tr><th scope="row">(\d+)</th>', page) == ["3", "1912", "1949", "2020"]
    assert f"图里只有最近的 {MOST_YEARS} 年" in page and page.count('class="reach"') == 2
    assert [line.split(",")[0] for line in exported(client, q="教育信息化") if ",1,1" in line] == ["0003", "1912", "1949", "2020"]


def test_values_that_the_chart_has_no_room_for_are_in_table_and_file(client, index, monkeypatch):
    monkeypatch.setattr(trends, "MOST_VALUES", 2)
    for body in ("甲局", "乙局", "丙局"):
        make_document(markdown="推进教育信息化。", bodies=[body])
    rebuild()
    page = get(client, q="教育信息化", by="body")
    assert "图里只有文件最多的 2 项" in page and page.count("<rect") == 2
    assert sorted(re.findall(r'<tr><th scope="row">(.局)</th>', page)) == sorted(["甲局", "乙局", "丙局"])
    assert len(exported(client, q="教育信息化", by="body")) == len(["值", "甲局", "乙局", "丙局", ""])
    assert "图里只有" not in get(client, q="教育信息化", by="kind")


@pytest.mark.parametrize("word", ["教育信息化", "没有的词"])
def test_counts_that_were_not_finished_are_said_to_be_so_and_are_no_file(client, corpus, monkeypatch, word):
    whole = engine.search
    monkeypatch.setattr(engine, "search", lambda plan: replace(whole(plan), partial=True))
    page = get(client, q=word)
    assert "检索超过了时限" in page and "没有一份文件用到" not in page and "没有列出的年份" not in page and "/export/" not in page
    assert exported(client, 503, q=word)["Retry-After"] == "2"


def test_search_engines_are_kept_to_the_form(client, corpus):
    assert 'content="noindex"' in get(client, q="教育信息化") and 'content="noindex"' not in get(client)
    assert "Disallow: /trends/?\n" in client.get("/robots.txt").content.decode()
