"""OAI-PMH as a client of others harvests it, and as the protocol words its errors."""
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import urlencode
from xml.sax.saxutils import unescape

import pytest
import requests
from django.contrib.staticfiles import finders
from django.utils import timezone as django_timezone
from lxml import etree
from sickle import Sickle
from sickle.oaiexceptions import NoRecordsMatch

from api.oai import listing
from documents.importing import set_state
from documents.importing.trash import empty, trash
from documents.models import Document, State
from tests.factories import make_body, make_document, make_topic

pytestmark = pytest.mark.django_db
NAMES = {"o": "http://www.openarchives.org/OAI/2.0/", "dc": "http://purl.org/dc/elements/1.1/", "w": "urn:wenlan:document:1"}
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parents[2] / "vendor/oai-pmh-2.0/OAI-PMH.xsd"))
TERMS = (
    "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format", "identifier", "source", "language",
    "relation", "coverage", "rights",
)
"""Of unqualified Dublin Core: in any order and as often as one likes, each a text, as oai_dc.xsd has it."""
CODES = ("badVerb", "badArgument", "badResumptionToken", "cannotDisseminateFormat", "idDoesNotExist", "noRecordsMatch")


@pytest.fixture
def harvester(client, monkeypatch):
    """Sickle, whose requests the test client answers."""
    def answered(answer):
        SCHEMA.assertValid(etree.fromstring(answer.content))
        response = requests.Response()
        response.status_code, response._content, response.encoding = answer.status_code, answer.content, "utf-8"
        return response

    monkeypatch.setattr(requests, "get", lambda url, params=None, **_: answered(client.get("/oai", params)))
    monkeypatch.setattr(requests, "post", lambda url, data=None, **_: answered(client.post("/oai", data)))
    return Sickle("http://testserver/oai")


def ask(client, **arguments):
    answer = client.get("/oai?" + urlencode({name.rstrip("_"): value for name, value in arguments.items()}, doseq=True))
    assert answer.status_code == 200 and answer["Content-Type"] == "text/xml; charset=utf-8"
    tree = etree.fromstring(answer.content)
    SCHEMA.assertValid(tree)
    return tree


def error_of(tree):
    return tree.xpath("string(o:error/@code)", namespaces=NAMES)


def change(document, moment):
    Document.objects.filter(pk=document.pk).update(updated_at=moment)


def test_it_says_who_it_is(harvester):
    document = make_document("甲")
    identity = harvester.Identify()
    assert (identity.protocolVersion, identity.baseURL, identity.deletedRecord) == ("2.0", "http://testserver/oai", "persistent")
    assert (identity.granularity, identity.adminEmail) == ("YYYY-MM-DDThh:mm:ssZ", "webmaster@testserver.invalid")
    assert identity.earliestDatestamp <= document.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert [form.metadataPrefix for form in harvester.ListMetadataFormats()] == ["oai_dc", "wenlan"]


def test_all_is_harvested_in_parts_and_once(harvester, monkeypatch):
    monkeypatch.setattr(listing, "PAGE", 3)
    documents = [make_document(bodies=["教育部"]) for _ in range(10)]
    Document.objects.update(updated_at=django_timezone.now())  # of one moment
    found = [record.header.identifier for record in harvester.ListRecords(metadataPrefix="oai_dc")]
    assert found == [f"oai:testserver:{document.pk}" for document in documents]
    assert [header.identifier for header in harvester.ListIdentifiers(metadataPrefix="oai_dc")] == found


@pytest.mark.parametrize("count", [1, 3, 6])
def test_the_last_part_ends_the_list(harvester, monkeypatch, count):
    monkeypatch.setattr(listing, "PAGE", 3)
    for _ in range(count):
        make_document()
    assert len(list(harvester.ListIdentifiers(metadataPrefix="wenlan"))) == count


