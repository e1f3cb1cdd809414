"""A running site, and a browser to read it."""
import os

import pytest

from .browser import NoBrowser, chromium
from .server import serving


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Where the site keeps its data."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site(folder):
    # With what there is only where letters are sent; who sends them is the worker.
    with serving(folder, WENLAN_MAIL="smtp://127.0.0.1:9", WENLAN_ADDRESS="http://127.0.0.1") as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    """One browser for a module's tests; on a machine without one they are skipped, but never in CI.

    Not for a session's: Playwright keeps an event loop running, and where one runs Django touches no database.
    """
    try:
        with chromium() as browser:
            yield browser
    except NoBrowser as reason:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(reason))


@pytest.fixture
def open_page(browser, site):
    """A function that opens a path of the site in a page of its own, and fails on what the console complains of."""
    contexts, complaints = [], []

    def open_page(path="/", width=1280, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append((page.url, m.text)) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append((page.url, str(error))))
        page.goto(site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
