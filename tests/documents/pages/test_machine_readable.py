"""What the page of a document tells programs: valid, escaped, of the day, and nothing that is not public."""
import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from documents.models import State
from documents.vocabulary.enums import Validity, ValidityBasis
from tests.factories import make_citation, make_document, make_work

pytestmark = pytest.mark.django_db

# https://schema.org/Legislation and what it inherits of CreativeWork and Thing, as far as it is used.
TERMS = {
    "@context", "@id", "@type", "url", "name", "alternateName", "description", "inLanguage", "datePublished", "dateModified", "about",
    "legislationIdentifier", "legislationType", "legislationJurisdiction", "legislationDate", "legislationDateVersion",
    "legislationDateOfApplicability", "legislationLegalForce", "legislationPassedBy", "exampleOfWork", "legislationRepeals",
    "legislationChanges", "legislationEnsuresImplementationOf", "isBasedOn", "encoding",
}


def page(client, document, **query):
    return html.fromstring(client.get(document.get_absolute_url(), query).content)


def data(tree):
    block, = tree.xpath('//script[@type="application/ld+json"]/text()')
    return json.loads(block)


def test_a_law_is_described_whole(client):
    old = make_document("乙条例")
    law = make_document(
        "甲办法", bodies=["教育部", "财政部"], topics=["学籍"], kind="办法", number="教基〔2025〕1号", issued_on=date(2025, 1, 3),
        effective_on=date(2025, 2, 1), full_title="教育部 财政部关于印发《甲办法》的通知", markdown="# 甲办法\n\n为了加强管理，制定本办法。",
        validity=Validity.IN_FORCE.value, work="甲办法",
    )
    make_citation(law, old, kind="repeals")
    tree = page(client, law)
    found = data(tree)
    assert found.keys() <= TERMS
    assert found["@type"] == "Legislation" and found["legislationIdentifier"] == "教基〔2025〕1号"
    assert (found["legislationDate"], found["legislationDateOfApplicability"]) == ("2025-01-03", "2025-02-01")
    assert [body["name"] for body in found["legislationPassedBy"]] == ["教育部", "财政部"]
    assert found["legislationLegalForce"] == "https://schema.org/InForce"
    assert [other["name"] for other in found["legislationRepeals"]] == ["乙条例"]
    assert found["url"] == tree.xpath('string(//link[@rel="canonical"]/@href)') == tree.xpath('string(//meta[@property="og:url"]/@content)')
    assert tree.xpath('string(//meta[@property="og:title"]/@content)') == "甲办法"
    described = tree.xpath('string(//meta[@name="description"]/@content)')
    assert described == "教育部、财政部，教基〔2025〕1号，2025年1月3日。甲办法为了加强管理，制定本办法。"
    assert tree.xpath('//meta[@name="DC.creator"]/@content') == ["教育部", "财政部"]
    topic, = found["about"]
    assert (topic["@type"], topic["name"]) == ("DefinedTerm", "学籍") and topic["url"].startswith("http://testserver/topics/")


# By Zotero's translators "Embedded Metadata" and "RDF": of a name of two parts the first stands for a vocabulary, and the type that
# Zotero's own says goes before what is guessed of citation_title, which is an article of a journal, and of og:type. What begins with z:
# is a field by itself; prism.number is read of what lies in a journal or book alone, and no other name gives a statute its number.
ZOTERO = {
    "itemType": ("z:itemType",), "title": ("citation_title", "DC.title"), "date": ("citation_publication_date", "DC.date"), "number": ("z:publicLawNumber",),
    "creators": ("DC.creator",), "url": ("citation_public_url",), "language": ("citation_language",),
}


@pytest.mark.parametrize(("kind", "item_type"), [("办法", "statute"), ("", "statute"), ("解读", "webpage")])
def test_zotero_reads_what_it_is(client, kind, item_type):
    document = make_document("甲办法", kind=kind, number="教基〔2025〕1号", bodies=["教育部"], issued_on=date(2025, 1, 3))
    told = {one.get("name"): one.get("content") for one in page(client, document).iterfind(".//meta")}
    read = {field: next((told[name] for name in names if name in told), None) for field, names in ZOTERO.items()}
    assert read == {
        "itemType": item_type, "title": "甲办法", "date": "2025-01-03", "number": "教基〔2025〕1号", "creators": "教育部",
        "url": f"http://testserver{document.get_absolute_url()}", "language": "zh",
    }


