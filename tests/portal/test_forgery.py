"""S18: nothing is changed by another site's form, nor by following a link."""
import re

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from documents.importing import Source, import_source
from documents.models import Document, IssuingBody, State, Topic, Upload
from documents.uploading import read_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def corpus(settings, tmp_path, admin_client):
    settings.MEDIA_ROOT = tmp_path
    import_source(Source("甲.md", "# 甲办法\n\n第一条 规范。\n".encode()), state=State.PUBLISHED)
    admin_client.post("/admin/documents/upload/add/", {"files": SimpleUploadedFile("空.txt", b" \n ")})
    admin_client.post("/admin/documents/upload/add/", {"files": SimpleUploadedFile("乙.md", "# 乙\n\n第一条 乙。".encode())})
    for upload in Upload.objects.order_by("pk"):
        read_now(upload)  # what waits is read by whoever looks at it first
    Topic.objects.create(name="题", slug="题")
    IssuingBody.objects.create(name="机关", slug="机关")


def admin_addresses() -> list[str]:
    """Every address of the admin, for rows that are there."""
    rows = {"document": Document, "upload": Upload, "topic": Topic, "issuingbody": IssuingBody}
    found = []
    for name, arguments in admin_patterns():
        label = next((label for label in rows if f"documents_{label}_" in name), None)
        if not arguments:
            found.append(reverse(f"admin:{name}"))
        elif label:
            found += [reverse(f"admin:{name}", args=[row.pk, *[1] * (arguments - 1)]) for row in rows[label].objects.all()]
    return found


def admin_patterns():
    for pattern in admin.site.get_urls():
        for inner in getattr(pattern, "url_patterns", [pattern]):
            if inner.name not in (None, "app_list", "view_on_site"):
                yield inner.name, len(inner.pattern.converters)


def everything() -> list:
    return [
        list(Document.objects.order_by("pk").values()), list(Upload.objects.order_by("pk").values()), list(Topic.objects.values()),
        list(IssuingBody.objects.values()), LogEntry.objects.count(),
    ]


TEMPTATIONS = "post=yes&action=delete_selected&_selected_action=1&publish=1&discard=1&state=published&_save=1&_method=DELETE"


def test_s18_no_link_changes_anything(corpus, admin_client):
    before = everything()
    addresses = admin_addresses()
    assert len(addresses) > 40 and any("review" in address for address in addresses) and any("delete" in address for address in addresses)
    for address in addresses:
        for query in ("", TEMPTATIONS):
            assert admin_client.get(address, QUERY_STRING=query).status_code < 500, address
    assert everything() == before
    assert admin_client.get("/admin/").status_code == 200  # nor is anybody logged out


@pytest.mark.parametrize("forged", [
    {}, {"headers": {"origin": "https://evil.example", "referer": "https://evil.example/"}}, {"token": "a" * 32}, {"token": "a" * 64},
], ids=["no token", "foreign origin", "token of no one", "long token"])
def test_s18_no_foreign_form_is_taken(corpus, admin_user, forged):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    token = client.get("/check-draft/").cookies["csrftoken"].value if "headers" in forged else forged.get("token", "")
    before = everything()
    for address in [*admin_addresses(), "/check-draft/"]:
        values = dict(pair.split("=") for pair in TEMPTATIONS.split("&")) | ({"csrfmiddlewaretoken": token} if token else {})
        assert client.post(address, values, headers=forged.get("headers", {})).status_code == 403, address
    assert everything() == before


def test_s18_our_own_form_is_taken(admin_user):
    client = Client(enforce_csrf_checks=True)
    token = client.get("/check-draft/").cookies["csrftoken"].value
    answer = client.post("/check-draft/", {"text": "依据《甲》。", "csrfmiddlewaretoken": token})
    assert answer.status_code == 200


def test_s13_the_admin_too_has_nothing_inline(corpus, admin_client):
    for address in admin_addresses():
        answer = admin_client.get(address)
        if answer.status_code == 200 and "html" in answer["Content-Type"]:
            page = answer.content.decode()
            assert "script-src 'self'" in answer["Content-Security-Policy"], address
            assert " style=" not in page and "<style" not in page, address
            scripts = re.findall(r"<script([^>]*)>", page)
            assert all("src=" in script or "application/json" in script for script in scripts), address
            assert not re.search(r"<[a-z]+[^>]*\son[a-z]+=", page), address
