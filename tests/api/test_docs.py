"""Every example of the documentation works, with the documents that come with the portal."""
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.test import Client
from django.urls import resolve

from api.http.pages import example_address
from api.http.routes import application
from api.mcp.tools import BY_NAME
from documents.importing import load_registry, load_sample
from search.indexing.rebuild import rebuild

from .test_mcp import call

pytestmark = [pytest.mark.django_db, pytest.mark.site]
AGENTS = (settings.BASE_DIR / "docs/agents.md").read_text()
FIXTURES = settings.BASE_DIR / "fixtures"


@pytest.fixture
def samples(index, tmp_path, settings):
    """The samples that the examples speak of."""
    settings.MEDIA_ROOT = tmp_path
    load_registry(FIXTURES)
    for path in sorted((FIXTURES / "corpus").glob("*学籍管理办法*.md")) + [FIXTURES / "corpus/教育信息化2-0行动计划.md"]:
        load_sample(Path(path))
    rebuild()


def test_every_example_of_the_description_answers(samples):
    described = application.get_openapi_schema()["paths"]
    addresses = [address for path, methods in described.items() for one in methods.values() if (address := example_address(path, one))]
    page = Client().get("/api/v1/docs").content.decode()
    assert len(addresses) >= 15 and all(address.replace("&", "&amp;") in page for address in addresses)
    for address in addresses:
        response = Client().get(address)
        assert response.status_code == 200 and (response.streaming or response.json() not in ([], {})), address


def test_every_example_of_a_body_answers(samples):
    described = application.get_openapi_schema()
    for path in ("/api/v1/check", "/api/v1/verify-quote"):
        shape = described["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
        shape = described["components"]["schemas"][shape["$ref"].rpartition("/")[2]] if "$ref" in shape else shape
        body = {name: one["examples"][0] for name, one in shape["properties"].items() if "examples" in one}
        response = Client().post(path, body, content_type="application/json")
        assert response.status_code == 200 and len(body) == len(shape["required"]), response.content.decode()


def test_every_address_of_the_help_page_answers(samples):
    page = Client().get("/open-data/").content.decode()
    addresses = re.findall(r'href="(/[^"]+)"', page[page.index("<main") : page.index("</main>")])
    assert len(addresses) >= 6
    for address in addresses:
        assert Client().get(address.replace("&amp;", "&")).status_code == 200, address


def test_every_call_that_agents_are_shown_answers(samples):
    examples = re.findall(r"^- `(\w+) (\{.*\})`$", AGENTS, re.M)
    assert len(examples) == 6
    told = {}
    for tool, arguments in examples:
        told[tool], is_error = call(tool, **json.loads(arguments))
        assert not is_error and told[tool]["result"] == ("not-found-in-what-is-held" if tool == "resolve_citation" else "found"), told[tool]
    assert told["verify_quote"]["quotation"] == "verbatim" and told["check_draft"]["content"][0]["state"] == "problem"


def test_every_client_that_agents_are_shown_is_led_here():
    for block in re.findall(r"```json\n(.*?)\n```", AGENTS, re.S):
        (servers,) = json.loads(block).values()
        (entry,) = servers.values()
        if "url" in entry:
            assert resolve("/" + entry["url"].split("/", 3)[3]).url_name == "mcp"
        else:
            assert entry["args"][1] in get_commands()
    assert set(re.findall(r"^\| `(\w+)` \|", AGENTS, re.M)) == set(BY_NAME)
