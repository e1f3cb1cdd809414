"""What the site tells programs, read by validators and parsers of others."""
import json
import re
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import feedparser
import pytest
from lxml import etree, html
from rdflib import Graph
from rdflib.namespace import RDF, SDO

from documents.vocabulary.enums import Validity
from search.indexing.rebuild import rebuild
from tests.factories import make_citation, make_document, make_work
from tests.search.conftest import index, nothing_kept  # noqa: F401

pytestmark = pytest.mark.django_db
VENDOR = Path(__file__).parent.parent / "vendor"
SITEMAP = etree.XMLSchema(etree.parse(VENDOR / "sitemap-9.0.1/sitemap.xsd"))
# As sitemaps.org has it for indexes, of the types for site maps.
SITEMAP_INDEX = etree.XMLSchema(etree.fromstring("""
<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9" elementFormDefault="qualified">
  <include schemaLocation="sitemap.xsd"/>
  <element name="sitemapindex"><complexType><sequence><element name="sitemap" maxOccurs="unbounded"><complexType><sequence>
    <element name="loc" type="s:tLoc"/><element name="lastmod" type="s:tLastmod" minOccurs="0"/>
  </sequence></complexType></element></sequence></complexType></element>
</schema>""", base_url=str(VENDOR / "sitemap-9.0.1/index.xsd")))
PENDING = {"legislationDateOfApplicability", "legislationEnsuresImplementationOf", "legislationRepeals"}  # of https://schema.org/Legislation, newer than rdflib
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def documents():
    """A law that changes, repeals and rests on others, what explains it, and titles that need escaping."""
    old = make_document("乙条例", kind="法规", repealed_on=date(2025, 2, 1))
    law = make_document(
        "甲<办法>&“乙”", slug="甲", bodies=["教育部", "财政部"], topics=["学籍"], column="政策", kind="办法", number="教基〔2025〕1号",
        issued_on=date(2025, 1, 3), effective_on=date(2025, 2, 1), published_on=date(2025, 1, 5), validity=Validity.IN_FORCE.value,
        markdown="# 甲办法\n\n为了加强管理，制定本办法。",
    )
    for start, kind in enumerate(("repeals", "amends", "basis", "implements", "mention")):
        make_citation(law, old, kind=kind, start=10 * start)
        make_citation(law, work=make_work(f"丙法{start}"), kind=kind, start=10 * start + 100)
    return [old, law, make_document("甲办法的解读", kind="解读", bodies=["教育部"]), make_document("&lt;b&gt;\u2028𠮷", slug="a-b")]


def test_json_ld_is_linked_data_in_the_words_of_schema_org(client, documents):
    for document in documents:
        block, = html.fromstring(client.get(document.get_absolute_url()).content).xpath('//script[@type="application/ld+json"]/text()')
        told = json.loads(block)
        assert told.pop("@context") == "https://schema.org"
        graph = Graph().parse(data=json.dumps({"@context": {"@vocab": str(SDO)}, **told}), format="json-ld")
        assert len(graph) > 3
        for _, term, value in graph:
            named = [value] if term == RDF.type or str(value).startswith(str(SDO)) else []
            for one in [term, *named]:
                assert one == RDF.type or (word := str(one).removeprefix(str(SDO))) in SDO or word in PENDING, one


@pytest.mark.parametrize("section", ["pages", "documents", "values"])
def test_site_maps_are_valid(client, index, documents, section):  # noqa: F811
    rebuild()
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    SITEMAP_INDEX.assertValid(tree)
    place, = [place for place in tree if place.findtext("s:loc", namespaces=NAMES).startswith(f"http://testserver/sitemap-{section}.xml")]
    tree = etree.fromstring(client.get(place.findtext("s:loc", namespaces=NAMES)).content)
    SITEMAP.assertValid(tree)
    assert len(tree) >= (4 if section == "documents" else 1)
    if section == "documents":
        changed = place.findtext("s:lastmod", namespaces=NAMES)
        assert changed[:10] == max(page.findtext("s:lastmod", namespaces=NAMES) for page in tree)


def test_no_empty_site_map_is_named(client):
    names = [name.rpartition("/")[2] for name in etree.fromstring(client.get("/sitemap.xml").content).xpath("//s:loc/text()", namespaces=NAMES)]
    assert names == ["sitemap-pages.xml"]


