"""A search that is followed: what of the documents that are new it finds."""
from datetime import date

import pytest
from django.http import QueryDict
from django.utils.html import strip_tags

from documents.importing import merge_headings
from documents.models import Document, IssuingBody
from search.engine import IndexUnavailable
from search.indexing.rebuild import rebuild
from search.pages import following
from tests.factories import make_document


@pytest.fixture
def corpus(index):
    for number, (title, day) in enumerate((("学籍管理办法", date(1990, 1, 1)), ("学籍管理细则", date(2025, 1, 1)), ("学生奖励办法", None))):
        make_document(title, issued_on=day, sort_date=day, bodies=["教育部" if number else "国家教委"], markdown=f"{title}的正文。")
    rebuild()
    return {document.title: document.pk for document in Document.objects.all()}


def found(query, among):
    total, documents = following.found_among(QueryDict(query), among, 10)
    return total, {document.title for document in documents}


@pytest.mark.parametrize(("query", "titles"), [
    ("q=学籍管理", {"学籍管理办法", "学籍管理细则"}), ("q=学籍 奖励", set()), ("q=炼金术", set()), ("q=学籍管理&year=1990", {"学籍管理办法"}),
    ("q=办法&validity=no-change-found", {"学籍管理办法", "学生奖励办法"}), ("q=2024年的学籍管理", set()), ("q=学籍管理&page=3&sort=oldest&unit=section", {"学籍管理办法", "学籍管理细则"}),
])
def test_what_a_search_finds_among_all_is_what_it_finds(corpus, query, titles):
    assert found(query, corpus.values()) == (len(titles), titles)


def test_only_what_is_named_is_looked_in(corpus):
    assert found("q=学籍管理", [corpus["学籍管理办法"], 10**9]) == (1, {"学籍管理办法"})
    assert found("q=学籍管理", [corpus["学生奖励办法"]]) == found("q=学籍管理", []) == (0, set())


@pytest.mark.parametrize("answer", [{"partial": True}, {"missing": frozenset({"topic"})}])
def test_what_the_index_does_not_tell_whole_is_not_told(corpus, monkeypatch, answer):
    def broken(request):
        response = run(request)
        hits = following.replace(response.hits, partial=answer.get("partial", False))
        return following.replace(response, hits=hits, missing=answer.get("missing", frozenset()))

    run = following.run_search
    monkeypatch.setattr(following, "run_search", broken)
    with pytest.raises(IndexUnavailable):
        found("q=学籍管理", corpus.values())


def test_a_body_that_was_merged_is_followed_in_the_other(corpus, client):
    old, new = (IssuingBody.objects.get(name=name) for name in ("国家教委", "教育部"))
    merge_headings(old, new, None)
    rebuild()
    assert found(f"q=学籍管理&body={old.slug}", corpus.values()) == (2, {"学籍管理办法", "学籍管理细则"})
    for path in ("/documents/", "/feeds/documents/", "/search/", "/feeds/search/"):
        page = strip_tags(client.get(path, {"q": "学籍管理", "body": old.slug}).content.decode())
        assert "学籍管理办法" in page and "学籍管理细则" in page and "已忽略" not in page, path
    assert "已忽略" in client.get("/documents/", {"body": "\x00"}).content.decode()
