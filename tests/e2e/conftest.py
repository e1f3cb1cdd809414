"""The whole site, served as in production with the corpus that comes with it, and a browser to read it."""
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from .browser import chromium

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of a running site."""
    environment = {**os.environ, "WENLAN_DATA": str(tmp_path_factory.mktemp("site")), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    environment.pop("WENLAN_DEBUG", None)
    for command in (["prepare"], ["collectstatic", "--noinput", "--verbosity=0"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", address, "--threads", "4", "--log-level", "critical"],
        cwd=ROOT, env=environment,
    )
    try:
        _wait_for(f"http://{address}/health/")
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(address, seconds=30):
    for _ in range(seconds * 10):
        try:
            return urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


@pytest.fixture(scope="session")
def browser():
    with chromium() as browser:
        yield browser


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