@pytest.mark.parametrize("facts, force", [
    ({}, None),
    ({"repealed_on": date(2020, 1, 1)}, "NotInForce"),
    ({"repealed_on": date(2999, 1, 1)}, "InForce"),
    ({"expires_on": date(2020, 1, 1)}, "NotInForce"),
    ({"effective_on": date(2999, 1, 1)}, "NotInForce"),
    ({"amended_on": date(2020, 1, 1)}, "PartiallyInForce"),
    ({"superseded_on": date(2020, 1, 1)}, "NotInForce"),
    ({"validity_basis": ValidityBasis.PERSON.value}, None),
])
def test_its_force_is_that_of_the_day_and_abstains(client, facts, force):
    found = data(page(client, make_document("甲", **facts)))
    assert found.get("legislationLegalForce", "").rpartition("/")[2] == (force or "")


def test_another_day_has_another_force(client):
    document = make_document("甲", repealed_on=date(2020, 1, 1))
    assert data(page(client, document, on="2019-01-01"))["legislationLegalForce"].endswith("/InForce")


@pytest.mark.parametrize("kind", ["解读", "新闻"])
def test_what_explains_is_no_legislation(client, kind):
    found = data(page(client, make_document("甲", kind=kind, bodies=["教育部"])))
    assert found["@type"] == "Article" and not [name for name in found if name.startswith("legislation")]


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", '甲"><b>', "甲<!--<script>", "甲\u2028乙", "甲&amp;乙", "a\\u003c"])
def test_no_title_leaves_its_block(client, title):
    document = make_document(title, slug="a", number='"><img src=x onerror=alert(1)>', bodies=["机关<i>"])
    text = client.get(document.get_absolute_url()).content.decode()
    assert data(html.fromstring(text))["name"] == title
    assert not re.search("<script>|<img src=x|<i>", text)


def test_unpublished_documents_are_in_no_description(client):
    document = make_document("甲")
    make_citation(document, make_document("秘密", state=State.DRAFT), kind="repeals")
    assert "秘密" not in client.get(document.get_absolute_url()).content.decode()


def test_it_costs_no_query_more_for_more_citations(client, django_assert_num_queries):
    document = make_document("甲", bodies=["一", "二"], topics=["三", "四"])
    make_citation(document, work=make_work("丙"), kind="repeals")
    with CaptureQueriesContext(connection) as one:
        client.get(document.get_absolute_url())
    for number in range(5):
        make_citation(document, work=make_work(f"丁{number}"), kind="repeals", start=100 + 20 * number)
    with django_assert_num_queries(len(one)):
        client.get(document.get_absolute_url())


# Addresses


def test_the_short_address_leads_to_the_page(client):
    document = make_document("甲")
    answer = client.get(f"/d/{document.pk}/", {"on": "2020-05-01"})
    assert (answer.status_code, answer["Location"]) == (301, f"{document.get_absolute_url()}?on=2020-05-01")


@pytest.mark.parametrize("values, status", [
    ({"state": State.DRAFT}, 404), ({"state": State.WITHDRAWN}, 301), ({"state": State.WITHDRAWN, "collected_at": None}, 404),
    ({"state": State.TRASHED}, 301), ({"state": State.TRASHED, "collected_at": None}, 404),
])
def test_the_short_address_knows_what_was_public(client, values, status):
    document = make_document("甲", **values)
    assert client.get(f"/d/{document.pk}/").status_code == status
    if status == 301:
        assert client.get(f"/d/{document.pk}/", follow=True).status_code == 410


def test_no_number_is_not_found(client):
    assert [client.get(path).status_code for path in ("/d/0/", "/d/99999999999999999999/", "/d/甲/")] == [404] * 3


def test_a_work_has_an_address_of_each_day(client):
    make_document("甲法", slug="甲法-1", work="甲法", issued_on=date(2010, 1, 1), effective_on=date(2010, 1, 1), superseded_on=date(2020, 1, 1))
    make_document("甲法", slug="甲法-2", work="甲法", issued_on=date(2019, 6, 1), effective_on=date(2020, 1, 1))
    led = {day: client.get(f"/works/甲法/{day}/") for day in ("2015-05-01", "2019-12-31", "2020-01-01", "2009-01-01", "nonsense")}
    assert {day: answer.get("Location", answer.status_code) for day, answer in led.items()} == {
        "2015-05-01": "/documents/%E7%94%B2%E6%B3%95-1/", "2019-12-31": "/documents/%E7%94%B2%E6%B3%95-1/",
        "2020-01-01": "/documents/%E7%94%B2%E6%B3%95-2/", "2009-01-01": 404, "nonsense": 404,
    }
    assert client.get("/works/没有/2020-01-01/").status_code == 404
