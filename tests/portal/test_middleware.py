import gzip
from urllib.parse import quote

import pytest

from tests.factories import make_document

pytestmark = pytest.mark.django_db

LARGE = {"body": "x" * 2_100_000}


@pytest.mark.parametrize("path", ["/search/", "/no/such/page/", "/admin/login/"])
def test_s15_a_stranger_sends_nothing_large(client, path, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    response = client.post(path, LARGE)
    assert response.status_code == 413
    assert "太大" in response.content.decode()
    assert not list(tmp_path.iterdir())


def test_staff_may(admin_client):
    assert admin_client.post("/no/such/page/", LARGE).status_code == 404


def test_i29_even_staff_send_no_gigabytes(admin_client):
    response = admin_client.post("/admin/documents/upload/add/", "x", content_type="text/plain", CONTENT_LENGTH="3000000000")
    assert response.status_code == 413


def test_a_length_that_is_no_number_is_no_error(client):
    assert client.post("/no/such/page/", "x", content_type="text/plain", CONTENT_LENGTH="-5x").status_code in (400, 404)


@pytest.mark.parametrize("path", ["/no/such/page/", "/documents/没有/"])
def test_a_missing_page_is_ours_while_developing_too(client, settings, path):
    settings.DEBUG = True
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "portal.middleware.OwnNotFound"]
    response = client.get(path)
    assert response.status_code == 404
    assert "没有找到这一页" in response.content.decode()
    assert "urlpatterns" not in response.content.decode()


def test_a_program_is_told_what_is_not_held_while_developing_too(client, settings):
    settings.DEBUG = True
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "portal.middleware.OwnNotFound"]
    told = client.get("/api/v1/documents/nix")
    assert told.status_code == 404 and told.json()["type"].endswith("not-held")


ZIPPED = {"Accept-Encoding": "gzip"}


def test_pages_are_sent_compressed_to_who_takes_that_and_told_unchanged_all_the_same(client):
    make_document("长文", markdown="第一段很长。" * 500)
    path = f"/documents/{quote('长文')}/"
    plain, zipped = client.get(path), client.get(path, headers=ZIPPED)
    assert gzip.decompress(zipped.content) == plain.content and len(zipped.content) < len(plain.content) / 2
    assert "Content-Encoding" not in plain and "Accept-Encoding" in zipped["Vary"]
    assert client.get(path, headers={**ZIPPED, "If-None-Match": zipped["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", ["/admin/login/", "/opensearch.xml?", "/health/alive/"])
def test_what_holds_a_secret_and_what_is_no_page_stays_as_it_is(client, path):
    assert "Content-Encoding" not in client.get(path, headers=ZIPPED)


SHARED = "public, max-age=0, s-maxage=1, stale-while-revalidate=1"


@pytest.mark.parametrize(("path", "shared"), [
    ("/", True), ("/documents/", True), ("/documents/办法/", True), ("/topics/", True), ("/sitemap.xml", True),
    ("/check-draft/", False),  # its form holds a token, and the answer a cookie
    ("/no/such/page/", False), ("/admin/login/", False), ("/health/alive/", False), ("/api/v1/documents", False),
])
def test_a_proxy_keeps_for_a_second_what_it_may_give_to_everybody(client, path, shared):
    make_document("办法")
    answer = client.get(path)
    assert (answer.headers.get("Cache-Control") == SHARED) == shared, answer.headers
    assert not (shared and (answer.cookies or answer.has_header("RateLimit")))


@pytest.mark.parametrize("cookie", ["csrftoken", "sessionid", "anything"])
def test_nothing_is_kept_that_was_asked_for_with_a_cookie(client, cookie):
    client.cookies[cookie] = "x"
    assert not client.get("/documents/").has_header("Cache-Control")


def test_what_is_put_before_editors_is_never_kept(admin_client):
    assert not admin_client.get("/documents/").has_header("Cache-Control")


def test_a_proxy_is_not_told_how_much_time_one_client_has_left(client):
    told = client.get("/documents/", REMOTE_ADDR="192.0.2.7")
    own = client.get("/no/such/page/", REMOTE_ADDR="192.0.2.7")
    assert not told.has_header("RateLimit") and own.has_header("RateLimit")
