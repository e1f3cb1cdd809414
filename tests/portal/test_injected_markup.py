"""S10: each of these payloads in every field that is stored and in every question that is asked, in all that is sent out."""
import csv
import json
import os
import re
import zipfile
from io import BytesIO, StringIO
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
import tinyhtml5
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from documents.models import Batch, Document, StatusEvent, Upload
from portal.models import FailedSignIn, SignIn
from search.indexing.rebuild import rebuild
from search.models import FrequentSearch, MissedSearch
from tests.factories import make_citation, make_document, make_work
from tests.search.conftest import index, nothing_kept  # noqa: F401 (fixtures)

from .payloads import PAYLOADS as ALL

pytestmark = pytest.mark.site

LONG = os.environ.get("WENLAN_TEST_LONG") == "1"
PAYLOADS = ALL if LONG else ALL[::12]
"""Of all that there are a sample; ``make test-long`` takes them all."""
FORBIDDEN = {"iframe", "object", "embed", "base", "frame", "style", "math", "marquee", "template", "applet", "foreignObject", "animate"}
ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "background", "xlink:href", "ping"}
ACTIVE = re.compile(r"^[\x00-\x20]*(?:j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t|vbscript|data):|^[\x00-\x20]*[/\\]{2}", re.I)
OWN_SCRIPTS = ("/static/", "/admin/jsi18n/")
DATA = ("application/ld+json", "application/json")


def active_in_html(text: str) -> list[str]:
    """What a browser would run or fetch of a page, as an HTML5 parser sees it."""
    found = []
    tree = tinyhtml5.parse(text, namespace_html_elements=False)
    own = {box for graph in tree.iter() for box in graph if _is_box_of_a_graph(graph, box)}
    for element in tree.iter():
        if not isinstance(element.tag, str) or element in own:
            continue
        tag = element.tag.rpartition("}")[2]
        attributes = {name.rpartition("}")[2].lower(): value for name, value in element.attrib.items()}
        found += [f"<{tag}>" for _ in [0] if tag in FORBIDDEN or tag == "meta" and "http-equiv" in attributes and not attributes.get("content", "").isdecimal()]
        found += [f"<{tag} {name}={value}>" for name, value in attributes.items() if re.match(r"on\w", name) or name in ("style", "srcdoc") or name in ADDRESSES and ACTIVE.search(value)]
        if tag == "script" and not attributes.get("src", "").startswith(OWN_SCRIPTS):
            if attributes.get("type") not in DATA:
                found.append(f"<script>{element.text}")
            else:
                json.loads(element.text or "")
    return found


def _is_box_of_a_graph(graph, box) -> bool:
    """Whether ``box`` is what the graph of citations sets a title in, with a place and nothing else."""
    is_in_graph = str(graph.tag).endswith("svg") and graph.get("class") == "graph" and str(box.tag).endswith("foreignObject")
    return is_in_graph and box.attrib.keys() == {"x", "y", "width", "height"} and all(value.isdecimal() for value in box.attrib.values())


def active_in_xml(content: bytes) -> list[str]:
    """The same of XML, whose text may be HTML."""
    found = [b"<!DOCTYPE"] if b"<!DOCTYPE" in content else []
    for element in ElementTree.fromstring(content).iter():
        tag = element.tag.rpartition("}")[2]
        if tag in FORBIDDEN | {"script"}:
            found.append(element.tag)
        found += [f"{name}={value}" for name, value in element.attrib.items() if re.match(r"on\w", name.lower()) or name in ADDRESSES and ACTIVE.search(value)]
        if element.attrib.get("type") == "html" or tag == "description":
            found += active_in_html(element.text or "")
        if tag in ("link", "loc", "id", "guid") and element.text and ACTIVE.search(element.text):
            found.append(f"<{tag}>{element.text}")
    return found


def active_in_cells(rows) -> list[str]:
    return [cell for row in rows for cell in row if cell and str(cell)[0] in "=+-@\t\r" and not re.fullmatch(r"-?[\d.]+", str(cell))]


def active_in(answer) -> list[str]:
    """What is active of an answer, by what it says it is."""
    content, kind = answer.getvalue(), answer.get("Content-Type", "").partition(";")[0]
    if answer.status_code in (301, 302, 304) or not content:
        return [answer["Location"]] if ACTIVE.search(answer.get("Location", "")) else []
    assert answer.status_code < 500, answer.status_code
    assert answer["X-Content-Type-Options"] == "nosniff"
    if kind == "text/html":
        return active_in_html(content.decode())
    if kind == "image/svg+xml" or kind.endswith("xml"):
        return active_in_xml(content)
    if kind.endswith("json"):
        return [text for text in texts(json.loads(content)) if active_in_html(text)]
    if kind == "text/csv":
        return active_in_cells(csv.reader(StringIO(content.decode("utf-8-sig"))))
    if kind.endswith("spreadsheetml.sheet"):
        return [cell.value for row in load_workbook(BytesIO(content)).active.iter_rows() for cell in row if cell.data_type == "f"]
    if kind.endswith("wordprocessingml.document"):
        return active_in_word(content)
    if kind == "application/pdf":
        return re.findall(rb"/JavaScript|/JS\b|/Launch|/URI \(javascript", content)
    assert kind in ("text/plain", "text/markdown", "text/css", "application/x-research-info-systems", "application/x-bibtex"), kind
    return []


