"""S01, S05: who may see what. Every URL of the site has a row here; one without a row fails the build."""
import re
from html import unescape
from itertools import chain, product
from urllib.parse import unquote, urljoin

import pytest
from django.urls import URLPattern, get_resolver

from documents.importing import Source, import_source, set_state
from documents.models import Document, State
from portal.pages import discover
from tests.factories import make_column, make_topic
from tests.search.conftest import index, nothing_kept  # noqa: F401

SECRET = """---
title: 金丝雀绝密办法
number: 雀密〔2025〕7号
bodies: [金丝雀总局]
topics: [金丝雀主题]
column: 金丝雀栏目
issued_on: 2031-07-07
kind: 章程
---
## 第一条

金丝雀歌唱，依据《公开办法》、《金丝雀饲养条例》和金法〔2031〕3号文件，制定本办法。
"""
OPEN = """---
title: 公开办法
number: 公〔2025〕1号
bodies: [教育部]
topics: [学籍]
column: 政策精神
issued_on: 2025-01-01
kind: 办法
---
## 第一条

依据《未收录的办法》，制定本办法。
"""
NAMED = re.compile(r"金丝雀|雀密|(?<![\w.])2031(?!\w)", re.A)  # not four characters of a hash, or of a second's fractions

# Paths of each view, for someone who is not logged in: with the public document's names, and with the secret one's.
PUBLIC = {
    "home": ["/"],
    "documents:documents": ["/documents/", "/documents/?topic=学籍&year=2025"],
    "documents:document": ["/documents/公开办法/"],
    "documents:original": [],
    "documents:part": [],
    "documents:preview": [],
    "documents:graph": ["/documents/公开办法/graph/"],
    "documents:citing": ["/documents/公开办法/cited-by/"],
    "documents:comparison": [],
    "documents:passages": ["/documents/公开办法/passages/"],
    "documents:shared_passages": [],
    "documents:most_cited": ["/graph/"],
    "documents:bodies": ["/bodies/"],
    "documents:body": ["/bodies/教育部/"],
    "documents:topics": ["/topics/"],
    "documents:topic": ["/topics/学籍/"],
    "documents:columns": ["/columns/"],
    "documents:years": ["/years/"],
    "documents:joint": ["/joint/"],
    "documents:column": ["/columns/政策精神/"],
    "documents:year": ["/years/2025/"],
    "documents:kind": ["/kinds/办法/"],
    "documents:check_draft": ["/check-draft/"],
    "documents:cited_works": ["/cited/"],
    "documents:file": [f"/documents/公开办法/files/{form}/" for form in ("txt", "md", "json", "akn")],
    "documents:qr_code": ["/documents/公开办法/qr.svg"],
    "documents:quoting": ["/documents/公开办法/reference/", "/documents/公开办法/reference/?at=art-1"],
    "documents:reference_file": [f"/documents/公开办法/reference/{form}/" for form in ("ris", "bib", "csl")],
    "documents:permalink": [],
    "documents:work_on_a_day": [],
    "documents:card": ["/documents/公开办法/card/", "/documents/公开办法/card/?at=art-1"],
    "documents:changes": ["/changes/", "/changes/?until=2020-05-01"],
    "documents:work": ["/works/未收录的办法/", "/works/公开办法/"],
    "documents:cited_work": [],
    "documents:code": [],
    "documents:kept": ["/kept/"],
    "search:search": ["/search/?q=办法", "/search/?q=依据&unit=section", "/search/"],
    "search:advanced": ["/search/advanced/"],
    "search:help": ["/search/help/"],
    "search:trends": ["/trends/", "/trends/?q=公开办法 歌唱&by=body", "/trends/?q=办法"],
    "search:suggest": ["/search/suggest/?q=办", "/search/suggest/?q=公"],
    **{page.name: [f"/{page.name}/"] for page in discover()},
    "feed": ["/feeds/documents/", "/feeds/documents/?kind=办法"],
    "search_feed": ["/feeds/search/?q=办法"],
    "topic_feed": ["/feeds/topics/学籍/"],
    "body_feed": ["/feeds/bodies/教育部/"],
    "alert_documents": ["/alerts/documents/", "/alerts/documents/?topic=学籍"],
    "alert_search": ["/alerts/search/?q=办法&kind=办法"],
    "alert_asked": ["/alerts/asked/"],
    **dict.fromkeys(("alert_confirm", "alerts"), []),  # for who has a letter
    "sitemap": ["/sitemap.xml"],
    "sitemap_file": ["/sitemap-pages.xml", "/sitemap-documents.xml", "/sitemap-values.xml"],
    "oai": [f"/oai?verb={verb}" for verb in ("ListSets", "ListRecords&metadataPrefix=wenlan", "ListRecords&metadataPrefix=oai_dc")],
    "api_docs": ["/api/v1/docs"],
    "dumps": ["/dumps/"],
    "dump_file": [],
    "mcp": [],  # answers POST alone
    **dict.fromkeys(("admin_password_reset", "password_reset_done", "password_reset_confirm", "password_reset_complete"), []),  # where mail is set
    "robots": ["/robots.txt"],
    "site_colours": ["/site.css"],
    "security": ["/.well-known/security.txt"],
    "llms": ["/llms.txt"],
    "opensearch": ["/opensearch.xml"],
    "health": ["/health/"],
    "alive": ["/health/alive/"],
    "ready": ["/health/ready/"],
}
HIDDEN = [
    "/documents/金丝雀绝密办法/", "/documents/金丝雀绝密办法/original/", "/documents/金丝雀绝密办法/original/1/", "/documents/金丝雀绝密办法/graph/",
    "/documents/金丝雀绝密办法/cited-by/", "/documents/金丝雀绝密办法/compare/公开办法/", "/documents/公开办法/compare/金丝雀绝密办法/",
    "/documents/金丝雀绝密办法/passages/",
    "/kinds/章程/", "/years/2031/", "/bodies/金丝雀总局/", "/topics/金丝雀主题/", "/columns/金丝雀栏目/", "/works/金丝雀饲养条例/",
    *(f"/documents/金丝雀绝密办法/{path}" for path in ("files/pdf/", "files/md/", "files/json/", "qr.svg", "reference/", "reference/ris/")),
    "/feeds/bodies/金丝雀总局/", "/feeds/topics/金丝雀主题/", "/works/金丝雀绝密办法/2031-07-08/",
]
# What a reader may ask with a name, where the answer must be that of any name that does not exist.
NAMES = ("金丝雀总局", "金丝雀主题", "金丝雀栏目", "金丝雀别称", "金丝雀饲养条例", "雀总")
QUESTIONS = [
    *(f"/{place}/?{name}={{}}" for place in ("documents", "search") for name in ("body", "topic", "column", "kind")),
    *(f"/search/?q={field}:{{}}" for field in ("机关", "主题", "栏目", "种类", "标题")), "/search/?q=办法&body={}", "/search/suggest/?q={}",
    "/search/advanced/?q=主题:{}", "/documents/公开办法/cited-by/?kind={}", "/feeds/bodies/{}/", "/feeds/topics/{}/", "/bodies/{}/",
    "/topics/{}/", "/columns/{}/", "/cited/{}/", "/works/{}/",
]


