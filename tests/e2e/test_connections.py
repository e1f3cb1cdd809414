"""Connections that are slow, cut, or without end, at the server that `make serve` starts."""
import contextlib
import os
import re
import signal
import sqlite3
import time
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from .http import Visitor, administrator, answered, connected, head, upload_of
from .proxy import dawdlers, nginx, proxied
from .server import gunicorn, make_administrator

UPLOAD = "/admin/documents/upload/add/"
THREADS = 4


@pytest.fixture(scope="module")
def admin(site, folder):
    make_administrator(folder)
    return administrator(site)


def large_upload(site, admin, name="半份.txt", size=2_700_000) -> bytes:
    """A whole request, large enough to be spooled to disk on its way in."""
    kind, body = upload_of(name, b" " * size, admin.token(UPLOAD))
    return head(site, "POST", UPLOAD, admin.headers().strip(), f"Content-Type: {kind}", f"Content-Length: {len(body)}") + body


def left_on_disk(folder) -> list:
    """Files spooled on their way in, and uploads that wait for review."""
    return [path for place in ("tmp", "files/uploads") for path in (folder / place).rglob("*upload*") if path.is_file()]


def is_quick(site, path="/documents/", seconds=2.0) -> bool:
    start = time.monotonic()
    with urlopen(site + path, timeout=30) as answer:
        answer.read()
    return time.monotonic() - start < seconds


