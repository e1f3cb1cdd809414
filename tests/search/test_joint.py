"""Which bodies issue together: of what is published, exactly those documents that the search finds."""
import csv
from io import StringIO

import pytest
from lxml import html

from documents.importing import set_state
from documents.models import IssuingBody, State
from documents.pages import charts, joint
from search.indexing.rebuild import rebuild
from tests.factories import make_document

pytestmark = pytest.mark.django_db
TOGETHER = [["教育部", "财政部"], ["教育部", "财政部", "公安部"], ["公安部", "教育部"], ["教育部", "财政部"], ["民政部"]]


@pytest.fixture
def corpus(db):
    for number, bodies in enumerate(TOGETHER):
        make_document(bodies=bodies, kind="意见" if number else "通知", topics=["学籍"] if number < 2 else [])
    make_document(bodies=["教育部", "绝密局"], state=State.DRAFT)


def get(client, address="/joint/"):
    answer = client.get(address)
    assert answer.status_code == 200
    return html.document_fromstring(answer.content)


def ranked(page):
    rows = [[cell.text_content().strip() for cell in row.xpath("th|td")] for row in page.xpath("//table/tbody/tr")]
    return [(rank, bodies, count.removesuffix(" 份")) for rank, bodies, count in rows]


def test_pairs_are_ranked_and_drafts_are_nowhere(client, corpus):
    page = get(client)
    assert ranked(page) == [("1", "教育部、财政部", "3"), ("2", "教育部、公安部", "2"), ("3", "财政部、公安部", "1")]
    assert "绝密局" not in page.text_content() and "民政部" not in page.text_content()


@pytest.mark.parametrize(("query", "expected"), [
    ("kind=通知", [("1", "教育部、财政部", "1")]), ("body=民政部", []), ("topic=学籍&kind=意见", 3), ("body=公安部", 3), ("kind=没有", 3),
])
def test_filters_narrow_them(client, corpus, query, expected):
    found = ranked(get(client, f"/joint/?{query}"))
    assert len(found) == expected if isinstance(expected, int) else found == expected


def test_each_number_is_that_of_the_search_it_leads_to(client, index, corpus):
    make_document(bodies=["教育部办公厅", "财政部"])
    rebuild()
    for address in ("/joint/", "/joint/?kind=意见"):
        for link in get(client, address).xpath("//table//td/a"):
            found = " ".join(get(client, link.get("href")).text_content().split())
            assert f"找到 {link.text.split()[0]} 份" in found or f"共 {link.text.split()[0]} 份" in found, found[:600]


def test_what_is_withdrawn_is_no_longer_counted(client, corpus):
    get(client)
    for document in IssuingBody.objects.get(name="公安部").documents.all():
        set_state(document, State.WITHDRAWN)
    page = get(client)
    assert ranked(page) == [("1", "教育部、财政部", "2")] and "公安部" not in page.text_content()


def test_the_picture_has_a_linked_circle_for_each_pair(client, corpus):
    page = get(client)
    assert sorted(page.xpath("//svg//a/title/text()")) == ["教育部、公安部 2 份", "教育部、财政部 3 份", "财政部、公安部 1 份"]
    assert page.xpath("//svg/title") and page.xpath("//svg/desc") and not page.xpath("//*[@style]")
    assert not get(client, "/joint/?kind=通知").xpath("//main//svg[contains(@class, 'triangle')]")


@pytest.mark.parametrize("size", [2, 12])
def test_circles_stay_in_their_half_and_do_not_touch(size):
    grid = charts.triangle({(row, column): row + column + 1 for row in range(size) for column in range(row)}, size)
    for mark in grid.marks:
        assert mark.x < grid.lines[mark.row].x and mark.y - mark.radius >= 0 and mark.x + mark.radius < grid.width and mark.radius < charts.CELL / 2


def test_a_page_costs_as_much_however_many_there_are(client, django_assert_num_queries, corpus):
    for number in range(3):
        with django_assert_num_queries(3):
            get(client)
        with django_assert_num_queries(2):
            get(client)
        for other in range(8):
            set_state(make_document(bodies=[f"机关{number}{other}", "教育部"], state=State.DRAFT), State.PUBLISHED)


def test_the_table_is_a_file_without_formulas(client, corpus):
    IssuingBody.objects.filter(name="公安部").update(name="=1+1")
    rows = list(csv.reader(StringIO(client.get("/api/v1/export/joint.csv").getvalue().decode("utf-8-sig"))))
    assert rows[0] == ["名次", "机关", "另一机关", "联合发文", "网址"] and rows[1][:4] == ["1", "教育部", "财政部", "3"]
    assert rows[2][2] == "'=1+1" and rows[1][4].startswith("http://testserver/search/")
    assert len(joint.pairs({})) == 3
