"""A crawl of all that programs are told, twice: it is the same, letter for letter, where what is not public was never there."""
import gzip
import json
import re
from collections import deque
from datetime import date
from html import unescape
from io import BytesIO
from urllib.parse import quote, unquote, urlsplit

import duckdb
import pytest
from django.core.cache import cache
from django.test import Client
from openpyxl import load_workbook

from api.dumps import folder
from documents.models import Column, Document, IssuingBody, State, Topic, Work
from search.indexing.rebuild import rebuild
from search.suggesting import popular_searches
from search.suggesting.timed_cache import clear_all
from tests.factories import make_citation, make_document

from .conftest import SECRET
from .test_asking import name_it
from .test_mcp import call

OAI = [f"/oai?verb={verb}" for verb in ("Identify", "ListMetadataFormats", "ListSets")] + [
    f"/oai?verb={verb}&metadataPrefix={prefix}" for verb in ("ListRecords", "ListIdentifiers") for prefix in ("oai_dc", "wenlan")
]
LAW = "中华人民共和国"
ASKED = (SECRET, f"{SECRET}草稿", f"{SECRET}机关", "正文", "学籍", "甲法")
ENTRANCES = [
    "/", "/documents/", "/bodies/", "/topics/", "/columns/", "/cited/", "/graph/", "/changes/", "/open-data/", "/api/v1/docs", "/api/v1/openapi.json",
    "/llms.txt", "/robots.txt", "/opensearch.xml", "/.well-known/security.txt", "/sitemap.xml", "/feeds/documents/", "/dumps/", *OAI,
    *(f"/api/v1/{name}" for name in ("documents?total=true", "works?total=true", "works?held=false&total=true", "bodies", "topics", "columns", "export/documents.csv", "export/documents.json")),
    *(f"/api/v1/{name}?q={quote(words)}" for name in ("search", "suggest", "resolve", "export/search.json") for words in ASKED),
    *(f"/api/v1/documents?total=true&{how}" for how in ("sort=title&limit=1", "sort=oldest", "on=2026-01-01", "topic=学籍", "body=教育部", "year=2025")),
    *(f"/api/v1/works/{slug}{part}" for slug in (f"{LAW}甲法", f"{LAW}乙法") for part in ("?on=2026-01-01", "/editions", "/cited-by?total=true")),
    "/api/v1/documents/甲法?on=2026-01-01", "/api/v1/documents/甲法/cited-by?total=true", "/api/v1/search?q=学籍&sort=newest&on=2026-01-01&editions=all",
    *(f"/api/v1/resolve?q={words}&on=2026-01-01" for words in ("甲法第一条", "教基〔2021〕3号", "学籍管理办法", "丁法第一条")), f"/works/{LAW}甲法/2026-01-01/",
    "/api/v1/export/trends.csv?q=学籍 管理&by=body", "/api/v1/export/documents.csv?on=2026-01-01", "/changes/?week=2025-03-03",
    *(f"/{name}?q={quote(words)}" for name in ("search/", "search/suggest/", "feeds/search/") for words in ASKED),
]
TOOLS = [(tool, {name: words}) for tool, name in (
    ("search_policies", "query"), ("read_document", "document"), ("read_provision", "provision"), ("resolve_citation", "text"), ("status_on", "document"),
    ("compare_editions", "document"), ("check_draft", "text"),
) for words in (*ASKED, "丁法第一条")] + [("verify_quote", {"quote": "只有草稿这样说", "source": "甲法"})] + [("verify_quote", {"quote": f"{SECRET}正文", "source": words}) for words in ASKED]
LINK = re.compile(r'(?:href="|<loc>|<link>|"(?:url|next|address)": "|template=")((?:http://testserver)?/[^"<]*)')
OF_THE_MOMENT = re.compile(
    r'<responseDate>[^<]*|"created": "[^"]*"|"hash": "[^"]*"|\b[0-9a-f]{64}\b|name="csrfmiddlewaretoken" value="[^"]*"|<updated>[^<]*|更新于[^<]*'
    r"|\d+(?:\.\d+)? ?(?:毫秒|秒)"
)
SKIPPED = re.compile(r"^/(?:admin|static)|/files/(?:docx|pdf)/")  # set in a process of their own, of what the other files are set of
MOST = 600


@pytest.fixture
def hidden(index, corpus, settings, tmp_path):
    """The corpus, in which nothing that is hidden was ever public."""
    settings.DATA_DIR = settings.MEDIA_ROOT = tmp_path
    corpus.hidden += [rival for state in (State.DRAFT, State.IN_REVIEW, State.WITHDRAWN, State.TRASHED) for rival in rivals(corpus, state)]
    Document.objects.filter(pk__in=[one.pk for one in corpus.hidden]).update(collected_at=None)
    return corpus


