"""Home, the site's own pages, feeds, the site map, and what machines ask for."""
from datetime import date
from types import SimpleNamespace
from unittest.mock import patch
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import DatabaseError

import portal.urls  # noqa: F401  (made of the pages of the site, before a test puts others in their place)
from documents.importing import set_state
from documents.models import State
from portal import sitemaps
from portal.checks import check_pages
from portal.pages import discover
from portal.views import styleguide
from search import engine
from search.engine import IndexUnavailable, TooManySearches
from tests.factories import make_document

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_home_without_a_corpus(client):
    assert "还没有文件" in client.get("/").content.decode()


def test_home_leads_to_every_way_in(client):
    make_document("甲办法", bodies=["教育部"], topics=["数字化"], column="政策精神", kind="办法", issued_on=date(2020, 1, 1))
    page = client.get("/").content.decode()
    for words in ("甲办法", ">教育部<", "数字化", "办法", "政策精神", "2020"):
        assert words in page
    assert "<b>1</b>份文件" in page


def test_a_page_is_one_markdown_file(tmp_path):
    (tmp_path / "help.md").write_text("---\nfooter: 求助\n---\n\n# 帮助\n\n第一段。\n\n## 小标题\n\n[检索](/search/)\n")
    (page,) = discover(tmp_path)
    assert (page.name, page.title, page.description, page.footer) == ("help", "帮助", "第一段。", "求助")
    assert '<a href="/search/">检索</a>' in page.html


@pytest.mark.parametrize("page", discover(), ids=lambda page: page.name)
def test_every_page_is_served(client, page):
    assert page.title in client.get(f"/{page.name}/").content.decode()


def test_every_page_is_linked_at_the_foot_of_the_others(client):
    home = client.get("/").content.decode()
    assert [page for page in discover() if page.footer]
    for page in discover():
        assert (f'<a href="/{page.name}/">{page.footer}</a>' in home) == bool(page.footer)


@pytest.mark.parametrize(("name", "text", "problem"), [
    ("help", "---\nfooter: 求助\nheader: 求助\n---\n# 帮助\n\n文字。\n", "unknown key 'header'"),
    ("help", "---\nfooter: 求助\n1: 求助\n---\n# 帮助\n\n文字。\n", "unknown key '1'"),
    ("help", "---\nfooter: [\n---\n# 帮助\n\n文字。\n", "not YAML"),
    ("help", "---\n- footer\n---\n# 帮助\n\n文字。\n", "not keys with values"),
    ("help", "没有标题\n", "the first line is not"),
    ("help", "", "the first line is not"),
    ("help", "# 帮助\n\n见[检索](../search/)。\n", "the link [检索]"),
    ("search", "# 检索\n\n文字。\n", "/search/ is the address of another view"),
    ("admin", "# 管理\n\n文字。\n", "/admin/ is the address of another view"),
    ("health", "# 健康\n\n文字。\n", "/health/ is the address of another view"),
    ("home", "# 主页\n\n文字。\n", "'home' is the name of another route"),
])
def test_a_check_says_what_is_wrong_with_a_page(tmp_path, monkeypatch, name, text, problem):
    (tmp_path / f"{name}.md").write_text(text)
    monkeypatch.setattr("portal.pages.discover", lambda: discover(tmp_path))
    problems = [str(error) for error in check_pages()]
    assert problems and all(f"{name}.md: " in found for found in problems) and problem in " ".join(problems)


def test_the_pages_of_the_site_have_no_problems():
    assert check_pages() == []


def test_the_feed_of_newest(client):
    make_document("没有日期")
    make_document("甲 & 乙", bodies=["教育部"], number="教〔2020〕1号", topics=["数字化"], issued_on=date(2020, 1, 2))
    answer = client.get("/feeds/documents/")
    assert answer["Content-Type"].startswith("application/atom+xml")
    entries = ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["甲 & 乙", "没有日期"]
    assert entries[0].findtext(f"{ATOM}summary") == "教育部 教〔2020〕1号 未见废止或修改"
    assert entries[0].findtext(f"{ATOM}published") == "2020-01-02T00:00:00+08:00"


def test_the_feed_puts_first_what_was_published_last_whatever_its_date(client):
    kept = make_document("早年的办法", state=State.DRAFT, collected_at=None, issued_on=date(1996, 5, 6))
    make_document("今年的办法", issued_on=date(2026, 5, 6))
    set_state(kept, State.PUBLISHED)
    first = kept.collected_at
    set_state(kept, State.WITHDRAWN)
    set_state(kept, State.PUBLISHED)  # not collected anew
    assert kept.collected_at == first
    entries = ElementTree.fromstring(client.get("/feeds/documents/").content).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["早年的办法", "今年的办法"]


