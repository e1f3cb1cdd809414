"""Looking from another day: what is no day, what had not been issued yet, and that links keep the day."""
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from documents import counts
from documents.models import State
from documents.pages.day import keep_day, read_day
from documents.rendering import Link, render
from tests.factories import make_citation, make_document

pytestmark = pytest.mark.django_db


def get(client, address, status=200, **query):
    answer = client.get(address, query)
    assert answer.status_code == status, answer.content.decode()[:500]
    return html.document_fromstring(answer.content)


def words(page):
    return " ".join(page.xpath("//main")[0].text_content().split())


@pytest.fixture
def editions():
    """Of one law: the second one was in force from July 2020, a third one is to be."""
    work = {"work": "甲法"}
    ahead = timezone.localdate() + timedelta(days=100)
    first = make_document("甲法", slug="甲法-2014", issued_on=date(2014, 1, 1), superseded_on=date(2020, 7, 1), **work)
    second = make_document("甲法", slug="甲法-2020", issued_on=date(2020, 1, 1), effective_on=date(2020, 7, 1), superseded_on=ahead, **work)
    third = make_document("甲法", slug="甲法-新", issued_on=timezone.localdate(), effective_on=ahead, **work)
    make_document("甲法", slug="甲法-密稿", issued_on=date(2010, 1, 1), state=State.DRAFT, **work)
    return first, second, third


@pytest.mark.parametrize("text", ["2020-05-01", "2020-5-1", "2020年5月1日"])
def test_a_day_is_read_as_people_write_it(text):
    assert read_day(text) == date(2020, 5, 1)


@pytest.mark.parametrize("text", ["", "2020", "2020-05", "2020-02-30", "2020-13-01", "0000-01-01", "2020-05-01..2020-06-01", "今天", "20200501x", "-1", "9" * 400, "²⁰²⁰-01-01", "\x00"])
def test_what_is_no_day_is_none(text):
    assert read_day(text) is None


@pytest.mark.parametrize(("address", "kept"), [
    ("/documents/", "/documents/?on=2020-05-01"), ("/a/?b=1#c", "/a/?b=1&on=2020-05-01#c"), ("/%E7%94%B2/", "/%E7%94%B2/?on=2020-05-01"),
])
def test_an_address_keeps_the_day(address, kept):
    assert keep_day(address, date(2020, 5, 1)) == kept
    assert keep_day(address, None) == address


@pytest.mark.parametrize("value", ["昨天", "2020-02-30", "2020", "<script>alert(1)</script>", "\x00", "1" * 1000])
@pytest.mark.parametrize("address", ["/documents/", "/documents/甲法-2014/", "/topics/题/", "/documents/甲法-2014/compare/甲法-2020/"])
def test_what_is_no_day_is_said(client, editions, address, value):
    make_document(topics=["题"])
    page = get(client, address, 400, on=value)
    assert "不是日期" in words(page) and "alert(1)</script>" not in html.tostring(page, encoding="unicode")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.text(max_size=20) | st.dates().map(str))
def test_no_day_fails(client, editions, value):
    for address in ("/documents/", "/documents/甲法-2020/", "/works/甲法/"):
        assert client.get(address, {"on": value}).status_code in (200, 400)


@pytest.mark.parametrize("value", ["0001-01-01", "9999-12-31"])
def test_the_first_day_and_the_last_are_days_like_others(client, editions, value):
    for address in ("/documents/", "/documents/甲法-2020/", "/works/甲法/", "/documents/甲法-2014/compare/甲法-2020/"):
        assert "回到今天" in words(get(client, address, on=value))


@pytest.mark.parametrize("value", ["", " ", f"{timezone.localdate()}"])
def test_no_day_and_today_are_today(client, editions, value):
    for address in ("/documents/", "/documents/甲法-2014/"):
        assert "回到今天" not in words(get(client, address, on=value))