def active_in_word(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        relations = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels"))
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
    return [target for target in re.findall('Target="([^"]*)" TargetMode="External"', relations) if ACTIVE.search(target)]


def texts(value):
    """HTML in JSON: fields that say so."""
    if isinstance(value, dict):
        for name, one in value.items():
            if isinstance(one, str) and "html" in name:
                yield one
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


@pytest.mark.parametrize("payload", ["<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "<svg onload=alert(1)>", "<a href=' javascript:alert(1)'>x</a>", "<base href=//evil.example/>", "<svg><foreignObject x=1 y=1 width=1 height=1>x</foreignObject></svg>", "<svg class=graph><foreignObject x=1 y=1 width=1 height=1 onload=alert(1)>x</foreignObject></svg>"])
def test_what_is_active_is_seen(payload):
    assert active_in_html(f"<!doctype html><title>x</title><p>{payload}") and not active_in_html("<!doctype html><title>x</title><p>&lt;script>")
    assert active_in_xml(f"<feed xmlns='http://www.w3.org/2005/Atom'><summary type='html'><![CDATA[{payload}]]></summary></feed>".encode())


def store(number: int, payload: str) -> Document:
    """A document all whose words are the payload."""
    text, line = payload.replace("\x00", ""), " ".join(payload.replace("\x00", "").split())
    document = make_document(
        line, slug=f"p{number}", number=f"{line}{number}", kind="办法", bodies=[f"{line}{number}"], topics=[f"{line} {number}"], column=f"{line}{number}", note=text, source=line, index_number=line,
        markdown=f"{text}\n\n# {line}\n\n## {line}\n\n{text}\n\n- {line}\n\n> {line}\n\n| {line} | a |\n| - | - |\n| {line} | b |\n", issued_on="2025-01-01", original_name=f"{line}.txt",
        sections=[{"label": "第一条", "heading": line, "anchor": "art-1", "text": text}], work=f"{line}{number}", repeal_proof=line,
    )
    make_citation(document, None, line, work=make_work(f"《{line}》{number}", slug=f"w{number}"), sentence=text, key=line, provision=line)
    StatusEvent.objects.create(document=document, validity="in-force", basis="table", proof=line)
    return document


@pytest.fixture
def corpus(index, settings, tmp_path):  # noqa: F811
    settings.MEDIA_ROOT = settings.DATA_DIR = tmp_path
    documents = [store(number, payload) for number, payload in enumerate(PAYLOADS)]
    for document, other in zip(documents, documents[1:], strict=False):
        make_citation(document, other, document.title, start=50)
    rebuild()
    return documents


def found_by(client, paths) -> dict[str, list[str]]:
    return {path: active for path in paths if (active := active_in(client.get(path)))}


FILES = ("txt", "md", "json", "akn", "docx", "pdf")
OF_A_DOCUMENT = [
    "", "card/", "card/?at=art-1", "graph/", "cited-by/", "qr.svg", "reference/", "reference/?at=art-1", *(f"reference/{form}/" for form in ("ris", "bib", "csl")), *(f"files/{form}/" for form in FILES),
]


def paths_of(corpus, place: str) -> list[str]:
    if place == "documents":
        paths = [f"/documents/p{number}/{rest}" for number in range(len(corpus)) for rest in OF_A_DOCUMENT if number % 2 == 0 or rest not in ("files/docx/", "files/pdf/")]
        paths += [f"/documents/p{number}/compare/p{number + 1}/" for number in range(len(corpus) - 1)] + [f"/works/{work.slug}/" for work in {document.work for document in corpus}]
    elif place == "lists":
        paths = [path for path in ("/", "/documents/", "/bodies/", "/topics/", "/columns/", "/cited/", "/graph/", "/changes/", "/search/?q=alert", "/search/?q=alert&unit=section", "/search/advanced/")]
        paths += [f"{path}?page={page}" for path in ("/documents/", "/cited/") for page in range(2, 6)]
    else:
        paths = ["/feeds/documents/", "/feeds/search/?q=alert", "/sitemap.xml", "/sitemap-documents.xml", "/sitemap-values.xml", "/opensearch.xml", "/llms.txt", "/search/suggest/?q=alert"]
        paths += [f"/api/v1/{name}" for name in ("documents", "works", "bodies", "topics", "columns", "filters", "search?q=alert", "suggest?q=alert", *(f"export/{of}.{form}" for of in ("documents", "search") for form in ("csv", "xlsx", "json")))]
        paths += [f"/oai?verb=ListRecords&metadataPrefix={prefix}" for prefix in ("oai_dc", "wenlan")]
        paths += [f"/api/v1/documents/p{number}{rest}" for number in range(len(corpus)) for rest in ("", "/sections/art-1", "/cited-by")]
    return paths


def test_nothing_that_is_stored_is_active_for_readers(corpus):
    assert found_by(Client(), [path for place in ("documents", "lists", "programs") for path in paths_of(corpus, place)]) == {}


ASKED = [
    "/", "/documents/", "/documents/p0/", "/documents/p0/cited-by/", "/documents/p0/reference/", "/documents/p0/card/", "/bodies/", "/topics/", "/columns/", "/graph/", "/changes/", "/cited/",
    "/search/", "/search/advanced/", "/search/suggest/", "/feeds/documents/", "/feeds/search/", "/check-draft/", "/oai", "/dumps/", "/admin/login/",
    *(f"/api/v1/{name}" for name in ("documents", "works", "search", "suggest", "resolve", "export/documents.csv", "export/search.json", "nowhere")),
]
NAMES = ("q", "body", "kind", "topic", "year", "sort", "page", "on", "at", "mark", "since", "until", "exact", "unit", "verb", "metadataPrefix", "identifier", "resumptionToken", "next", "cursor", "text")
IN_PATHS = ("/{}/", "/documents/{}/", "/documents/p0/compare/{}/", "/bodies/{}/", "/years/{}/", "/works/{}/", "/works/p0/{}/", "/feeds/topics/{}/", "/preview/{}/", "/dumps/{}", "/api/v1/documents/{}", "/api/v1/works/{}")


def test_nothing_that_is_asked_is_active(corpus):
    """As what is searched for, as all else at once, as a part of the path; and one of them in each name alone."""
    client, words = Client(), [quote(payload, safe="") for payload in PAYLOADS]
    paths = [f"{path}?{'&'.join(f'{name}={word}' for name in names)}" for path in ASKED for names in (NAMES[:1], NAMES[1:]) for word in words]
    paths += [f"{path}?{name}={words[-1]}" for path in ASKED for name in NAMES] if LONG else []
    paths += [path.format(word) for path in IN_PATHS for word in words]
    assert found_by(client, paths) == {}


def test_nothing_of_a_draft_is_active(corpus):
    """As its answer shows it, as a table and as Word with comments."""
    found = {}
    for start in range(0, len(PAYLOADS), 10):
        text = "\n\n".join(f"第{n}条 根据《{payload}》、{payload}第一条，制定本办法。{payload}" for n, payload in enumerate(PAYLOADS[start : start + 10], start=1))
        for form in ("", "docx", "csv", "text"):
            found[start, form] = active_in(Client().post("/check-draft/", {"text": text, "format": form}))
        found[start, "wrong"] = active_in(Client().post("/check-draft/", {"text": text, "on": PAYLOADS[start]}))
    assert {key: active for key, active in found.items() if active} == {}


def test_nothing_that_is_stored_is_active_for_editors(corpus, admin_client, admin_user):
    """Lists, forms, histories, former states and deletions; names of files, of accounts that fail to log in, of what was searched for."""
    batch = Batch.objects.create(created_by=admin_user)
    for number, payload in enumerate(PAYLOADS):
        name = payload.replace("\x00", "")
        Upload.objects.create(name=name, title=name, reason=name, number=name[:80], bodies=name, uploaded_by=admin_user, batch=batch, file="")
        for model in (SignIn, FailedSignIn):
            model.objects.create(username=f"{name}{number}")
        for searches in (FrequentSearch, MissedSearch):
            searches.objects.create(text=f"{name}{number}", count=3)
    paths = [reverse("admin:index"), reverse("admin:sign_ins"), reverse("admin:documents_batch_report", args=[batch.pk])]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        paths += [f"{reverse(f'{name}_changelist')}?{query}" for query in ("", f"q={quote(PAYLOADS[0])}&o={quote(PAYLOADS[0])}")]
        rows = model.objects.order_by("pk")[:: max(1, model.objects.count() // (12 if LONG else 2))]
        paths += [reverse(f"{name}_{page}", args=[row.pk]) for row in rows for page in ("change", "delete", "history")]
    for document in corpus[::2]:
        paths += [reverse(f"admin:documents_document_{page}", args=[document.pk]) for page in ("revisions", "preview", "compare")]
    for upload in batch.uploads.all()[::2]:
        paths.append(reverse("admin:documents_upload_review", args=[upload.pk]))
    for field in ("topics", "column"):
        paths.append(reverse("admin:autocomplete") + f"?app_label=documents&model_name=document&field_name={field}&term=alert")
    assert found_by(admin_client, paths) == {}
