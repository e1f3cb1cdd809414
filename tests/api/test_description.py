"""The description is true: whatever is sent by it, or against it, is answered as it says, and its examples answer."""
import os

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.http.routes import application
from search.indexing.rebuild import rebuild

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = int(os.environ.get("WENLAN_TEST_EXAMPLES", 5))
"""Requests of each operation, each way; a higher number looks longer."""
OPERATIONS = [
    (path, method) for path, methods in application.get_openapi_schema()["paths"].items() for method in methods
]
HEADERS = {"Host": "localhost", "Accept-Encoding": "identity"}
SEARCHING = ("/api/v1/search", "/api/v1/suggest", "/api/v1/export/search.{extension}", "/api/v1/export/trends.{extension}")
pytestmark = [pytest.mark.django_db, pytest.mark.site]
# To build an index closes all connections: in one transaction nothing would be left of the rows.
SENT = [pytest.param(*one, marks=pytest.mark.django_db(transaction=True)) if one[0] in SEARCHING else one for one in OPERATIONS]


@pytest.fixture(autouse=True)
def one_connection():
    """A request that does not come by Django's own client ends with closing the connection, in which the test's rows are."""
    for ended in (request_started, request_finished):
        ended.disconnect(close_old_connections)
    yield
    for ended in (request_started, request_finished):
        ended.connect(close_old_connections)


@pytest.fixture
def indexed(index, corpus):
    rebuild()


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("path", "method"), SENT)
def test_whatever_is_sent_is_answered_as_described(request, path, method, mode):
    request.getfixturevalue("indexed" if path in SEARCHING else "corpus")
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application(), headers=HEADERS)
    operation = described.raw_schema["paths"][path][method]
    if mode is GenerationMode.NEGATIVE and not operation["parameters"] and "requestBody" not in operation:
        return  # there is nothing to get wrong

    @settings(
        max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate],
    )
    @given(case=described[path][method].as_strategy(generation_mode=mode))
    def send(case):
        case.validate_response(case.call(headers=HEADERS), checks=CHECKS)

    send()


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_operation_says_what_it_does(path, method):
    operation = application.get_openapi_schema()["paths"][path][method]
    assert operation["summary"] and len(operation["description"]) > 10
    assert all(one.get("description") or one["name"] in ("sort", "unit", "exact", "editions", "held", "only_changes", "q") for one in operation["parameters"])
