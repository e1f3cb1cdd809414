"""A site below a path of a host that has other sites: every address it gives lies below that path."""
import re
from collections import deque
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from .http import Visitor, administrator
from .server import gunicorn, make_administrator

PREFIX = "/policies/wenlan"
ADDRESS = re.compile(r"""\b(?:href|src|action|template|formaction|poster|data-url)="([^"#][^"]*)"|<loc>([^<]+)</loc>|<id>(http[^<]+)</id>|Sitemap: (\S+)|"url": "([^"]+)\"""")
STARTS = ["/", "/robots.txt", "/sitemap.xml", "/llms.txt", "/opensearch.xml", "/feeds/documents/", "/search/", "/search/advanced/", "/search/help/", "/check-draft/", "/no/such/page/",
          "/graph/", "/cited/", "/search/?q=学籍管理", "/search/?q=教基〔2013〕7号", "/search/suggest/?q=教育", "/documents/?on=2020-05-01", "/admin/login/"]
TEXTS = ("text/html", "application/xml", "application/atom+xml", "application/opensearchdescription+xml", "text/plain", "application/json")
MOST = 160


@pytest.fixture(scope="module")
def site_below(site, folder, tmp_path_factory):
    """The same data, served below a path."""
    with gunicorn(folder, SCRIPT_NAME=PREFIX) as (address, _):
        yield address


def addresses_of(page: str) -> set[str]:
    return {unescape(next(filter(None, found.groups()))) for found in ADDRESS.finditer(page)}


def is_below(address: str, site: str) -> bool:
    return address.startswith(f"{site}/") or urlsplit(address).netloc != urlsplit(site).netloc


def test_every_address_of_the_first_pages_lies_below_the_path(site_below):
    visitor, seen, wrong = Visitor(site_below), set(), []
    queue = deque(f"{site_below}{path}" for path in STARTS)
    while queue and len(seen) < MOST:
        address = queue.popleft()
        if address in seen:
            continue
        seen.add(address)
        status, kind, page, end = visitor.read(address)
        assert status < 400 or status == 404 and "/no/such/page/" in address, address
        assert is_below(end, site_below), (address, end)
        for target in addresses_of(page) if kind in TEXTS else ():
            whole, _ = urldefrag(urljoin(end, target))
            if not is_below(whole, site_below):
                wrong.append((address, target))
            elif whole.startswith(site_below) and "/admin/" not in whole:
                queue.append(whole)
    assert wrong == [] and len(seen) > 100




def test_cookies_and_the_way_through_the_admin_stay_below_the_path(site_below, folder):
    make_administrator(folder)
    editor = administrator(site_below)
    assert all(cookie.path.startswith(f"{PREFIX}/") for cookie in editor.cookies) and len(editor.cookies) > 1
    page = editor.get("/admin/")
    assert [address for address in addresses_of(page) if address.startswith("/") and not address.startswith(PREFIX)] == []
    assert "管理" in page


def test_styles_and_the_page_for_errors_are_found_there(site_below):
    visitor = Visitor(site_below)
    sheets = [address for address in addresses_of(visitor.get("/")) if address.endswith(".css")]
    assert len(sheets) > 5 and {visitor.read(urljoin(site_below, sheet))[0] for sheet in sheets} == {200}