def rivals(corpus, state):
    """A later edition of what is public, a document of its number that repeals it and is like it, and one that alone has its work."""
    words = {"state": state, "bodies": ["教育部"], "topics": ["学籍"], "issued_on": date(2025, 3, 4)}
    article = {"label": "第一条", "anchor": "art-1", "text": "只有草稿这样说。", "level": 2}
    edition = make_document(
        f"{LAW}甲法", work=f"{LAW}甲法", effective_on=date(2025, 4, 1), markdown="### 第一条\n\n只有草稿这样说。", sections=[article],
        slug=f"{SECRET}-甲法-{state.value}", **words,
    )
    like = make_document(
        f"学籍管理办法（{state.value}）", number="教基〔2021〕3号", work="学籍管理办法", markdown="学籍学籍", slug=f"{SECRET}-学籍-{state.value}", **words,
    )
    other = make_document(f"{LAW}丁法", work=f"{LAW}丁法", slug=f"{SECRET}-丁法-{state.value}", **words)
    for start, (cited, work) in enumerate(((corpus.new, corpus.new.work), (None, corpus.missing), (None, other.work))):
        make_citation(like, cited, f"《{work.title}》", kind="repeals", start=10 * start, work=work, key=work.key, provision="第一条" if cited else "")
    corpus.measure.near_duplicates.add(like)
    for document, name in ((edition, "甲法"), (like, "学籍管理办法"), (other, "丁法")):
        name_it(document, name)
    return [edition, like, other]


def told(answer, path):
    """The words of an answer: of an archive what is in it, of a table its rows."""
    content = answer.getvalue()
    if path.endswith(".gz"):
        content = gzip.decompress(content)
    if path.endswith(".parquet"):
        return "\n".join(map(str, duckdb.read_parquet(str(folder.current() / path.rpartition("/")[2])).fetchall()))
    if ".xlsx" in path:
        return str(list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True)))
    return OF_THE_MOMENT.sub("", content.decode())


def crawl():
    """Every answer by its address, from the entrances on along each link that stays on the site; of pages without a query."""
    waiting, known, answers = deque(ENTRANCES), set(ENTRANCES), {}
    while waiting:
        path = waiting.popleft()
        answer = Client().get(path)
        answers[path] = f"{answer.status_code} {answer.get('Location', '')} {told(answer, path)}"
        for link in LINK.findall(answers[path]) if "html" not in answer.get("Content-Type", "") or "?" not in path else ():
            parts = urlsplit(unescape(link))
            found = parts.path + (f"?{parts.query}" if parts.query else "")
            is_followed = not parts.query or parts.path.startswith(("/api/", "/sitemap", "/oai", "/feeds"))
            if is_followed and found not in known and "{" not in found and not SKIPPED.search(found):
                known.add(found)
                waiting.append(found)
        assert len(known) < MOST
    return answers


def asked():
    text = "依据《甲法》第二条、《学籍管理办法》（教基〔2021〕3号）和《丁法》第一条，制定本办法。"
    checked = Client().post("/api/v1/check", {"text": text}, content_type="application/json").json()
    return {f"{tool} {arguments}": call(tool, **arguments)[0] for tool, arguments in TOOLS} | {"a draft": checked}


def everything():
    cache.clear()
    clear_all()
    popular_searches.reset()
    rebuild()
    folder.make()
    return crawl() | asked()


@pytest.mark.site
@pytest.mark.django_db(transaction=True)
def test_what_is_not_public_changes_no_letter_of_any_answer(hidden):
    before = everything()
    Document.objects.filter(pk__in=[one.pk for one in hidden.hidden]).delete()
    Work.objects.filter(title=f"{LAW}丁法").delete()
    for model, name in ((IssuingBody, "name"), (Topic, "name"), (Column, "name"), (Work, "title")):
        assert model.objects.filter(**{f"{name}__startswith": SECRET}).delete()[0]
    after = everything()
    assert len(before) > 150 and before.keys() == after.keys()
    for path, answer in before.items():
        assert answer == after[path], path
        named = json.dumps(answer, ensure_ascii=False) if isinstance(answer, dict) else answer
        if SECRET not in unquote(path):  # what was asked may be said again
            assert SECRET not in named and SECRET.encode("unicode-escape").decode() not in named and quote(SECRET) not in named, path