def test_a_record_in_dublin_core(harvester):
    document = make_document("甲<办法>", bodies=["教育部", "财政部"], topics=["学籍"], kind="办法", number="教基〔2025〕1号", issued_on="2025-01-03")
    record = harvester.GetRecord(identifier=f"oai:testserver:{document.pk}", metadataPrefix="oai_dc")
    assert record.metadata["title"] == ["甲<办法>"] and record.metadata["creator"] == ["教育部", "财政部"]
    assert record.metadata["identifier"] == [f"http://testserver{document.get_absolute_url()}", "教基〔2025〕1号"]
    assert (record.metadata["date"], record.metadata["type"], record.metadata["subject"]) == (["2025-01-03"], ["办法"], ["学籍"])
    bodies = [f"body:{make_body(name).pk}" for name in ("教育部", "财政部")]
    assert record.header.setSpecs == [*bodies, f"topic:{make_topic('学籍').pk}"]


def test_dublin_core_has_its_terms_alone(client):
    make_document("甲\x01<办法>", slug="a", bodies=["教育部"], topics=["学籍"], kind="办法", number="教基〔2025〕1号", issued_on="2025-01-03")
    make_document("乙")
    for record in ask(client, verb="ListRecords", metadataPrefix="oai_dc").iterfind(".//{http://www.openarchives.org/OAI/2.0/oai_dc/}dc"):
        assert {term.tag for term in record} <= {f"{{{NAMES['dc']}}}{name}" for name in TERMS} and all(len(term) == 0 and term.text for term in record)


def test_a_record_of_our_own_is_whole_and_valid(client):
    document = make_document("甲\x01", slug="甲", markdown="## 第一条\n\n正文。", sections=[{"label": "第一条", "anchor": "art-1", "text": "正文。"}], issued_on="2025-01-03")
    tree = ask(client, verb="GetRecord", identifier=f"oai:testserver:{document.pk}", metadataPrefix="wenlan")
    own, = tree.xpath("//w:document", namespaces=NAMES)
    assert own.findtext("w:text", namespaces=NAMES) == document.markdown and own.find("w:section", NAMES).get("anchor") == "art-1"
    schema, = ask(client, verb="ListMetadataFormats").xpath("//o:schema[contains(., 'xml/document')]/text()", namespaces=NAMES)
    etree.XMLSchema(etree.parse(finders.find(schema.partition("/static/")[2]))).assertValid(own)


def test_only_what_changed_comes_the_next_day(harvester):
    today = datetime(2026, 11, 29, 12, tzinfo=timezone.utc)
    old, new = make_document("旧"), make_document("新")
    change(old, today - timedelta(days=1))
    change(new, today)
    found = list(harvester.ListRecords(**{"metadataPrefix": "oai_dc", "from": "2026-11-29"}))
    assert [record.metadata["title"] for record in found] == [["新"]]
    until = list(harvester.ListIdentifiers(**{"metadataPrefix": "oai_dc", "until": "2026-11-28T12:00:00Z"}))
    assert [header.identifier for header in until] == [f"oai:testserver:{old.pk}"]
    with pytest.raises(NoRecordsMatch):
        harvester.ListRecords(**{"metadataPrefix": "oai_dc", "from": "2026-11-30"})


def test_what_is_gone_is_told_without_a_word_of_it(harvester, client):
    kept, withdrawn, emptied, draft = (make_document(name) for name in ("留下", "撤回秘密", "清空秘密", "改稿秘密"))
    secret = make_document("从未秘密", state=State.DRAFT)
    never = make_document("从未秘密二", state=State.DRAFT)
    number = emptied.pk
    set_state(withdrawn, State.WITHDRAWN)
    set_state(draft, State.DRAFT)
    for document in (emptied, never):
        trash(document)
        empty(document)
    headers = {header.identifier: header.deleted for header in harvester.ListIdentifiers(metadataPrefix="oai_dc")}
    assert headers == {f"oai:testserver:{pk}": is_gone for pk, is_gone in ((kept.pk, False), (withdrawn.pk, True), (draft.pk, True), (number, True))}
    assert harvester.GetRecord(identifier=f"oai:testserver:{number}", metadataPrefix="oai_dc").deleted
    assert error_of(ask(client, verb="GetRecord", identifier=f"oai:testserver:{secret.pk}", metadataPrefix="oai_dc")) == "idDoesNotExist"
    assert "秘密" not in unescape(client.get("/oai?verb=ListRecords&metadataPrefix=wenlan").content.decode())
    assert client.get(f"/d/{number}/").status_code == 410


