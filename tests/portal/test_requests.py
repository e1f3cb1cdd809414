"""Requests that no browser sends: every address, every method, every header, and never an error of ours."""
import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_document

from .test_permissions import PUBLIC

pytestmark = pytest.mark.django_db
ADDRESSES = [paths[0] for paths in PUBLIC.values() if paths]
FORMS = [path for path in ADDRESSES if path.startswith(("/check-draft/", "/alerts/"))]


@pytest.fixture
def corpus():
    return make_document(
        "公开办法", bodies=["教育部"], topics=["学籍"], kind="办法", issued_on="2025-01-01", original="originals/a.txt"
    )


@pytest.fixture
def client():
    """As anyone's: errors are answers, forms need their token."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


# Methods


@pytest.mark.parametrize("path", [path for path in ADDRESSES if path not in (*FORMS, *PUBLIC["oai"])])  # OAI-PMH wants POST answered as GET
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "MADEUP"])
def test_i42_public_pages_are_only_read(client, corpus, path, method):
    assert client.generic(method, path).status_code in (403, 405)  # 403: without a token it is not even looked at
    assert Client(raise_request_exception=False).generic(method, path).status_code == 405


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "MADEUP"])
def test_i42_forms_are_read_and_sent(client, settings, path, method):
    settings.NOTICES_BY_MAIL = True
    assert client.generic(method, path).status_code in (403, 405) and client.post(path).status_code in (403, 405)
    assert Client(raise_request_exception=False).generic(method, path).status_code == 405


@pytest.mark.parametrize("path", ADDRESSES)
def test_i42_a_head_is_the_head_of_its_page(client, corpus, path):
    page, head = client.get(path), client.head(path)
    assert (head.status_code, head["Content-Type"]) == (page.status_code, page["Content-Type"])
    assert head.content == b""


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "PATCH"])
@pytest.mark.parametrize("name", ["index", "documents_document_changelist", "documents_document_add", "documents_upload_add"])
def test_i42_nothing_in_the_admin_but_forms(admin_client, name, method):
    admin_client.raise_request_exception = False
    assert admin_client.generic(method, reverse(f"admin:{name}")).status_code < 500


# Headers

HEADERS = [
    {"accept": "application/json;q=nan, */*;q=-1, ;;;,,,"}, {"accept": "x" * 4000}, {"range": "bytes=0-0,1-1,5-2,-1,99999999999999999999-"},
    {"range": "bytes=-"}, {"range": "pages=1"}, {"if-none-match": "W/\"x\", *, \"\", unquoted"}, {"if-modified-since": "yesterday"},
    {"if-modified-since": "Thu, 01 Jan 1000000 00:00:00 GMT"}, {"accept-encoding": "gzip;q=2, identity;q=0, *;q=0, br, zstd"},
    {"accept-language": "zh-Hant-x-evil;q=a," * 200}, {"cookie": "sessionid=\x7f; csrftoken=;;=;a=" + "b" * 3000},
    {"cookie": "sessionid=../../../etc/passwd"}, {"content-length": "0x10"}, {"content-length": "²"}, {"referer": "\xff\xfe"},
    {"user-agent": ""}, {"x-requested-with": "XMLHttpRequest"}, {"x-forwarded-for": "', 1=1"}, {"content-type": "multipart/form-data"},
    {"x-http-method-override": "DELETE"}, {"origin": "null"},
]


@pytest.mark.parametrize("headers", HEADERS, ids=lambda headers: repr(headers)[:40])
def test_i43_absurd_headers_get_the_page(client, corpus, headers):
    for path in ("/", "/documents/公开办法/", "/search/?q=办法", "/feeds/documents/", "/sitemap.xml", "/static/css/base.css"):
        assert client.get(path, headers=headers).status_code in (200, 206, 304, 400, 404, 416, 503), path


def test_i43_ranges_of_an_original(client, corpus, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "originals").mkdir()
    (tmp_path / "originals/a.txt").write_text("原文" * 100)
    for value in ("bytes=0-3", "bytes=-5", "bytes=9999999-", "bytes=5-2", "bytes=0-1,3-4", "nonsense"):
        answer = client.get("/documents/公开办法/original/", headers={"range": value})
        assert answer.status_code in (200, 206, 416), value
        b"".join(answer)


# Hosts


@pytest.mark.parametrize("host", [
    "evil.example", "testserver.evil.example", "testserver@evil.example", "10.0.0.1", "testserver:80:80", "", " ",
    "testserver\\@evil", "testserver, evil.example", "[::1", "xn--", "测试.例子",
])
def test_i44_a_foreign_host_is_refused(client, corpus, host):
    for path in ("/", "/feeds/documents/", "/没有/"):
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 400, host
        assert "evil" not in answer.content.decode()


@pytest.mark.parametrize("name", ["x-forwarded-host", "forwarded", "x-host", "x-original-url", "x-rewrite-url", "x-forwarded-server"])
def test_i44_nobody_says_another_host_beside_the_header(client, corpus, name):
    value = {"forwarded": "host=evil.example"}.get(name, "evil.example")
    for path in ("/", "/documents/公开办法/", "/feeds/documents/", "/sitemap.xml", "/robots.txt"):
        answer = client.get(path, headers={name: value})
        assert answer.status_code == 200 and b"evil" not in answer.content


# Addresses

STRANGE = [
    "/documents/-1/", "/documents/0/", f"/documents/{'9' * 400}/", "/documents/123e4567-e89b-12d3-a456-426614174000/",
    "/documents/1/../2/", "/documents/%2e%2e/", "/documents/%2e%2e%2f%2e%2e%2fetc%2fpasswd/", "/documents/..%252f..%252f/",
    "/documents/．．／/", "/documents/公开办法/%2e%2e/original/", "/documents/公开办法%00/", "/documents/%ff%fe/", "/documents/%c0%ae/",
    "/documents/%ed%a0%80/", "/documents/公开办法/original/../../../settings.py", "/bodies/-1/", "/years/0/", "/years/-1/",
    "/years/99999999999999999999/", "/kinds/%27%20OR%201=1/", "/cited/%F0%9F%98%80/", "/\\evil.example/", "/%5cevil/",
    "/feeds/topics/%00/", "/static/../db.sqlite3", "/static/%2e%2e/db.sqlite3", "/static/..%2f..%2fsecret_key", "/static/%252e%252e/",
    "/static//etc/passwd", "/static/%00", "/media/originals/a.txt", "/files/originals/a.txt", "/data/db.sqlite3", "/.git/config",
    "/index/current", "/documents/" + "长" * 3000 + "/",
]


@pytest.mark.parametrize("path", STRANGE)
def test_i41_s17_strange_addresses_are_not_found(client, corpus, path):
    answer = client.generic("GET", path)
    assert answer.status_code in (400, 404), answer.status_code
    body = b"".join(answer) if answer.streaming else answer.content
    assert b"SQLite format" not in body and b"root:" not in body and b"Traceback" not in body


@pytest.mark.parametrize("number", ["0", "-1", "9" * 30, "1e3", "%00", "123e4567-e89b-12d3-a456-426614174000", "1/../2", "%2e%2e", "_5F"])
def test_i41_numbers_that_are_none_in_the_admin(admin_client, number):
    admin_client.raise_request_exception = False
    for path in (f"/admin/documents/document/{number}/change/", f"/admin/documents/document/{number}/delete/",
                 f"/admin/documents/upload/{number}/review/", f"/admin/documents/document/{number}/history/"):
        assert admin_client.get(path).status_code in (302, 400, 404), path


def test_i41_a_draft_is_answered_like_nothing_on_every_address(client, corpus):
    make_document("草稿", state="draft", original="originals/a.txt", topics=["密题"])
    for rest in ("", "original/", "graph/"):
        draft, nothing = client.get(f"/documents/草稿/{rest}"), client.get(f"/documents/没有/{rest}")
        assert (draft.status_code, draft.content) == (404, nothing.content)
        for answer in (draft, nothing):
            del answer["X-Request-ID"]
        assert draft.headers == nothing.headers


# Queries


@pytest.mark.parametrize("query", [
    "q=%00", "q=%ff", "q=%c0%80", "q=%ed%a0%80", "q=%ed%a0%80%ed%b0%80", "q=%F4%90%80%80", "q=\xe5\xad\xa6%00\xe7", "q=%", "q=%zz", "%ff=1", "q", "=", "&&&",
    "q=a&q=b", "q[]=a", "q=%E5", "q=a;b", "q=+", "page=%ff&q=a", "topic=%00", "sort=%ff", "exact=%00&q=a", "mark=%ff", "all=%ff&since=%00",
])
def test_i33_bytes_that_are_no_text(client, corpus, query):
    for path in ("/search/", "/search/suggest/", "/search/advanced/", "/documents/", "/documents/公开办法/", "/cited/", "/check-draft/"):
        assert client.generic("GET", path, QUERY_STRING=query).status_code in (200, 302, 400, 404, 503), path


# Forms

BOUNDARY = "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
END = b"--x--\r\n"


def part(name: bytes, value: bytes, file: bytes | None = None) -> bytes:
    return PART % (name, b"" if file is None else b'; filename="' + file + b'"', value)


@pytest.mark.parametrize(("kind", "body"), [
    ("application/json", b'{"text": "x"}'), ("text/plain", b"text=x"), ("", b"text=x"), ("multipart/form-data", b"x"),
    ("multipart/form-data; boundary=", b"x"), ("multipart/form-data; boundary=" + "b" * 300, b"x"), ("multipart/form-data; boundary=\xe4", b"x"),
    (BOUNDARY, b""), (BOUNDARY, END), (BOUNDARY, part(b"file", b"words", b"") + END), (BOUNDARY, part(b"file", b"words", b"...") + END),
    (BOUNDARY, part(b"file", b"words", b"../../..") + END), (BOUNDARY, part(b"file", b"words") + END), (BOUNDARY, part(b"on", b"2025-01-01") * 3 + END),
    (BOUNDARY, b'--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n' + END),
    (BOUNDARY, b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n' + END),
    (BOUNDARY, b"\r\n" * 5000), ("application/x-www-form-urlencoded", b"\xff\xfe=%ff&text=%00"),
])
def test_i37_forms_that_are_none_are_refused(corpus, kind, body):
    answer = Client(raise_request_exception=False).generic("POST", "/check-draft/", body, content_type=kind)
    assert answer.status_code == 400, answer.content.decode()[-1500:]


def test_i37_two_files_in_a_field_for_one(corpus):
    body = part(b"file", "依据《甲》。".encode(), b"a.txt") + part(b"file", "依据《乙》。".encode(), b"b.txt") + END
    answer = Client(raise_request_exception=False).generic("POST", "/check-draft/", body, content_type=BOUNDARY)
    assert answer.status_code in (200, 400)
    assert not ("《甲》" in answer.content.decode() and "《乙》" in answer.content.decode())


@pytest.mark.parametrize("name", [b"", b".", b"..", b"...", b"../../../etc/cron.d/x", b"C:\\a\\b", b"\xff\xfe", b"a\0.txt", b"\xe2\x80\xaetxt.exe", b"a" * 5000 + b".txt"])
def test_i37_s17_names_of_uploads(admin_client, name, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    admin_client.raise_request_exception = False
    body = part(b"files", "# 甲办法\n\n第一条 规范。".encode(), name) + END
    answer = admin_client.generic("POST", reverse("admin:documents_upload_add"), body, content_type=BOUNDARY)
    assert answer.status_code in (200, 302, 400)
    assert [path.name for path in tmp_path.iterdir()] in ([], ["files"])
    if answer.status_code == 302:
        assert admin_client.get(answer["Location"]).status_code in (200, 302)
