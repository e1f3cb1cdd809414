"""What the site logs: nothing of what readers searched first, then what whoever looks for an error needs."""
import json
import logging

import pytest
from django.conf import settings as site_settings

from portal.logs import Json, Numbered, request_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(monkeypatch):
    """What a collector is sent, as it arrives."""
    sent, handler = [], logging.Handler()
    handler.setFormatter(Json())
    handler.addFilter(Numbered())
    handler.emit = lambda record: sent.append(json.loads(handler.format(record)))
    logger, root = logging.getLogger("portal.access"), logging.getLogger()
    logger.setLevel("INFO")
    root.addHandler(handler)
    yield sent
    root.removeHandler(handler)
    logger.setLevel("WARNING")


def test_what_a_reader_searches_is_not_logged(client, lines):
    client.get("/documents/?q=隐私", headers={"cookie": "sessionid=secret", "referer": "http://x/?q=隐私"})
    assert lines and "隐私" not in json.dumps(lines, ensure_ascii=False) and "secret" not in json.dumps(lines)


@pytest.mark.parametrize("path", ["/admin/password-reset/MQ/a-secret/", "/preview/a-secret/"])
def test_what_lets_in_whoever_has_it_is_not_logged(client, lines, settings, path):
    settings.NOTICES_BY_MAIL = True
    client.get(path)
    (line,) = [line for line in lines if line["logger"] == "portal.access"]
    assert "a-secret" not in json.dumps(line) and line["path"] == path.replace("a-secret", "…")


def test_a_request_is_one_line_with_its_number(client, lines):
    answer = client.get("/documents/")
    (line,) = [line for line in lines if line["logger"] == "portal.access"]
    assert (line["method"], line["path"], line["status"], line["view"]) == ("GET", "/documents/", 200, "documents:documents")
    assert line["request"] == answer["X-Request-ID"] and line["client"] == "127.0.0.1" and line["milliseconds"] >= 0
    assert client.get("/documents/")["X-Request-ID"] != answer["X-Request-ID"] and request_id.get() == ""


def test_no_value_of_a_request_makes_a_line_of_its_own(client, lines):
    client.get("/documents/%0A%7B%22level%22:%22FORGED%22%7D/")
    assert lines and all(line["level"] != "FORGED" for line in lines)


@pytest.mark.parametrize(("proxy", "given", "kept"), [
    (True, "abcdef-1234", True), (False, "abcdef-1234", False), (True, "short", False), (True, "a b\u0000c<script>", False), (True, "x" * 65, False),
])
def test_the_number_that_the_proxy_gave_is_kept_and_no_strangers(client, settings, proxy, given, kept):
    settings.PROXY = proxy
    assert (client.get("/", headers={"x-request-id": given})["X-Request-ID"] == given) == kept


def test_a_failure_is_told_with_its_number_and_found_by_it(client, lines, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("broken")

    monkeypatch.setattr("portal.views.Document.objects.published", fail)
    client.raise_request_exception = False
    answer = client.get("/")
    number = answer["X-Request-ID"]
    assert answer.status_code == 500 and f"<code>{number}</code>" in answer.content.decode()
    assert [line for line in lines if line["request"] == number and "RuntimeError: broken" in line.get("traceback", "")]


def test_the_page_for_errors_needs_no_template(client, settings, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("broken")

    monkeypatch.setattr("portal.views.Document.objects.published", fail)
    monkeypatch.setattr("portal.views.render_to_string", fail)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500 and "网站出错了" in answer.content.decode()
    assert site_settings.LOGGING["handlers"]["console"]["formatter"] == "text"
