"""Documents by year and kind: numbers that are those of the lists they lead to, of what is published alone."""
from datetime import date

import pytest
from lxml import html

from documents import counts
from documents.models import State
from documents.pages import charts, years
from search.indexing.rebuild import rebuild
from tests.factories import make_document

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["counted by the database", "counted by the index"])
def corpus(request, monkeypatch, index):
    for kind, year, count in (("通知", 2019, 2), ("通知", 2021, 1), ("意见", 2021, 3), ("", 2021, 1)):
        for _ in range(count):
            make_document(kind=kind, published_on=date(year, 5, 1), bodies=["教育部"] if kind == "意见" else ["财政部"], topics=["学籍"] if kind else [])
    make_document(kind="通知", bodies=["财政部"])
    make_document("绝密章程", kind="章程", published_on=date(2031, 1, 1), state=State.DRAFT, bodies=["教育部"])
    if request.param == "counted by the database":
        monkeypatch.setattr(counts, "_keepers", [])
    else:
        rebuild()


def get(client, address="/years/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return html.document_fromstring(answer.content)


def table(page):
    rows = page.xpath("//table//tr")
    return [[cell.text_content().strip() for cell in row.xpath("th|td")] for row in rows]


def test_each_number_is_that_of_the_list_it_leads_to(client, corpus):
    page = get(client)
    assert table(page) == [
        ["年份", "合计", "通知", "意见", "未注明"], ["2021", "5", "1", "3", "1"], ["2019", "2", "2", "", ""], ["未注明", "1", "1", "", ""], ["合计", "8", "4", "3", "1"],
    ]
    links = page.xpath("//table//td/a")
    assert len(links) == 5
    for link in links:
        assert f"共 {link.text} 份文件" in " ".join(get(client, link.get("href")).text_content().split())


@pytest.mark.parametrize(("query", "expected"), [
    ("body=教育部", [["年份", "合计", "意见"], ["2021", "3", "3"], ["合计", "3", "3"]]),
    ("topic=学籍&year=2020..2022", [["年份", "合计", "意见", "通知"], ["2021", "4", "3", "1"], ["合计", "4", "3", "1"]]),
    ("kind=通知&year=2019&year=none", [["年份", "合计", "通知"], ["2019", "2", "2"], ["未注明", "1", "1"], ["合计", "3", "3"]]),
])
def test_filters_narrow_it_and_can_be_let_go(client, corpus, query, expected):
    page = get(client, f"/years/?{query}")
    assert table(page) == expected
    assert len(page.xpath("//a[contains(@class, 'chosen')]")) == query.count("=")


def test_what_is_not_published_is_nowhere(client, corpus):
    assert "章程" not in get(client).text_content() and "2031" not in get(client).text_content()
    assert get(client, "/years/?kind=章程").xpath("//p[@class='empty']") and get(client, "/years/?year=2031").xpath("//p[@class='empty']")


@pytest.mark.parametrize("query", ["body=没有", "year=甲", "kind=%00", "topic=%27%3Cscript%3E", "year=99999"])
def test_a_value_that_is_none_is_left_aside_and_said(client, corpus, query):
    page = get(client, f"/years/?{query}")
    assert page.xpath("//p[contains(@class, 'warning')]") and table(page)[-1][1] == "8"


def test_each_column_is_a_link_and_stays_in_its_chart(client, corpus):
    page = get(client)
    titles = page.xpath("//svg//a/title/text()")
    assert sorted(titles) == ["2019年 全部文件 2 份", "2019年 通知 2 份", "2021年 全部文件 5 份", "2021年 意见 3 份", "2021年 未注明 1 份", "2021年 通知 1 份"]
    assert len(page.xpath("//svg/title")) == len(page.xpath("//svg/desc")) == 4
    assert not page.xpath("//*[@style]")


@pytest.mark.parametrize("numbers", [[], [1], [0, 0, 5], list(range(80)), [10**6, 1, 0]])
def test_columns_stay_within_their_frame(numbers):
    drawn = charts.columns(numbers)
    assert [mark.count for mark in drawn.marks] == [number for number in numbers if number]
    assert all(mark.x >= 0 and mark.x + drawn.thickness <= drawn.width and drawn.top <= mark.y < drawn.base == mark.y + mark.height for mark in drawn.marks)
    assert len(drawn.labels) <= charts.SMALL_LABELS


def test_an_old_document_does_not_make_a_long_chart(client, db):
    make_document(kind="命令", published_on=date(1127, 1, 1))
    make_document(kind="命令", published_on=date(2020, 1, 1))
    found = years._charts(years.counted({}))
    assert [cell.year for _, cell in found[0].marks] == ["2020"] and len(found) == 1 and "1127" in get(client).text_content()


def test_it_costs_as_many_queries_however_many_documents(client, monkeypatch, django_assert_num_queries, db):
    monkeypatch.setattr(counts, "_keepers", [])
    for number in range(3):
        with django_assert_num_queries(1):
            get(client)
        for year in range(2000, 2010):
            make_document(kind="通知" if number else "意见", published_on=date(year, 1, 1))


def test_the_same_as_a_file(client, corpus):
    body = client.get("/api/v1/export/years.csv?topic=学籍").getvalue().decode("utf-8-sig")
    assert body.split() == ["年份,合计,意见,通知", "2021,4,3,1", "2019,2,0,2"]
    assert client.get("/api/v1/export/years.csv?topic=没有").status_code == 422 or client.get("/api/v1/export/years.csv?topic=没有").status_code == 400


def test_lists_lead_to_it(client, corpus):
    page = get(client, "/bodies/教育部/?kind=意见")
    (link,) = [a.get("href") for a in page.xpath("//a") if "按年份和种类看" in a.text_content()]
    assert table(get(client, link)) == [["年份", "合计", "意见"], ["2021", "3", "3"], ["合计", "3", "3"]]