@pytest.fixture(autouse=True)
def by_mail(settings):
    """With the pages that there are only where letters are sent."""
    settings.NOTICES_BY_MAIL, settings.ADDRESS = True, "http://testserver"


def url_names(patterns=None, namespace=""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or str(pattern.pattern))
        elif pattern.namespace not in ("admin", "api"):  # tests/api asks for every operation of its own
            yield from url_names(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else namespace)


@pytest.fixture
def corpus(index):  # noqa: F811
    for topic, column in (("学籍", "政策精神"), ("金丝雀主题", "金丝雀栏目")):
        make_topic(topic)
        make_column(column)
    import_source(Source("公开.md", OPEN.encode()), state=State.PUBLISHED)
    secret = Document.objects.get(pk=import_source(Source("密.md", SECRET.encode()), state=State.PUBLISHED).document_id)
    secret.bodies.get().aliases.create(name="金丝雀别称")
    return secret


@pytest.fixture(params=["draft", "withdrawn"])
def hidden(request, corpus):
    """A document that was public for a while: indexed, cited, listed, and then taken back."""
    set_state(corpus, State(request.param))
    return corpus


def test_every_url_has_a_row():
    assert set(url_names()) == set(PUBLIC)


def test_the_secret_would_be_seen_if_it_were_public(client, corpus):
    seen = "".join(client.get(path).content.decode() for path in ("/", "/bodies/", "/search/?q=办法", "/sitemap-documents.xml", "/sitemap-values.xml"))
    assert "金丝雀" in seen


