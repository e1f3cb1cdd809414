"""A crawl of all that programs are told, twice: it is the same, letter for letter, where what is not public was never there."""
import gzip
import json
import re
from collections import deque
from html import unescape
from io import BytesIO
from urllib.parse import quote, unquote, urlsplit

import duckdb
import pytest
from django.core.cache import cache
from django.test import Client
from openpyxl import load_workbook

from api.dumps import folder
from documents.models import Column, Document, IssuingBody, Topic, Work
from search.indexing.rebuild import rebuild
from search.suggesting import popular_searches
from search.suggesting.timed_cache import clear_all

from .conftest import SECRET
from .test_mcp import call

OAI = [f"/oai?verb={verb}" for verb in ("Identify", "ListMetadataFormats", "ListSets")] + [
    f"/oai?verb={verb}&metadataPrefix={prefix}" for verb in ("ListRecords", "ListIdentifiers") for prefix in ("oai_dc", "wenlan")
]
ASKED = (SECRET, f"{SECRET}草稿", f"{SECRET}机关", "正文", "学籍", "甲法")
ENTRANCES = [
    "/", "/documents/", "/bodies/", "/topics/", "/columns/", "/cited/", "/graph/", "/changes/", "/open-data/", "/api/v1/docs", "/api/v1/openapi.json",
    "/llms.txt", "/robots.txt", "/opensearch.xml", "/.well-known/security.txt", "/sitemap.xml", "/feeds/documents/", "/dumps/", *OAI,
    *(f"/api/v1/{name}" for name in ("documents?total=true", "works?total=true", "works?held=false&total=true", "bodies", "topics", "columns", "export/documents.csv", "export/documents.json")),
    *(f"/api/v1/{name}?q={quote(words)}" for name in ("search", "suggest", "resolve", "export/search.json") for words in ASKED),
    *(f"/{name}?q={quote(words)}" for name in ("search/", "search/suggest/", "feeds/search/") for words in ASKED),
]
TOOLS = [(tool, {name: words}) for tool, name in (
    ("search_policies", "query"), ("read_document", "document"), ("read_provision", "provision"), ("resolve_citation", "text"), ("status_on", "document"),
    ("compare_editions", "document"), ("check_draft", "text"),
) for words in ASKED] + [("verify_quote", {"quote": f"{SECRET}正文", "source": words}) for words in ASKED]
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
    Document.objects.filter(pk__in=[one.pk for one in corpus.hidden]).update(collected_at=None)
    return corpus


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
    return {f"{tool} {arguments}": call(tool, **arguments)[0] for tool, arguments in TOOLS}


def everything():
    cache.clear()
    clear_all()
    popular_searches.reset()
    rebuild()
    folder.make()
    return crawl() | asked()


@pytest.mark.django_db(transaction=True)
def test_what_is_not_public_changes_no_letter_of_any_answer(hidden):
    before = everything()
    Document.objects.filter(pk__in=[one.pk for one in hidden.hidden]).delete()
    for model, name in ((IssuingBody, "name"), (Topic, "name"), (Column, "name"), (Work, "title")):
        assert model.objects.filter(**{f"{name}__startswith": SECRET}).delete()[0]
    after = everything()
    assert len(before) > 150 and before.keys() == after.keys()
    for path, answer in before.items():
        assert answer == after[path], path
        named = json.dumps(answer, ensure_ascii=False) if isinstance(answer, dict) else answer
        if SECRET not in unquote(path):  # what was asked may be said again
            assert SECRET not in named and SECRET.encode("unicode-escape").decode() not in named and quote(SECRET) not in named, path
