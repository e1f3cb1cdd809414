"""Every page × every role × every method, with forms as they are, empty and full of nonsense: never an error of ours.

The addresses are those that the site has, not a list: one that is added is asked for too, or fails for want of an example.
"""
import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve
from lxml import html

from documents.previews import token_for
from portal.alerts import links
from portal.models import AlertRequest
from tests.search.conftest import index, nothing_kept  # noqa: F401 (fixtures)

from .test_admin_roles import role, rows  # noqa: F401 (fixtures)

pytestmark = [pytest.mark.site, pytest.mark.usefixtures("index")]

NONSENSE = "²\x00'\"><{{9×10²}}\u202e"
"""No number, no date, no choice, and no text that PostgreSQL keeps."""
EXAMPLES = {
    "slug": ["乙办法", "没有"], "other": ["乙办法", "没有"], "value": ["教育部", "2025", "没有"], "day": ["2025-01-01", "2025-13-40"], "number": ["1", "999999"],
    "place": ["1", "99"], "form": ["txt", "ris", "no-such"], "section": ["documents", "x"], "name": ["manifest.json", "x"], "anchor": ["art-1", "x"],
    "extension": ["csv", "xlsx", "x"], "uidb64": ["MQ", "x"], "key": ["民法典", "没有"], "url": ["no/such/page/"], "app_label": ["documents"],
}
READ = ("GET", "HEAD", "OPTIONS")
SENT = ("POST", "PUT", "PATCH", "DELETE", "MADEUP")


@pytest.fixture(autouse=True)
def by_mail(settings):
    """With the pages that there are only where letters are sent."""
    settings.NOTICES_BY_MAIL, settings.ADDRESS = True, "http://testserver"


def patterns(resolver=None, before=""):
    """Route and name of every address."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route, pattern.name or ""
        else:
            yield from patterns(pattern, route)


def addresses(rows):  # noqa: F811
    for route, _ in patterns():
        yield from addresses_of(route, rows)


def addresses_of(route, rows):  # noqa: F811
    """The route with examples in it; in the admin with a row of its model, and with one that there is not."""
    route = re.sub(r"^admin/\^?\(\?P<(\w+)>.*", r"admin/<\1>/", route)
    model = re.match(r"admin/(\w+)/(\w+)/", route)
    row = rows.get("_".join(model.groups())) if model else None
    keys = [str(row.pk), "999999", "x"] if row else ["1", "x"]
    examples = EXAMPLES | {"object_id": keys, "id": keys, "content_type_id": ["1", "x"], "pk": keys[:2], "token": _tokens(rows)}
    names = re.findall(r"<(?:\w+:)?(\w+)>", route)
    for turn in range(max([len(examples[name]) for name in names], default=1)):
        path = "/" + route
        for name in names:
            path = re.sub(rf"<(?:\w+:)?{name}>", examples[name][min(turn, len(examples[name]) - 1)], path)
        yield path


def _tokens(rows):  # noqa: F811
    """Of a preview, of what is asked for and followed by e-mail; and one of nothing."""
    followed = rows["portal_followed"]
    asked, _ = AlertRequest.objects.get_or_create(address="reader@example.cn", kind=followed.kind, query=followed.query)
    return [token_for(rows["published"].pk), links.to_confirm(asked.key), links.to_follows(followed.subscriptions.get().subscriber.key), "x"]


def forms_of(answer):
    """What the forms of a page send as they stand, by each of their buttons."""
    if answer.status_code != 200 or "html" not in answer["Content-Type"]:
        return
    for form in html.document_fromstring(answer.content).xpath("//form[translate(@method, 'POST', 'post')='post']"):
        fields = {name: form.fields[name] or "" for name in form.fields if name} if form.fields else {}
        fields = {name: list(value) if not isinstance(value, str) else value for name, value in fields.items()}
        buttons = form.xpath(".//*[@type='submit' or self::button][@name]")
        for name in {button.get("name") for button in buttons} or {""}:
            yield {key: value for key, value in fields.items() if key not in {button.get("name") for button in buttons}} | ({name: "1"} if name else {})


def ask(client, method, path, *arguments, **options):
    """The answer, after which everything is as it was."""
    with transaction.atomic():
        answer = client.generic(method, path, *arguments, **options) if arguments or method != "POST" else client.post(path, **options)
        if answer.streaming:
            b"".join(answer)
        transaction.set_rollback(True)
    return answer


def everything(client, path):
    """Method, what was sent, and answer, for all that can be sent to an address."""
    page = None
    for method in READ:
        answer = ask(client, method, path)
        page = answer if method == "GET" else page
        yield method, "", answer
    for method in SENT:
        yield method, "", ask(client, method, path)
    yield "POST", "JSON", ask(client, "POST", path, b'{"text": [1, null, {"a": "\\u0000"}]}', "application/json")
    for fields in forms_of(page):
        yield "POST", fields, ask(client, "POST", path, data=fields)
        senseless = {name: [NONSENSE] if isinstance(value, list) else NONSENSE for name, value in fields.items()}
        yield "POST", senseless, ask(client, "POST", path, data=senseless)
    query = "&".join(f"{name}={value}" for name in QUERY for value in ("%00", "²", "-1", "9" * 30, "x"))
    yield "GET", query, ask(client, "GET", f"{path}?{query}")


QUERY = ("q", "page", "p", "o", "e", "sort", "on", "at", "topic", "_popup", "_to_field", "id__exact", "unit", "since", "cursor", "_changelist_filters")


def wrong(client, paths):
    client.raise_request_exception = False
    return [
        f"{answer.status_code} {method} {path} {str(sent)[:300]} {getattr(answer, 'exc_info', None)}"
        for path in paths for method, sent, answer in everything(client, path) if answer.status_code >= 500
    ]


def test_every_route_has_an_example(rows):  # noqa: F811
    for route, name in patterns():
        assert name in {resolve(path).url_name or "" for path in addresses_of(route, rows)}, route


@pytest.mark.parametrize("role", ["编辑", "审核", "管理", "superuser"], indirect=True)
def test_nothing_that_a_role_asks_or_sends_is_an_error_of_ours(client, rows, role):  # noqa: F811
    assert wrong(client, addresses(rows)) == []


def test_nothing_that_a_stranger_asks_or_sends_is_an_error_of_ours(rows):  # noqa: F811
    assert wrong(Client(), addresses(rows)) == []