def test_a_banner_says_so_and_leads_back(client, editions):
    page = get(client, "/documents/", on="2020-05-01", sort="title")
    assert "您看到的是2020年5月1日的状况。 回到今天" in words(page)
    assert page.xpath("//a[text()='回到今天']/@href") == ["?sort=title"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//form[@aria-label='查看某一天的状况']/input[@name='on']/@value") == ["2020-05-01"]


@pytest.mark.parametrize(("day", "statuses"), [
    ("2015-01-01", {"甲法-2014": "现行有效"}),
    ("2020-05-01", {"甲法-2014": "现行有效", "甲法-2020": "尚未生效"}),
    ("2021-01-01", {"甲法-2014": "已修改", "甲法-2020": "现行有效"}),
])
def test_a_list_is_of_the_day(client, editions, day, statuses):
    page = get(client, "/documents/", on=day)
    items = {item.xpath(".//a/@href")[0].split("/")[2].split("-")[1]: item.xpath(".//span[contains(@class, 'tag')]/text()")[0]
             for item in page.xpath("//ol[@class='document-list']/li")}
    assert items == {slug.split("-")[1]: status for slug, status in statuses.items()}


@pytest.mark.parametrize(("day", "validity", "count"), [
    ("2020-05-01", "in-force", 1), ("2020-05-01", "not-yet", 1), ("2020-05-01", "amended", 0), ("2021-01-01", "amended", 1), ("2013-12-31", "in-force", 0),
])
def test_the_filter_by_validity_is_of_the_day(client, editions, day, validity, count):
    page = get(client, "/documents/", on=day, validity=validity)
    assert page.xpath("//div[@class='toolbar']//b/text()") == [str(count)]


def test_a_document_is_of_the_day(client, editions):
    assert "已有新的版本，自2020年7月1日起施行：甲法（2020年1月1日）。" in words(get(client, "/documents/甲法-2014/", on="2020-05-01"))
    assert "本文件将于2020年7月1日修改" in words(get(client, "/documents/甲法-2014/", on="2019-05-01"))
    page = get(client, "/documents/甲法-2014/", on="2021-01-01")
    assert "这是较早的版本。当日的版本：甲法（2020年1月1日），对比两个版本。" in words(page)
    assert client.get(page.xpath("//a[text()='对比两个版本']/@href")[0]).status_code == 200


def test_a_document_that_had_not_been_issued_says_so_and_points_to_that_of_the_day(client, editions):
    page = get(client, "/documents/甲法-2020/", on="2016-01-01")
    assert "到2016年1月1日，本文件还没有发布（2020年1月1日发布）。当日的版本：甲法（2014年1月1日）。" in words(page)
    assert page.xpath("//p[@class='notice error']/a/@href") == ["/documents/%E7%94%B2%E6%B3%95-2014/?on=2016-01-01"]
    assert "时效" not in page.xpath("//dl[@class='facts']//dt/text()")
    assert "本站没有收录当日的版本" in words(get(client, "/documents/甲法-2020/", on="2001-01-01"))


def test_links_keep_the_day(client, editions):
    cited = make_document("乙法", issued_on=date(2001, 1, 1))
    citing = make_document("丙办法", issued_on=date(2010, 1, 1), markdown="依据《乙法》，制定本办法。", topics=["题"], bodies=["教育部"])
    make_citation(citing, cited, text="《乙法》", start=2, provision_anchor="art-1")
    citing.html = render(citing.markdown, [], [Link(2, 6, id="cite-2")])
    citing.save()
    for address in ("/documents/丙办法/", "/documents/甲法-2014/", "/documents/", "/topics/题/"):
        page = get(client, address, on="2020-05-01")
        left = [link for link in page.xpath("//main//a/@href") if link.startswith(("/documents/", "/topics/", "/bodies/")) and "on=2020-05-01" not in link]
        left = [link for link in left if "/files/" not in link and "/reference/" not in link]  # what is taken away is of today
        assert [link for link in left if not link.rstrip("/").endswith(("graph", "cited-by", "topics"))] == []


@pytest.mark.parametrize("address", ["/documents/", "/documents/甲法-2020/", "/documents/甲法-2014/compare/甲法-2020/"])
def test_looking_from_a_day_costs_no_further_query(client, monkeypatch, django_assert_num_queries, editions, address):
    monkeypatch.setattr(counts, "_keepers", [])  # an index, which counts what there is today, may be there from another test
    with CaptureQueriesContext(connection) as today:
        client.get(address)
    with django_assert_num_queries(len(today)):
        client.get(address, {"on": "2020-05-01"})


def test_no_search_engine_follows_days(client):
    assert "Disallow: /*?on=" in client.get("/robots.txt").content.decode()
