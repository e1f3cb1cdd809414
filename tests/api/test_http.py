"""What all answers have in common: caching, compression, cross-origin reading, limits, problems."""
import json
from pathlib import Path

import jsonschema_rs
import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
LIST = "/api/v1/documents"


def test_an_answer_that_is_known_is_not_sent_again(corpus):
    first = Client().get(LIST)
    assert first["ETag"] and first["Last-Modified"]
    for how in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        assert Client().get(LIST, headers=how).status_code == 304
    zipped = Client().get(LIST, headers={"Accept-Encoding": "gzip"})
    assert zipped["Content-Encoding"] == "gzip" and len(zipped.content) < len(first.content)
    assert Client().get(LIST, headers={"Accept-Encoding": "gzip", "If-None-Match": zipped["ETag"]}).status_code == 304


def test_a_change_to_the_corpus_is_sent(corpus):
    from documents.importing import update

    before = Client().get(LIST)["ETag"]
    update(corpus.measure, number="教基〔2021〕4号")
    assert Client().get(LIST, headers={"If-None-Match": before}).status_code == 200


def test_any_site_may_read_and_none_may_write(corpus):
    asked = Client().get(f"{LIST}", headers={"Origin": "https://example.org"})
    assert asked["Access-Control-Allow-Origin"] == "*" and "search" in asked["RateLimit-Policy"]
    head = Client().head(LIST)
    assert head.status_code == 200 and head["ETag"] == asked["ETag"] and not head.content
    preflight = Client().options(LIST, headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST"})
    assert preflight.status_code == 204 and "POST" not in preflight["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Origin" not in Client().post("/api/v1/check", "{}", content_type="application/json")


@pytest.mark.parametrize(("method", "path", "status"), [
    ("get", "/api/v1/nowhere", 404), ("get", "/api/", 404), ("delete", LIST, 405), ("post", LIST, 405), ("get", "/api/v1/check", 405),
])
def test_every_error_is_a_problem(method, path, status):
    response = getattr(Client(), method)(path)
    assert response.status_code == status and response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == status and response.json()["title_en"]
    assert status != 405 or response["Allow"]


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"x"', '{"text": 1}', '{"text": ""}', '{"text": "甲", "onn": "2020-01-01"}', "[" * 100_000])
def test_a_body_that_cannot_be_read_is_refused(body):
    response = Client().post("/api/v1/check", body, content_type="application/json")
    assert response.status_code == 400 and response.json()["type"].startswith("urn:wenlan:problem:")


@pytest.mark.parametrize("path", ["/api/v1/check", "/mcp"])
def test_what_is_too_large_is_a_problem_that_says_how_much_may_be_sent(path):
    response = Client().post(path, "x" * 2_000_001, content_type="application/json")
    told = response.json()
    assert response.status_code == told["status"] == 413 and "2000000" in told["detail"] and "2000000" in told["detail_en"]


def test_the_description_is_a_page_without_scripts_of_its_own(corpus):
    page = Client().get("/api/v1/docs").content.decode()
    assert "OpenAPI 3.1" in page and "<script>" not in page and "style=" not in page and "https://" not in page.replace("https://schema", "")


def test_the_description_is_open_api():
    """By the schema of OpenAPI 3.1 itself, as openapi-spec-validator brings it."""
    schema = json.loads((Path(__file__).parents[1] / "vendor/openapi-3.1/schema.json").read_text())
    jsonschema_rs.validator_for(schema).validate(Client().get("/api/v1/openapi.json").json())
