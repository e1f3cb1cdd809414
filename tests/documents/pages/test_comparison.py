"""The page that compares two documents: what must not be shown, then what is there."""
from datetime import date
from urllib.parse import unquote

import pytest
from lxml import html

from documents.comparison import Change, Segment
from documents.models import State
from documents.pages import comparison
from tests.factories import make_document

pytestmark = pytest.mark.django_db
ADDRESS = "/documents/甲法-2020/compare/甲法-2014/"


def make_edition(year, *articles, **values):
    markdown = "\n\n".join(f"### 第{n}条\n\n{text}" for n, text in zip("一二三四五六七八九", articles, strict=False))
    sections = [{"label": f"第{n}条", "anchor": f"art-{i}", "text": text} for i, (n, text) in enumerate(zip("一二三四五六七八九", articles, strict=False), 1)]
    return make_document("甲法", slug=f"甲法-{year}", issued_on=date(year, 1, 1), markdown=markdown, sections=sections, **values)


@pytest.fixture
def editions():
    return (
        make_edition(2014, "设立公司必须依法制定章程。", "公司的经营范围由章程规定，并依法登记。", "公司可以设立分公司。"),
        make_edition(2020, "设立公司应当依法制定章程。", "公司应当有自己的名称。", "公司的经营范围由章程规定，并依法登记。"),
    )


def get(client, address=ADDRESS, status=200, **query):
    answer = client.get(address, query)
    assert answer.status_code == status
    return html.document_fromstring(answer.content)


def words(element):
    return " ".join(element.text_content().split())


def rows(page):
    return [words(row.xpath("h3")[0]) for row in page.xpath("//article[contains(@class, 'row')]")]


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
@pytest.mark.parametrize("address", [ADDRESS, "/documents/甲法-2014/compare/甲法-2020/"])
def test_what_is_not_published_is_as_unknown_as_what_is_not_there(client, editions, state, address):
    nothing = client.get("/documents/没有/compare/甲法-2014/")
    type(editions[1]).objects.filter(pk=editions[1].pk).update(state=state)
    answer = client.get(address)
    assert answer.status_code == nothing.status_code == 404
    assert answer.content == nothing.content


@pytest.mark.parametrize("address", ["/documents/甲法-2014/compare/甲法-2014/", "/documents/甲法-2014/compare/没有/", "/documents/%00/compare/甲法-2014/"])
def test_two_documents_are_needed(client, editions, address):
    get(client, address, 404)


def test_articles_are_compared_and_renumbered_ones_meet(client, editions):
    page = get(client)
    assert rows(page) == ["第一条 修改", "第二条 新增", "第二条 → 第三条 只改编号", "第三条 删除"]
    first = page.xpath("//article[1]/div[@class='inline']")[0]
    assert words(first) == "设立公司［删去：必须］［增加：应当］依法制定章程。"
    assert [words(side) for side in page.xpath("//article[1]/div[@class='sides']/div")] == ["设立公司［删去：必须］依法制定章程。", "设立公司［增加：应当］依法制定章程。"]


def test_the_table_leads_to_every_change(client, editions):
    page = get(client)
    assert [words(head) for head in page.xpath("//tbody//th")] == ["修改 1", "新增 1", "删除 1", "只改编号 1"]
    links = page.xpath("//table//a/@href")
    assert len(links) == 4 and all(page.xpath(f"//article[@id='{link[1:]}']") for link in links)


def test_only_what_differs(client, editions):
    page = get(client, only="changes")
    assert rows(page) == ["第一条 修改", "第二条 新增", "第三条 删除"]
    assert all(page.xpath(f"//*[@id='{link[1:]}']") for link in page.xpath("//table//a/@href"))


def test_the_earlier_one_stands_first_whichever_way_it_is_asked(client, editions):
    one, other = client.get(ADDRESS), client.get("/documents/甲法-2014/compare/甲法-2020/")
    assert one.content == other.content


def test_spelling_counts_when_asked(client):
    make_edition(2014, "甲（乙），20元。"), make_edition(2020, "甲(乙)，２０元。")
    assert rows(get(client)) == ["第一条"]
    assert rows(get(client, exact="1")) == ["第一条 修改"]


def test_equal_texts_say_so(client):
    make_edition(2014, "甲。"), make_edition(2020, "甲。")
    assert "两个版本没有不同" in words(get(client, only="changes"))


def test_two_documents_of_different_works(client, editions):
    make_document("乙办法", markdown="全文。")
    assert "文件对比" in words(get(client, "/documents/乙办法/compare/甲法-2014/"))


def test_any_two_editions_can_be_compared(client):
    for year in (2014, 2018, 2020):
        make_edition(year, "甲。", work="甲法")
    links = get(client, "/documents/甲法-2020/compare/甲法-2018/").xpath("//nav[@aria-label='换一个版本对比']/a/@href")
    assert [unquote(link) for link in links] == ["/documents/甲法-2020/compare/甲法-2014/"]


def test_no_search_engine_takes_it(client, editions):
    assert get(client).xpath("//meta[@name='robots']/@content") == ["noindex, nofollow"]


@pytest.mark.parametrize("query", ["only=x", "only=", "exact=%00", "only=changes&only=x", "exact=1&exact=2", "x=%ff"])
def test_no_address_fails(client, editions, query):
    assert client.generic("GET", ADDRESS, QUERY_STRING=query).status_code == 200


def test_no_text_becomes_markup(client):
    make_edition(2014, "甲<script>alert(1)</script>乙丙丁。", "<b>戊</b>")
    make_edition(2020, "甲<img src=x onerror=alert(2)>乙丙丁。")
    page = client.get(ADDRESS).content.decode()
    assert "alert(1)</script>" not in page and "<img src=x" not in page and "<b>戊" not in page


def test_it_costs_the_same_whatever_the_length(client, django_assert_num_queries, editions):
    make_document("长甲", markdown="\n\n".join(f"### 第{n}条\n\n文{n}。" for n in range(200)), sections=[{"label": f"第{n}条", "anchor": f"a-{n}"} for n in range(200)])
    for address in (ADDRESS, "/documents/长甲/compare/甲法-2014/"):
        with django_assert_num_queries(3):
            client.get(address)


def test_texts_that_are_too_long_are_not_compared(client, editions, monkeypatch):
    monkeypatch.setattr("documents.comparison.rows.MOST_PARTS", 2)
    page = get(client)
    assert "太长，不能逐条对比" in words(page) and not rows(page)


def test_who_comes_while_another_comparison_runs_is_asked_to_wait(client, editions, monkeypatch):
    monkeypatch.setattr(comparison, "SECONDS_TO_WAIT", 0)
    with comparison._turns:
        answer = client.get(ADDRESS)
    assert answer.status_code == 503 and answer["Retry-After"] and "请过几秒再试" in answer.content.decode()
    get(client)


def test_a_change_across_paragraphs_is_marked_in_each():
    segments = [Segment(Change.KEPT, "甲", "甲"), Segment(Change.ADDED, "", "乙。\n丙"), Segment(Change.KEPT, "丁", "丁")]
    assert comparison.paragraphs(segments, "new") == [
        [(Change.KEPT, "甲"), (Change.ADDED, "乙。")], [(Change.ADDED, "丙"), (Change.KEPT, "丁")],
    ]
    assert comparison.paragraphs(segments, "old") == [[(Change.KEPT, "甲"), (Change.KEPT, "丁")]]
