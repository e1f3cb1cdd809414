"""Every list and every search can be followed."""
import re
from xml.etree import ElementTree

import pytest

from search.engine import TooManySearches
from tests.factories import make_document

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(client, path, **query):
    answer = client.get(path, query)
    assert answer.status_code == 200
    feed = ElementTree.fromstring(answer.content)
    return feed.findtext(f"{ATOM}title"), [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]


@pytest.fixture
def corpus():
    make_document("甲办法", kind="办法", topics=["数字化"], bodies=["教育部"])
    make_document("乙意见", kind="意见", topics=["数字化"], bodies=["财政部"])
    make_document("丙办法", kind="办法", bodies=["教育部"], state="draft", topics=["数字化"])


@pytest.mark.parametrize("query, title, found", [
    ({}, "文澜：最新文件", {"甲办法", "乙意见"}),
    ({"topic": "数字化", "kind": "办法"}, "文澜：办法、数字化", {"甲办法"}),
    ({"body": "财政部"}, "文澜：财政部", {"乙意见"}),
    ({"topic": "没有"}, "文澜：最新文件", {"甲办法", "乙意见"}),
])
def test_a_feed_has_what_the_list_with_the_same_filters_has(client, corpus, query, title, found):
    told, entries = titles(client, "/feeds/documents/", **query)
    assert (told, set(entries)) == (title, found)


@pytest.mark.parametrize("path", ["/documents/?kind=办法&sort=title&page=1", "/topics/数字化/?kind=办法"])
def test_a_list_leads_to_its_feed(client, corpus, path):
    page = client.get(path).content.decode()
    address = re.search(r'<a class="follow" href="([^"]+)"', page)[1].replace("&amp;", "&")
    assert titles(client, address)[1] == ["甲办法"]
    assert "sort=" not in address and "page=" not in address


def test_a_search_that_cannot_be_answered_now_says_when_to_come_again(client, monkeypatch):
    def busy(*args, **kwargs):
        raise TooManySearches

    monkeypatch.setattr("search.pages.following.run_search", busy)
    answer = client.get("/feeds/search/", {"q": "办法"})
    assert answer.status_code == 503 and answer["Retry-After"]


@pytest.mark.parametrize("query", [{}, {"q": " "}])
def test_a_search_for_nothing_has_no_feed(client, query):
    assert client.get("/feeds/search/", query).status_code == 404
