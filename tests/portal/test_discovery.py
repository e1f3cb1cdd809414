"""What the site tells programs about itself."""
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

import pytest
from lxml import etree

from tests.search.conftest import index, nothing_kept  # noqa: F401

pytestmark = pytest.mark.django_db
NAMES = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def test_browsers_find_the_search_and_its_suggestions(client, index):  # noqa: F811
    assert '<link rel="search" type="application/opensearchdescription+xml" title="文澜" href="/opensearch.xml">' in client.get("/").content.decode()
    tree = etree.fromstring(client.get("/opensearch.xml").content)
    assert len(tree.findtext("o:ShortName", namespaces=NAMES)) <= 16
    templates = {url.get("type"): url.get("template") for url in tree.iterfind("o:Url", NAMES)}
    for kind in ("text/html", "application/x-suggestions+json"):
        parts = urlsplit(templates[kind].replace("{searchTerms}", "学籍"))
        answer = client.get(f"{parts.path}?{parts.query}")
        assert answer.status_code == 200 and answer["Content-Type"].startswith(kind)
    assert answer.json()[0] == "学籍" and all(isinstance(text, str) for text in answer.json()[1])


def test_its_description_keeps_the_lengths_of_open_search(client, settings):
    """OpenSearch 1.1, draft 6, 4.2: however long a site's own name is."""
    settings.SITE = replace(settings.SITE, name="某某省某某市某某区政策文件公开查询服务平台" * 3)
    tree = etree.fromstring(client.get("/opensearch.xml").content)
    assert tree.tag == f"{{{NAMES['o']}}}OpenSearchDescription"
    for name, most in (("ShortName", 16), ("LongName", 48), ("Description", 1024)):
        text, = tree.xpath(f"o:{name}/text()", namespaces=NAMES)
        assert 0 < len(text) <= most and "<" not in text
    for url in tree.iterfind("o:Url", NAMES):
        assert "/" in url.get("type") and url.get("template").startswith("http://testserver/") and set(re.findall("{.*?}", url.get("template"))) <= {"{searchTerms}"}


def test_weaknesses_have_an_address(client, settings):
    def lines():
        return dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())

    assert lines()["Contact"] == "http://testserver/about/"
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    assert lines()["Contact"] == "mailto:security@example.org"
    expires = datetime.fromisoformat(lines()["Expires"].replace("Z", "+00:00"))
    assert timedelta(30) < expires - datetime.now(timezone.utc) < timedelta(366)


def test_language_models_find_what_there_is(client, index):  # noqa: F811
    answer = client.get("/llms.txt")
    text = answer.content.decode()
    assert text.startswith("# 文澜\n\n> ") and answer["Content-Type"] == "text/plain; charset=utf-8"
    for address in [line.split("](", 1)[1].split(")", 1)[0] for line in text.splitlines() if "](" in line]:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200, address
