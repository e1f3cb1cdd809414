"""Documents, works and headings as JSON."""
import json

import pytest
from django.test import Client

from api.resources import documents
from documents import filters
from documents.filters import Labels
from search.indexing.rebuild import rebuild
from tests.factories import make_document

from .conftest import SECRET

pytestmark = pytest.mark.django_db
V1 = "/api/v1"


def get(path, status=200, **params):
    response = Client().get(f"{V1}{path}", params)
    assert response.status_code == status, response.content.decode()
    return response.json()


def test_a_list_has_every_fact_and_filter(corpus):
    found = get("/documents", topic="学籍", kind="办法")
    assert [item["slug"] for item in found["items"]] == [corpus.measure.slug]
    item = found["items"][0]
    assert item["number"] == "教基〔2021〕3号" and item["bodies"] == ["教育部"] and item["issued_on"] == "2021-05-01"
    assert item["status"]["value"] == "no-change-found"
    assert item["url"].startswith("http://testserver/documents/")


def test_several_values_of_a_filter_are_alternatives(corpus):
    response = Client().get(f"{V1}/documents?kind=办法&kind=法律&year=2020..2021")
    assert {item["slug"] for item in response.json()["items"]} == {corpus.measure.slug, "甲法"}


def test_a_filter_that_is_declared_is_a_parameter(corpus, monkeypatch):
    monkeypatch.setattr(filters, "FILTERS", (*filters.FILTERS, Labels("sort_of", "种", "kind", values=("办法", "法律"))))
    assert [item["slug"] for item in get("/documents", sort_of="办法")["items"]] == [corpus.measure.slug]
    described = get("/openapi.json")["paths"][f"{V1}/documents"]["get"]["parameters"]
    assert "sort_of" in {one["name"] for one in described}


def test_from_a_day_only_what_was_known_with_the_status_of_then(corpus):
    items = get("/documents", on="2010-06-01")["items"]
    assert [(item["slug"], item["status"]["value"], item["status"]["on"]) for item in items] == [("甲法-2010", "in-force", "2010-06-01")]


@pytest.mark.parametrize("sort", ["newest", "oldest", "title"])
def test_pages_follow_each_other_without_gaps(corpus, sort):
    for _ in range(4):
        make_document()
    whole = [item["slug"] for item in get("/documents", sort=sort, limit=100)["items"]]
    seen, address = [], f"{V1}/documents?sort={sort}&limit=2"
    while address:
        page = Client().get(address).json()
        seen += [item["slug"] for item in page["items"]]
        address = page["next"] and page["next"].removeprefix("http://testserver")
    assert seen == whole and len(seen) == 7


@pytest.mark.parametrize(("path", "params", "total"), [
    ("/documents", {}, 3), ("/documents", {"kind": ["办法", "法律"], "limit": 1}, 3), ("/documents", {"on": "2015-01-01"}, 1), ("/documents", {"kind": "办法"}, 1),
    ("/documents", {"year": "1949"}, 0), ("/works", {}, 3), ("/works", {"held": False}, 1), ("/documents/甲法/cited-by", {}, 1),
    ("/documents/甲法/cited-by", {"on": "2015-01-01"}, 0), ("/works/中华人民共和国甲法/cited-by", {}, 1), ("/works/中华人民共和国乙法/cited-by", {}, 1),
])
def test_how_many_there_are_is_told_to_whom_asks(corpus, path, params, total):
    """Once: the address of what follows does not ask again. What is not public is not counted."""
    told = get(path, total=True, **params)
    assert told["total"] == total and "total" not in get(path, **params) and "total=" not in (told["next"] or "")


def test_the_index_counts_what_it_knows(index, corpus, monkeypatch):
    rebuild()
    monkeypatch.setattr("api.resources.documents.chosen", lambda params, day, chosen=documents.chosen: chosen(params, day) if day else 1 / 0)
    monkeypatch.setattr("api.resources.documents.listing", lambda *_: ([], None))
    assert [get("/documents", total=True, **how)["total"] for how in ({}, {"topic": "学籍", "kind": "办法"}, {"on": "2015-01-01"})] == [3, 1, 1]


@pytest.mark.parametrize("cursor", ["abc", "eyJ9", "W10", "WyJ0aXRsZSIsIDEsIDJd", "WyJwayIsIG51bGwsIDFd", "WyJ0aXRsZSIsICJcdWQ4MDAiLCA1XQ"])
def test_a_cursor_that_was_made_up_is_refused(corpus, cursor):
    assert get("/documents", 400, cursor=cursor, sort="title")["type"].endswith("invalid-value")