# A document that was public and is not takes far longer to make than a page: each test asks for them all.
def test_nothing_unpublished_is_anywhere(client, hidden):
    for path in chain.from_iterable(PUBLIC.values()):
        response = client.get(path)
        page = b"".join(response) if response.streaming else response.content
        assert response.status_code == 200, path
        assert NAMED.findall(page.decode()) == [], path


def test_its_own_pages_are_gone(client, hidden):
    statuses = {path: client.get(path).status_code for path in HIDDEN}
    assert {path: status for path, status in statuses.items() if status not in (404, 410)} == {}


def test_its_own_pages_were_there(client, corpus):
    there = [path for path in HIDDEN if "original" not in path]
    statuses = {path: client.get(path, follow=True).status_code for path in there}
    assert {path: status for path, status in statuses.items() if status not in (200, 202)} == {}  # 202: a file that is being made


@pytest.mark.site
def test_no_page_that_can_be_reached_names_it(client, hidden):
    queue, seen = ["/", "/sitemap.xml", "/search/?q=办法", "/search/?q=公开"], set()
    while queue:
        path = queue.pop()
        if path in seen or re.search("=.*=|[?]mark", path) or path.startswith(("/admin/", "/static/")):
            continue
        seen.add(path)
        answer = client.get(path)
        page = unquote((b"".join(answer) if answer.streaming else answer.content).decode(errors="replace"))
        if path.startswith("/api/v1/") and answer.status_code == 404:  # an example of the description, which is of the samples
            continue
        assert answer.status_code in (200, 202) and NAMED.findall(page) == [], path
        if "/files/" in path:
            continue
        links = re.findall(r'href="([^"#]+)|<loc>http://testserver([^<]+)', page)
        queue += [urljoin(path, unescape(href or place)) for href, place in links if not href.startswith("http")]
    assert len(seen) > 40


def test_its_names_are_as_unknown_as_any(client, hidden):
    for question, name in product(QUESTIONS, NAMES):
        other = name.translate(str.maketrans("金丝雀", "钅纟隹"))
        answers = client.get(question.format(name)), client.get(question.format(other))
        known, unknown = (unquote(answer.content.decode()) for answer in answers)
        assert answers[0].status_code == answers[1].status_code, question
        assert known.replace(name, other) == unknown, question


def test_no_search_finds_it(client, hidden):
    for query in ("金丝雀", "雀密〔2025〕7号", "歌唱", "绝密办法", '"金丝雀歌唱"', "机关:金丝雀总局"):
        response = client.get("/search/", {"q": query})
        page = unquote(response.content.decode())
        assert response.status_code == 200, query
        assert "/documents/金丝雀" not in page and "制定本办法" not in page, query


def test_no_suggestion_names_it(client, hidden):
    for letters in ("金", "雀", "j", "jinsique"):
        assert "金丝雀" not in client.get("/search/suggest/", {"q": letters}).content.decode().replace('"q": "金丝雀"', ""), letters


@pytest.mark.parametrize("path", ["/admin/", "/admin/documents/document/", "/admin/documents/upload/add/"])
def test_the_admin_is_for_staff(client, db, path, django_user_model):
    assert client.get(path).status_code == 302
    client.force_login(django_user_model.objects.create_user("reader"))
    assert client.get(path).status_code == 302
