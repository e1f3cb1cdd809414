"""Searching as of another day: its editions and statuses, nothing dated later, and links that keep the day."""
from dataclasses import replace
from datetime import date
from unittest.mock import patch
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from documents.importing import Source, import_source, update
from documents.models import Document, State, Validity
from search import answering, days
from search.answering import SearchRequest, did_you_mean, run_search
from search.indexing.rebuild import rebuild

LAW = "---\ntitle: 中华人民共和国绿化法\nissued_on: {0}\neffective_on: {1}\nkind: 法律\nwork: 绿化法\n---\n## 第一条\n\n为了绿化，{2}制定本法。\n\n## 第二条\n\n绿化由主管部门负责。\n"
NOTICE = "---\ntitle: 关于绿化工作的通知\nissued_on: 2023-05-01\nkind: 通知\n---\n请各单位做好绿化工作。\n"


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def corpus(shared_database, shared_index):
    with shared_database():
        fill()


def fill():
    for issued, effective, words in (("2014-01-01", "2014-01-01", "早先"), ("2020-01-01", "2020-07-01", "后来")):
        import_source(Source(f"绿化法({issued}).md", LAW.format(issued, effective, words).encode()), state=State.PUBLISHED)
    import_source(Source("通知.md", NOTICE.encode()), state=State.PUBLISHED)
    rebuild()


def get(client, status=200, **query):
    answer = client.get("/search/", query)
    assert answer.status_code == status
    return html.document_fromstring(answer.content)


def found(page):
    """(day, statuses) of each hit."""
    return [
        (item.xpath(".//time/@datetime")[0], *item.xpath("p[@class='byline']/span[contains(@class, 'tag ')]/text()"))
        for item in page.xpath("//ol[contains(@class, 'results')]/li")
    ]


@pytest.mark.parametrize(("day", "hits"), [
    ("2013-01-01", []),
    ("2015-01-01", [("2014-01-01", "现行有效", "将于2020年7月1日修改")]),
    ("2020-05-01", [("2014-01-01", "现行有效", "将于2020年7月1日修改")]),
    ("2021-01-01", [("2020-01-01", "现行有效")]),
])
def test_the_hits_are_of_the_day(client, corpus, day, hits):
    assert found(get(client, q="绿化", on=day)) == hits


def test_dates_that_are_chosen_end_with_the_day(client, corpus):
    assert found(get(client, q="绿化", on="2021-01-01", date="2022..")) == []
    assert [hit[0] for hit in found(get(client, q="绿化", on="2021-01-01", date="2019.."))] == ["2020-01-01"]


def test_without_a_day_all_is_of_today(client, corpus):
    assert {hit[0] for hit in found(get(client, q="绿化"))} == {"2020-01-01", "2023-05-01"}


def test_other_editions_are_those_that_there_were(client, corpus):
    assert "另有 1 个版本" in get(client, q="绿化", on="2020-05-01").text_content()
    assert "个版本" not in get(client, q="绿化", on="2015-01-01").text_content()


def test_links_and_forms_keep_the_day(client, corpus):
    page = get(client, q="绿化", on="2021-01-01")
    assert "您看到的是2021年1月1日的状况" in page.xpath("//main")[0].text_content()
    links = page.xpath("//ol[contains(@class, 'results')]//a/@href")
    assert links and all("on=2021-01-01" in link for link in links)
    assert page.xpath("//form[@role='search']//input[@name='on']/@value") == ["2021-01-01"]


@pytest.mark.parametrize(("day", "slug"), [("2015-01-01", "中华人民共和国绿化法"), ("2021-01-01", "中华人民共和国绿化法-2020-01-01")])
def test_a_provision_leads_to_the_edition_of_the_day(client, corpus, day, slug):
    answer = client.get("/search/", {"q": "绿化法第二条", "on": day})
    assert answer.url == f"/documents/{quote(slug)}/?on={day}#art-2"