def test_a_feed_that_has_not_changed_is_not_sent_again(client):
    document = make_document("甲")
    etag = client.get("/feeds/documents/")["ETag"]
    again = client.get("/feeds/documents/", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    set_state(document, State.WITHDRAWN)
    assert client.get("/feeds/documents/", headers={"if-none-match": etag}).status_code == 200


def test_s10_a_summary_is_html_in_a_feed_and_a_title_is_text(client):
    make_document("甲<b>", number="<script>alert(1)</script>")
    (entry,) = ElementTree.fromstring(client.get("/feeds/documents/").content).findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "甲<b>"
    assert entry.find(f"{ATOM}title").get("type", "text") == "text"
    assert entry.findtext(f"{ATOM}summary") == "&lt;script&gt;alert(1)&lt;/script&gt; 未见废止或修改"


@pytest.mark.parametrize(("path", "title"), [("/feeds/topics/数字化/", "文澜：数字化"), ("/feeds/bodies/教育部/", "文澜：教育部")])
def test_feeds_of_one_heading(client, path, title):
    make_document("甲", bodies=["教育部"], topics=["数字化"])
    make_document("乙", bodies=["财政部"], topics=["教师"])
    feed = ElementTree.fromstring(client.get(path).content)
    assert feed.findtext(f"{ATOM}title") == title
    assert [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")] == ["甲"]


def test_a_feed_costs_the_same_whatever_its_length(client, django_assert_num_queries):
    for number in range(3):
        make_document(bodies=[f"机关{number}"], topics=[f"主题{number}"])
    with django_assert_num_queries(4):
        client.get("/feeds/documents/")


def places(client, path):
    tree = ElementTree.fromstring(client.get(path).content)
    return [place.text.removeprefix("http://testserver") for place in tree.iter(f"{SITEMAP}loc")]


def test_a_file_of_the_site_map_reads_no_more_than_it_lists(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(sitemaps.Documents, "limit", 2)
    documents = [make_document(f"文件{number}", state="draft" if number == 4 else "published") for number in range(7)]
    listed = [document.get_absolute_url() for document in documents if document.is_published]
    for queries in (2, 1):  # how many files there are is read once for each state of the corpus
        with django_assert_num_queries(queries):
            files = [path for path in places(client, "/sitemap.xml") if "documents" in path]
    assert len(files) == len({(document.pk - 1) // 2 for document in documents if document.is_published})  # none is empty
    found = [places(client, file) for file in files]
    assert sum(found, []) == listed and max(map(len, found)) <= 2
    with django_assert_num_queries(2) as queries:  # the last number, and the stretch itself
        client.get(files[-1])
    assert "OFFSET" not in queries.captured_queries[1]["sql"] and "COUNT" not in "".join(q["sql"] for q in queries.captured_queries)
    assert client.get(f"/sitemap-documents.xml?p={documents[-1].pk}").status_code == 404
    assert client.get("/sitemap-nothing.xml").status_code == 404


def test_the_site_map_names_every_page(client):
    make_document("甲", bodies=["教育部"], topics=["数字化"], column="政策精神", kind="办法", issued_on=date(2020, 1, 1))
    files = places(client, "/sitemap.xml")
    # Where ids go on counting from test to test the file of documents is not the first, but that of their stretch.
    assert [file.partition("?p=")[0] for file in files] == ["/sitemap-pages.xml", "/sitemap-documents.xml", "/sitemap-values.xml"]
    paths = {path for file in files for path in places(client, file)}
    assert {"/", "/documents/", "/topics/", "/bodies/", "/columns/", "/search/", "/cited/", "/graph/", "/trends/", "/kept/", "/years/", "/joint/", "/years/2020/"} <= paths
    own = {f"/{page.name}/" for page in discover()}
    assert own <= paths
    assert len(paths - own) == 7 + 12


def test_robots_are_told_of_the_site_map(client):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize("path", ["/health/", "/health/ready/"])
def test_the_site_is_ready_where_it_can_be_read_and_searched(client, monkeypatch, path):
    make_document()
    monkeypatch.setattr("search.engine.is_answering", lambda: True)
    answer = client.get(path)
    assert answer.status_code == 200 and (answer.json()["database"], answer.json()["documents"]) == ("ok", 1)
    assert answer.json()["search"] == {"index": answer.json()["search"]["index"], "pending": 0, "oldest_pending_seconds": 0, "answers": True}


@pytest.mark.parametrize("path", ["/health/", "/health/ready/"])
def test_a_site_that_cannot_be_searched_is_not_ready_and_is_alive(client, monkeypatch, path):
    monkeypatch.setattr("search.engine.is_answering", lambda: False)
    answer = client.get(path)
    assert answer.status_code == 503 and answer.json()["search"]["answers"] is False
    assert client.get("/health/alive/").status_code == 200


@pytest.mark.parametrize(("error", "answers"), [(IndexUnavailable("away"), False), (TooManySearches(), True), (None, True)])
def test_a_search_that_waits_for_its_turn_is_no_broken_one(monkeypatch, error, answers):
    def run(*_):
        if error:
            raise error

    monkeypatch.setattr("search.engine.connections", {"default": SimpleNamespace(get_backend=lambda: SimpleNamespace(run=run))})
    assert engine.is_answering() is answers


def test_without_a_database_the_process_is_alive_and_not_ready(client):
    with patch("portal.views.Document.objects.published", side_effect=DatabaseError("disk")):
        answer = client.get("/health/ready/")
        assert client.get("/health/alive/").json() == {"process": "ok"}
    assert answer.status_code == 503 and answer.json() == {"database": "failed"}


def test_every_component_on_one_page_while_developing(rf):
    page = styleguide(rf.get("/styleguide/")).content.decode()
    sheet = (settings.BASE_DIR / "static/css/components.css").read_text()
    for component in ("search-box", "button", "field", "chip", "tag", "card", "document-list", "filter", "facts", "notice", "neighbours", "ways"):
        assert f".{component}" in sheet and component in page


def test_the_styleguide_is_not_public(client):
    assert client.get("/styleguide/").status_code == 404