def test_only_the_fields_that_are_asked_for(corpus, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        told = get("/documents/甲法", fields="title,number")
    assert told == {"title": "中华人民共和国甲法", "number": None}
    assert "nonsense" in get("/documents", 400, fields="title,nonsense")["detail"]


def test_one_document_with_sections_citations_and_editions(corpus):
    told = get("/documents/甲法", on="2021-01-01")
    assert [one["anchor"] for one in told["sections"]] == ["art-1", "art-2", "art-2-1"]
    assert [one["label"] for one in told["sections"][1]["provisions"]] == ["第一款", "（一）", "（二）"]
    assert told["status"]["value"] == "in-force" and told["status"]["ahead"]["on"] == "2040-01-01"
    assert [(one["slug"], one["is_current"]) for one in told["editions"]] == [("甲法", True), ("甲法-2010", False)]
    cites = get(f"/documents/{corpus.measure.slug}", fields="citations")["citations"]
    assert [(one["kind"], (one["cited"] or one["work"])["slug"]) for one in cites] == [("basis", "甲法"), ("mention", corpus.missing.slug)]


def test_who_cites_it(corpus):
    (place,) = get("/documents/甲法/cited-by")["items"]
    assert place["citing"]["slug"] == corpus.measure.slug and place["provision"] == "第二条"
    assert get("/documents/甲法/cited-by", on="2015-01-01")["items"] == []


def test_an_added_article_is_not_the_article(corpus):
    assert get("/documents/甲法/sections/art-2-1")["text"] == "学校应当公开学籍信息。"
    assert get("/documents/甲法/sections/art-2-p1-i2")["text"] == "（二）保存学籍档案。"
    assert "第二条之一" in get("/documents/甲法/sections/art-3", 404)["detail"]


def test_works_held_and_not(corpus):
    assert [(one["slug"], one["is_held"]) for one in get("/works", held=False)["items"]] == [(corpus.missing.slug, False)]
    work = get(f"/works/{corpus.new.work.slug}")
    assert [one["slug"] for one in work["editions"]] == ["甲法", "甲法-2010"] and work["timeline"][0]["on"] == "2010-01-01"
    assert get(f"/works/{corpus.missing.slug}/cited-by")["items"][0]["citing"]["slug"] == corpus.measure.slug


def test_two_editions_side_by_side(corpus):
    told = get("/documents/甲法/compare/甲法-2010")
    assert told["old"]["slug"] == "甲法-2010" and told["counts"]["added"] == 2
    assert [one["new"] for one in told["rows"][0]["segments"] if one["change"] == "added"] == ["规范"]


@pytest.mark.parametrize(("path", "params"), [
    ("/documents", {"onn": "2020-05-01"}), ("/documents", {"on": "20200501"}), ("/documents", {"on": "2020-02-30"}), ("/documents", {"on": ""}),
    ("/documents", {"on": ["2020-05-01", "2021-05-01"]}), ("/documents", {"limit": 101}), ("/documents", {"body": "没有这个"}),
    ("/documents", {"sort": "best"}), ("/documents/甲法", {"slug": "乙法"}), ("/bodies", {"q": "1"}), ("/documents", {"year": "零年"}),
    ("/works", {"held": "maybe"}), ("/documents", {"fields": "\0"}), ("/resolve", {}), ("/suggest", {"q": ""}),
])
def test_what_is_mistyped_is_refused_and_never_left_aside(corpus, path, params):
    problem = get(path, 400, **params)
    assert problem["detail"] and problem["detail_en"] and problem["status"] == 400


@pytest.mark.parametrize(("number", "status"), [(0, 404), (1, 410), (2, 410)])
def test_what_is_not_public_is_unknown_or_gone(corpus, number, status):
    for path in ("", "/cited-by", "/sections/art-1", "/compare/甲法"):
        problem = get(f"/documents/{corpus.hidden[number].slug}{path}", status)
        assert SECRET not in json.dumps(problem, ensure_ascii=False)


def test_nothing_unpublished_is_named_or_counted_anywhere(corpus):
    described = get("/openapi.json")
    addresses = [f"{V1}/documents?limit=100", f"{V1}/works?limit=100", f"{V1}/bodies", f"{V1}/topics", f"{V1}/columns", f"{V1}/filters"]
    seen, client = set(), Client()
    while addresses:
        address = addresses.pop()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address)
        assert response.status_code in (200, 404), address
        text = response.content.decode()
        assert SECRET not in text, address
        for item in response.json().get("items", []) if isinstance(response.json(), dict) else []:
            kind = "documents" if address.startswith(f"{V1}/documents") else "works"
            if "slug" in item:
                addresses += [f"{V1}/{kind}/{item['slug']}", f"{V1}/{kind}/{item['slug']}/cited-by"]
    assert len(seen) > 12 and SECRET not in json.dumps(described, ensure_ascii=False)
    assert [(one["name"], one["count"]) for one in get("/bodies")] == [("全国人大", 1), ("教育部", 1)]


def test_a_list_costs_as_many_queries_however_long(corpus, django_assert_max_num_queries):
    for number in range(12):
        make_document(f"文件第{number}", bodies=[f"机关{number}"], topics=[f"主题{number}"], column=f"栏目{number}", work=f"法{number}法")
    with django_assert_max_num_queries(6):
        assert len(get("/documents", limit=100)["items"]) == 15