def wait_until(condition, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@pytest.mark.parametrize("share", [0.3, 0.9, 0.9999])
def test_i29_an_upload_that_is_cut_leaves_nothing(site, folder, admin, share):
    request = large_upload(site, admin)
    with connected(site) as client:
        client.sendall(request[: int(len(request) * share)])
        time.sleep(0.3)
    wait_until(lambda: is_quick(site))
    wait_until(lambda: not left_on_disk(folder))
    assert "半份" not in admin.get("/admin/documents/upload/")


def test_i29_the_same_upload_sent_whole_arrives(site, folder, admin):
    """What the test above would see if half of it were taken for the whole."""
    with connected(site) as client:
        client.sendall(large_upload(site, admin, "整份.txt"))
        assert answered(client) == 302
    page = admin.get("/admin/documents/upload/")
    assert "整份" in page and left_on_disk(folder)
    for number in set(re.findall(r"/admin/documents/upload/(\d+)/(?:change|review)/", page)):
        admin.post(f"/admin/documents/upload/{number}/review/", discard="1")
    assert not left_on_disk(folder)


def test_i29_more_bytes_than_anyone_may_send_are_refused_before_they_are_sent(site, folder):
    for path, length in (("/", 3_000_000), ("/no/such/page/", 3_000_000_000), ("/check-draft/", 2_000_001)):
        with connected(site) as client:
            client.sendall(head(site, "POST", path, f"Content-Length: {length}", "Content-Type: multipart/form-data; boundary=x"))
            assert answered(client) == 413
    assert not left_on_disk(folder)


def test_i29_a_body_without_a_length_is_not_read(site, folder, admin):
    """Chunks could go on for ever; a form in chunks is taken for an empty one."""
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    with connected(site) as client, contextlib.suppress(OSError):
        client.sendall(head(site, "POST", UPLOAD, admin.headers().strip(), "Transfer-Encoding: chunked", "Content-Type: multipart/form-data; boundary=x"))
        for _ in range(100):
            client.sendall(chunk)
        client.sendall(b"0\r\n\r\n")
        assert answered(client) in (400, 403)
    wait_until(lambda: is_quick(site))
    assert not left_on_disk(folder)


def test_f15_while_the_database_is_locked_everything_can_be_read(site, folder):
    """An import or a backup may hold the writers' lock for long; the third search for the same words is counted."""
    with contextlib.closing(sqlite3.connect(folder / "db.sqlite3", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        for path in ("/", "/documents/", f"/documents/{quote('中小学生学籍管理办法')}/", *[f"/search/?q={quote('学籍 档案')}"] * 5, "/health/"):
            assert is_quick(site, path), path
        writer.execute("ROLLBACK")


@pytest.mark.parametrize(("lines", "statuses"), [
    (["Cookie: a=" + "b" * 100_000], {400, 431}), ([f"X-Header-{number}: x" for number in range(200)], {400, 431}),
    (["Content-Length: -1"], {400}), (["Content-Length: 1", "Content-Length: 2"], {400}), (["Transfer-Encoding: chunked", "Content-Length: 5"], {400}),
    (["Content-Length: ²"], {400}), (["Host: evil.example"], {400}),
])
def test_i36_i44_heads_that_are_too_much_or_say_two_things(site, lines, statuses):
    with connected(site) as client:
        client.sendall(head(site, "POST", "/check-draft/", *lines))
        assert answered(client) in statuses
    assert is_quick(site)


@pytest.mark.parametrize(("length", "status"), [(100, 200), (400, 200), (4_000, 414), (70_000, 414)])
def test_i30_an_address_that_is_too_long(site, length, status):
    with connected(site) as client:
        client.sendall(head(site, "GET", f"/search/?q={quote('学') * length}", "Connection: close"))
        assert answered(client) == status


def test_i36_ten_thousand_fields_of_a_form(site):
    body = "&".join(f"f{number}=1" for number in range(10_000)).encode()
    with connected(site) as client:
        client.sendall(head(site, "POST", "/check-draft/", f"Content-Length: {len(body)}", "Content-Type: application/x-www-form-urlencoded") + body)
        assert answered(client) in (400, 403)


SLOW_HEAD = (b"GET / HTTP/1.1\r\n", b"X-Slow: " + b"a" * 200)


@pytest.mark.parametrize("kind", ["head", "body"])
def test_i29_slow_clients_hold_one_thread_each_and_give_it_back(site, kind):
    """What the server can do alone; the proxy in front does the rest."""
    slow_body = head(site, "POST", "/check-draft/", "Content-Length: 100000", "Content-Type: multipart/form-data; boundary=x"), b"x" * 200
    with dawdlers(site, THREADS - 1, *(SLOW_HEAD if kind == "head" else slow_body)):
        assert all(is_quick(site) for _ in range(5))
    with dawdlers(site, 3 * THREADS, *(SLOW_HEAD if kind == "head" else slow_body)):
        time.sleep(0.5)
    wait_until(lambda: is_quick(site, seconds=1))


def test_i29_connections_that_say_nothing_hold_nobody_up(site):
    with contextlib.ExitStack() as stack:
        for _ in range(THREADS - 1):
            stack.enter_context(connected(site))
        assert all(is_quick(site) for _ in range(3))


@pytest.fixture(scope="module")
def proxy(site, tmp_path_factory):
    """nginx with the configuration that the documentation recommends, before the same server."""
    if not nginx():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("nginx is not installed")
    with proxied(site, tmp_path_factory.mktemp("proxy")) as address:
        yield address


@pytest.fixture
def proxy_log(proxy, tmp_path_factory):
    return next(tmp_path_factory.getbasetemp().glob("proxy*/access.log"))


TOKEN = "c2VjcmV0:1vPq9z:abcdefghijklmnopqrstuvwx"


@pytest.mark.parametrize("path", ["/preview/{}/", "/alerts/{}/", "/alerts/confirm/{}/?next=1", "/admin/password-reset/MQ/{}/"])
def test_what_lets_in_whoever_has_it_is_in_no_log(proxy, proxy_log, path):
    with connected(proxy) as client:
        client.sendall(head(proxy, "GET", path.format(TOKEN), f"Referer: {proxy}{path.format(TOKEN)}", "Connection: close"))
        client.makefile("rb").read()
    name = path.split("{")[0]
    wait_until(lambda: f"GET {name}..." in proxy_log.read_text())
    assert TOKEN not in proxy_log.read_text()


def test_l07_behind_the_proxy_hundreds_of_slow_clients_change_nothing(proxy):
    slow_body = head(proxy, "POST", "/check-draft/", "Content-Length: 50000", "Content-Type: multipart/form-data; boundary=x"), b"x" * 200
    with dawdlers(proxy, 200, *SLOW_HEAD), dawdlers(proxy, 200, *slow_body), dawdlers(proxy, 200, b"", b""):
        assert all(is_quick(proxy, seconds=0.5) for _ in range(10))


def kept(proxy, proxy_log, path, *lines) -> str:
    """Whether the proxy gave what it had kept, by its log: HIT, MISS, EXPIRED, BYPASS, or - where it keeps nothing."""
    before = proxy_log.read_text().count("\n")
    with connected(proxy) as client:
        client.sendall(head(proxy, "GET", path, *lines, "Connection: close"))
        client.makefile("rb").read()
    wait_until(lambda: proxy_log.read_text().count("\n") > before)
    return proxy_log.read_text().split()[-1]


def test_behind_the_proxy_a_page_is_made_once_a_second(proxy, proxy_log):
    path = "/documents/?sort=oldest"
    assert [kept(proxy, proxy_log, path) for _ in range(3)] == ["MISS", "HIT", "HIT"]
    assert kept(proxy, proxy_log, path, "Cookie: theme=dark") == "BYPASS"
    assert kept(proxy.replace("127.0.0.1", "localhost"), proxy_log, path) == "MISS"
    time.sleep(2.1)
    assert kept(proxy, proxy_log, path) == "EXPIRED"
    for private in ("/check-draft/", "/admin/login/", "/health/ready/", "/no/such/page/"):
        assert {kept(proxy, proxy_log, private) for _ in range(2)} <= {"MISS", "-"}, private


def told(proxy, path, *lines) -> tuple[int, dict[str, str]]:
    with connected(proxy) as client:
        client.sendall(head(proxy, "GET", path, *lines, "Connection: close"))
        answer, _, _ = client.makefile("rb").read().partition(b"\r\n\r\n")
    first, *fields = answer.decode().split("\r\n")
    return int(first.split()[1]), {name.lower(): value for name, _, value in (field.partition(": ") for field in fields)}


@pytest.mark.parametrize("cookie", [(), ("Cookie: theme=dark",)])
@pytest.mark.parametrize("path", ["/documents/", "/feeds/documents/", "/api/v1/documents"])
def test_behind_the_proxy_who_has_a_page_is_told_that_it_has_not_changed(proxy, path, cookie):
    status, fields = told(proxy, path, *cookie)
    assert status == 200 and fields["etag"], path
    for _ in range(2):  # by the site, and by what the proxy keeps
        assert told(proxy, path, f"If-None-Match: {fields['etag']}", *cookie)[0] == 304, path


def test_behind_the_proxy_what_is_withdrawn_is_gone_within_two_seconds(proxy, admin):
    """Though readers ask for it all the time."""
    title, chosen = "新时代基础教育强师计划", "/admin/documents/document/"
    reader, page = Visitor(proxy), quote(f"/documents/{title}/")
    [key] = re.findall(r'name="_selected_action" value="(\d+)"', admin.get(f"{chosen}?q={quote(title)}"))
    try:
        assert {reader.status(page) for _ in range(5)} == {200}
        admin.post(chosen, action="withdraw", _selected_action=key, post="yes")
        wait_until(lambda: reader.status(page) != 200, 2)
    finally:
        admin.post(chosen, action="publish", _selected_action=key)
    wait_until(lambda: reader.status(page) == 200, 2)


def test_s15_the_proxy_refuses_what_is_too_large(proxy):
    for path, length, status in (("/", 100_000, 413), ("/check-draft/", 3_000_000, 413), ("/admin/login/", 300_000_000, 413)):
        with connected(proxy) as client:
            client.sendall(head(proxy, "POST", path, f"Content-Length: {length}", "Content-Type: text/plain"))
            assert answered(client) == status, path


def test_s35_the_sixty_first_search_at_once_has_to_wait(proxy):
    answers = []
    for _ in range(90):
        with connected(proxy) as client:
            client.sendall(head(proxy, "GET", "/search/?q=a", "Connection: close"))
            reply = client.makefile("rb").read()
            answers.append((int(reply.split()[1]), b"Retry-After" in reply))
    assert [status for status, _ in answers[:60]] == [200] * 60
    assert (429, True) in answers[60:]
    assert is_quick(proxy, "/documents/")


def test_f19_a_server_told_to_stop_finishes_what_it_has_and_loses_nothing(site, folder, admin):
    """A deployment in the middle of an upload and of a publication."""
    with gunicorn(folder) as (address, server):
        request = large_upload(address, administrator(address), "换班.txt")
        with connected(address) as client:
            client.sendall(request[: len(request) // 2])
            time.sleep(0.3)
            start = time.monotonic()
            server.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            client.sendall(request[len(request) // 2 :])
            assert answered(client) == 302
        server.wait(30)
        assert time.monotonic() - start < 30
    page = admin.get("/admin/documents/upload/")
    assert "换班" in page
    for number in set(re.findall(r"/admin/documents/upload/(\d+)/(?:change|review)/", page)):
        admin.post(f"/admin/documents/upload/{number}/review/", discard="1")