def test_sets_are_bodies_and_topics_that_are_public(harvester, client):
    make_document("甲", bodies=["教育部"], topics=["学籍"])
    make_document("乙", bodies=["财政部"])
    make_document("丙", bodies=["秘密机关"], state=State.DRAFT)
    names = {row.setName: row.setSpec for row in harvester.ListSets()}
    assert set(names) == {"教育部", "财政部", "学籍"}
    for name, title in (("教育部", "甲"), ("学籍", "甲"), ("财政部", "乙")):
        assert [record.metadata["title"] for record in harvester.ListRecords(metadataPrefix="oai_dc", set=names[name])] == [[title]]
    for name in (f"body:{make_body('秘密机关').pk}", "body:0", "body:x", "kind:1", "body:" + "9" * 40):
        assert error_of(ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set=name)) == "noRecordsMatch"


@pytest.mark.parametrize("arguments, code", [
    ({}, "badVerb"), ({"verb": "Destroy"}, "badVerb"), ({"verb": ""}, "badVerb"), ({"verb": ["Identify", "Identify"]}, "badArgument"),
    ({"verb": "Identify", "x": "1"}, "badArgument"), ({"verb": "ListRecords"}, "badArgument"), ({"verb": "GetRecord", "metadataPrefix": "oai_dc"}, "badArgument"),
    ({"verb": "ListRecords", "metadataPrefix": "marc"}, "cannotDisseminateFormat"),
    ({"verb": "GetRecord", "metadataPrefix": "marc", "identifier": "oai:testserver:1"}, "cannotDisseminateFormat"),
    ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:other:1"}, "idDoesNotExist"),
    ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:testserver:²"}, "badArgument"),
    ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:testserver:99999999999999999999"}, "idDoesNotExist"),
    ({"verb": "ListMetadataFormats", "identifier": "x"}, "idDoesNotExist"),
    ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "yesterday"}, "badArgument"),
    ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2026-13-01"}, "badArgument"),
    ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "until": "9999-12-31"}, "badArgument"),
    ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2026-01-02", "until": "2026-01-01"}, "badArgument"),
    ({"verb": "ListRecords", "metadataPrefix": "oai_dc", "from_": "2026-01-01", "until": "2026-01-01T00:00:00Z"}, "badArgument"),
    ({"verb": "ListRecords", "resumptionToken": "x"}, "badResumptionToken"), ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
    ({"verb": "ListRecords", "resumptionToken": "x", "metadataPrefix": "oai_dc"}, "badArgument"),
    ({"verb": "ListRecords", "metadataPrefix": "oai_dc"}, "noRecordsMatch"),
    ({"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", "set": "机关 一"}, "badArgument"),
    ({"verb": "ListIdentifiers", "metadataPrefix": "oai_dc", "set": "body:１"}, "badArgument"),
    ({"verb": "GetRecord", "metadataPrefix": "oai dc", "identifier": "oai:testserver:1"}, "badArgument"),
    ({"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "%%%:// ["}, "badArgument"),
    ({"verb": "ListRecords", "metadataPrefix": "\x00"}, "badArgument"), ({"\x01<": "1"}, "badVerb"),
])
def test_errors_are_those_of_the_protocol(client, arguments, code):
    assert code in CODES
    assert error_of(ask(client, **arguments)) == code


def test_it_is_asked_by_post_too_and_by_nothing_else(client):
    assert b"<repositoryName>" in client.post("/oai", {"verb": "Identify"}).content
    assert client.put("/oai").status_code == 405


@pytest.mark.parametrize("verb, prefix", [("ListRecords", "oai_dc"), ("ListRecords", "wenlan"), ("ListIdentifiers", "oai_dc")])
def test_more_records_cost_no_more_queries(client, django_assert_max_num_queries, verb, prefix):
    for number in range(12):
        make_document(bodies=["教育部"], topics=["学籍"], column="栏", note="注", sections=[{"label": f"第{number}条"}])
    with django_assert_max_num_queries(6):
        client.get(f"/oai?verb={verb}&metadataPrefix={prefix}")