@pytest.mark.parametrize("day", ["2015-01-01", "2020-05-01", "2021-01-01", "2024-01-01"])
def test_a_status_finds_what_had_it_on_the_day(client, corpus, day):
    params = {"q": "绿化", "on": day, "editions": "all"}
    on_the_day = {d.sort_date.isoformat(): d.status_on(date.fromisoformat(day)).validity for d in Document.objects.published()}
    hits = {hit[0] for hit in found(get(client, **params))}
    assert hits
    for validity in set(Validity) - {Validity.UNMARKED}:
        of_it = {hit[0] for hit in found(get(client, **params, validity=validity.value))}
        assert of_it == {issued for issued in hits if on_the_day[issued] == validity}, validity


def test_statuses_can_be_chosen_and_keep_the_day(client, corpus):
    page = get(client, q="绿化", on="2021-01-01", validity="amended")
    choices = page.xpath("//ul[@aria-labelledby='filter-validity']//a")
    assert ["".join(choice.text_content().split()) for choice in choices if choice.get("aria-current")] == ["✓已选，去掉：已修改1"]
    assert len(choices) > 1 and all("on=2021-01-01" in choice.get("href") for choice in choices)


@pytest.mark.parametrize("asked", [{}, {"filters": {"kind": ("法律",)}}, {"every_edition": True}, {"unit": "section"}, {"among": frozenset({1, 2})}])
@pytest.mark.parametrize("day", ["2013-01-01", "2015-01-01", "2020-05-01", "2021-01-01", "2024-01-01"])
def test_each_status_of_the_day_is_counted_as_often_as_it_would_find(corpus, day, asked):
    request = SearchRequest("绿化", on=date.fromisoformat(day), **asked)
    counts = run_search(request).hits.facets["validity"]
    for validity in set(Validity) - {Validity.UNMARKED}:
        chosen = replace(request, filters={**request.filters, "validity": (validity.value,)})
        response = run_search(chosen)
        assert response.hits.total == counts.get(validity.value, 0), validity
        assert response.hits.facets["validity"] == counts  # its own choice does not narrow them


def test_the_page_and_programs_are_told_the_counts_of_the_day(client, corpus):
    page = get(client, q="绿化", on="2020-05-01", editions="all")
    choices = ["".join(choice.text_content().split()) for choice in page.xpath("//ul[@aria-labelledby='filter-validity']/li")]
    assert choices == ["尚未生效1", "现行有效1"]
    answer = client.get("/api/v1/search", {"q": "绿化", "on": "2020-05-01", "editions": "all"}).json()
    (told,) = (facet["values"] for facet in answer["facets"] if facet["name"] == "validity")
    assert {choice["label"]: choice["count"] for choice in told} == {"尚未生效": 1, "现行有效": 1}


def test_what_is_no_day_is_said(client, corpus):
    assert "不是日期" in get(client, 400, q="绿化", on="昨天").text_content()


def test_the_documents_of_a_status_are_listed_once_while_the_index_is_the_same(client, corpus):
    """However many searches there are, and however many queries each tries."""
    request = SearchRequest("绿花 炼金术", on=date(2021, 1, 1), filters={"validity": (Validity.IN_FORCE.value,)})
    did_you_mean(request, run_search(request))  # vocabulary and lexicons are made
    days._by_value.cache_clear()
    with patch.object(answering, "_run", wraps=answering._run) as run, CaptureQueriesContext(connection) as queries:
        for _ in range(2):
            did_you_mean(request, run_search(request))
    assert run.call_count > 2
    listed = Document.objects.published().order_by().values_list("pk").query
    assert len([query for query in queries if str(listed).split(" FROM ")[0] in query["sql"]]) == 1  # PostgreSQL reads it by a cursor: DECLARE … FOR SELECT


def test_a_status_that_becomes_another_is_found_as_that(client, index):
    fill()
    asked = {"q": "绿化", "on": "2021-01-01", "validity": Validity.IN_FORCE.value}
    assert [hit[0] for hit in found(get(client, **asked))] == ["2020-01-01"]
    law = Document.objects.get(issued_on="2020-01-01")
    update(law, validity=Validity.REPEALED, validity_since=date(2020, 12, 1), validity_basis="person", validity_proof="已废止。")
    assert found(get(client, **asked)) == []
