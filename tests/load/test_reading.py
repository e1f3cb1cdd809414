"""L01–L06, L09: many readers, while nothing happens and while much does. Figures are printed: ``pytest -s``."""
import re
import subprocess
import sys
import threading
import time
from urllib.parse import quote

import pytest

from tests.e2e.http import administrator
from tests.e2e.server import ROOT, environment_of, gunicorn, make_administrator

from .site import LONG, SECONDS, Readers, prepare, write_files

pytestmark = pytest.mark.skipif(not LONG, reason="make test-long")
LIST = "/admin/documents/document/"
SLOW = 5.0  # seconds: the readers run on the site's own machine, which may have other things to do; figures are printed


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("load")
    prepare(folder)
    make_administrator(folder)
    return folder


@pytest.fixture(scope="module")
def site(folder):
    with gunicorn(folder, "--workers=2", "--timeout=90") as (address, _):
        yield address


def read_for(site, seconds, count, kinds=("page", "search")) -> Readers:
    with Readers(site, count, kinds) as readers:
        time.sleep(seconds)
    return readers


def test_l01_sixteen_readers(site):
    read_for(site, 3, 4)
    readers = read_for(site, SECONDS, 16)
    print(readers.told("L01"))
    assert not any(readers.statuses.values())
    assert readers.percentile("search", 0.99) <= SLOW and readers.percentile("page", 0.99) <= SLOW


def test_l02_fifty_readers(site):
    readers = read_for(site, SECONDS, 50)
    print(readers.told("L02"))
    assert not readers.statuses["page"]
    assert set(readers.statuses["search"]) <= {503}
    assert readers.percentile("page", 0.99) <= 2 * SLOW


def drafts(folder, prefix, count) -> None:
    write_files(folder / prefix, count, prefix)
    subprocess.run(
        [sys.executable, "manage.py", "import_documents", "--draft", str(folder / prefix)], cwd=ROOT, env=environment_of(folder),
        check=True, capture_output=True,
    )


def numbers(admin, prefix, count) -> list[str]:
    """The documents of a list in the admin, each by its number; it shows fifty on a page."""
    pages = [admin.get(f"{LIST}?q={quote(prefix)}&p={page}") for page in range(1, (count - 1) // 50 + 2)]
    return re.findall(r'name="_selected_action" value="(\d+)"', "".join(pages))


def test_l03_publishing_while_many_read(site, folder):
    """One publication a second; how long its request takes, and how long until it is found."""
    count = max(10, min(SECONDS, 300))
    drafts(folder, "发布", count)
    admin = administrator(site)
    token, requests, waits = admin.token(LIST), [], []
    with Readers(site, 16) as readers:
        for number in range(count):
            start = time.monotonic()
            page = admin.get(f"{LIST}?q={quote(f'发布{number}号')}")
            chosen = re.search(r'name="_selected_action" value="(\d+)"', page)[1]
            begun = time.monotonic()
            admin.send(LIST, action="publish", _selected_action=chosen, csrfmiddlewaretoken=token)
            requests.append(time.monotonic() - begun)
            address, question = quote(f"/documents/关于发布{number}号事项的通知/"), quote(f'"记号发布{number}。"')
            while address not in admin.get(f"/search/?q={question}"):
                assert time.monotonic() < begun + 60
                time.sleep(0.05)
            waits.append(time.monotonic() - begun)
            time.sleep(max(0, start + 1 - time.monotonic()))
    requests, waits = sorted(requests), sorted(waits)
    print(readers.told("L03"), f"publish p95 {requests[int(count * 0.95)]:.2f} max {requests[-1]:.2f} s, found p95 {waits[int(count * 0.95)]:.2f} max {waits[-1]:.2f} s")
    assert not any(readers.statuses.values())
    assert requests[-1] <= 2 * SLOW and waits[int(count * 0.95)] <= 2 * SLOW and waits[-1] <= 60


def test_l04_paging_while_much_changes(site, folder):
    """No document twice on a page, none that is withdrawn, no page that fails; its own page is gone at once."""
    drafts(folder, "翻页", 60)
    admin = administrator(site)
    waiting, token, over, faults = numbers(admin, "翻页", 60), admin.token(LIST), threading.Event(), []
    assert len(waiting) == 60
    reader = administrator(site)

    def walk():
        while not over.is_set():
            for path in ("/documents/?sort=title&page={}", f"/search/?q={quote('通知')}&sort=newest&page={{}}"):
                for page in range(1, 12):
                    try:
                        text = reader.get(path.format(page))
                    except OSError as error:
                        if getattr(error, "code", 0) != 404:
                            faults.append((path, page, str(error)))
                        break
                    titles = re.findall(r'<p class="title"><a[^>]*href="(/documents/[^"?#]*)', text) or re.findall(r'class="title"[^>]*href="(/documents/[^"?#]*)', text)
                    if len(titles) != len(set(titles)) or "None" in text:
                        faults.append((path, page, titles))

    walker = threading.Thread(target=walk)
    walker.start()
    try:
        for action in ("publish", "withdraw", "publish", "withdraw"):
            for start in range(0, 60, 10):
                admin.send(LIST, action=action, _selected_action=waiting[start : start + 10], csrfmiddlewaretoken=token)
                if action == "withdraw":
                    assert admin.status(f"/documents/{quote('关于翻页0号事项的通知')}/") in (200, 410)
        withdrawn = [admin.status(f"/documents/{quote(f'关于翻页{number}号事项的通知')}/") for number in range(60)]
        assert withdrawn == [410] * 60
        assert "翻页" not in admin.get(f"/search/?q={quote('记号翻页')}").replace("记号翻页", "")
    finally:
        over.set()
        walker.join()
    assert faults == []


def test_l06_a_server_that_says_it_is_ready_is(folder):
    with gunicorn(folder, "--workers=4", "--timeout=90") as (address, _), Readers(address, 20, ("search",)) as readers:
        time.sleep(3)
    first = max(readers.took["search"][:20])
    print(readers.told("L06"), f"slowest of the first twenty {first:.2f} s")
    assert first <= 3 and not any(readers.statuses.values())


def test_l09_an_import_while_many_read(site, folder):
    before = read_for(site, SECONDS, 16)
    write_files(folder / "夜间", 15 * SECONDS, "夜间")
    with Readers(site, 16) as readers:
        start = time.monotonic()
        done = subprocess.run(
            [sys.executable, "manage.py", "import_documents", str(folder / "夜间")], cwd=ROOT, env=environment_of(folder), capture_output=True
        )
        seconds = time.monotonic() - start
    assert done.returncode == 0
    print(before.told("before"), readers.told("L09"), f"import {15 * SECONDS / seconds:.1f} files/s")
    assert not any(readers.statuses.values())
    assert readers.percentile("search", 0.95) <= 4 * before.percentile("search", 0.95)