@pytest.mark.parametrize("path", ["/feeds/documents/", "/feeds/topics/学籍/", "/feeds/bodies/教育部/", "/feeds/documents/?kind=办法"])
def test_feeds_are_atom(client, documents, path):
    answer = client.get(path)
    read = feedparser.parse(answer.content, response_headers={"content-type": answer["Content-Type"]})
    assert not read.bozo and read.version == "atom10", read.get("bozo_exception")
    assert read.feed.title and read.feed.id and read.feed.updated_parsed
    assert any(link.rel == "self" and link.href.startswith("http://testserver/feeds/") for link in read.feed.links)
    assert "甲<办法>&“乙”" in [html.fromstring(f"<p>{entry.title}</p>").text_content() if entry.title_detail.type == "text/html" else entry.title for entry in read.entries]
    for entry in read.entries:
        assert entry.id and entry.link.startswith("http://testserver/") and entry.updated_parsed
    assert len({entry.id for entry in read.entries}) == len(read.entries)
    assert read.feed.author == "文澜"  # RFC 4287, 4.1.1: a feed has an author, unless each entry has one
    assert {entry.title: entry.get("author") for entry in read.entries}["甲<办法>&“乙”"] == "教育部、财政部"


ATOM = "{http://www.w3.org/2005/Atom}"
ONCE = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated", "published", "summary")}
DAY = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
HOSTILE = "<b>&amp;\"'\x01\x0b\u2028\ufffe😀"


def _atom(client, path):
    """The feed at ``path``, which keeps the rules of RFC 4287 that bear on it: the grammar of its appendix B, and what no grammar says."""
    feed = etree.fromstring(client.get(path).content)
    assert feed.tag == f"{ATOM}feed"
    for one in (feed, *feed.iterfind(f"{ATOM}entry")):
        for name in ONCE[one.tag.removeprefix(ATOM)]:
            count = len(one.findall(f"{ATOM}{name}"))
            assert count == 1 or (count == 0 and name == "published"), name
        assert {child.tag.removeprefix(ATOM) for child in one} <= {"id", "title", "updated", "published", "summary", "subtitle", "link", "author", "category", "entry"}
        assert one.findtext(f"{ATOM}id").startswith("http://testserver/") and one.findtext(f"{ATOM}title").strip()
        assert all(DAY.fullmatch(day.text) for name in ("updated", "published") for day in one.iterfind(f"{ATOM}{name}"))
        assert all(author.findtext(f"{ATOM}name").strip() for author in one.iterfind(f"{ATOM}author"))
        assert [link.get("rel") for link in one.iterfind(f"{ATOM}link")] == (["alternate", "self"] if one is feed else ["alternate"])
        assert all(link.get("href").startswith("http://testserver/") for link in one.iterfind(f"{ATOM}link"))
        assert all(category.get("term") for category in one.iterfind(f"{ATOM}category"))
        assert all(not len(text) and text.get("type", "text") in ("text", "html") for name in ("title", "summary", "subtitle") for text in one.iterfind(f"{ATOM}{name}"))
    return feed


def _ids(feed):
    ids = [one.text for one in feed.iterfind(f"{ATOM}entry/{ATOM}id")]
    assert len(set(ids)) == len(ids)
    return ids


@pytest.mark.parametrize(("path", "query", "has"), [
    ("/feeds/documents/", {}, 6), ("/feeds/topics/学籍/", {}, 1), ("/feeds/bodies/教育部/", {}, 2), ("/feeds/documents/", {"column": "政策"}, 1),
    ("/feeds/documents/", {"kind": "办法"}, 1), ("/feeds/documents/", {"year": "1900"}, 0),
    ("/feeds/search/", {"q": "甲办法"}, None), ("/feeds/search/", {"q": "无此一词"}, 0), ("/feeds/search/", {"q": HOSTILE}, None),
])
def test_every_kind_of_feed_keeps_the_rules_and_leads_to_itself(client, index, documents, path, query, has):  # noqa: F811
    make_document(HOSTILE, slug="hostile", number=HOSTILE)
    make_document("空", slug="bare")
    rebuild()
    address = f"{path}?{urlencode(query)}" if query else path
    feed = _atom(client, address)
    assert has is None or len(_ids(feed)) == has
    itself = feed.find(f"{ATOM}link[@rel='self']").get("href").removeprefix("http://testserver")
    assert _ids(_atom(client, itself)) == _ids(feed)
    assert parse_qs(urlsplit(itself).query) == {name: [value] for name, value in query.items()}
