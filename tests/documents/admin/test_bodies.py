"""The registry of issuing bodies, as who looks after it changes it."""
import pytest
from django.urls import reverse

from documents.importing import Source, import_source, known_bodies
from documents.models import BodyAlias, Document, IssuingBody

pytestmark = pytest.mark.django_db
TEXT = "关于取暖的通知\n\n各学校：\n\n现通知如下。\n\n一、要求\n\n要重视取暖。\n\n青山市教育局\n2025年3月5日\n"


def rename(client, body, name, aliases=()):
    rows = {f"aliases-{n}-{field}": value for n, alias in enumerate(aliases) for field, value in (("name", alias), ("id", ""), ("body", body.pk))}
    sent = {"name": name, "aliases-TOTAL_FORMS": len(aliases), "aliases-INITIAL_FORMS": 0, **rows}
    assert client.post(reverse("admin:documents_issuingbody_change", args=[body.pk]), sent).status_code == 302
    body.refresh_from_db()


@pytest.mark.parametrize("typed", [(), ("青山市教育局",)])
def test_a_former_name_is_an_alias_so_that_what_was_signed_with_it_stays_this_body_s(admin_client, typed):
    body = IssuingBody.objects.create(name="青山市教育局", slug="青山市教育局")
    rename(admin_client, body, "青山市教育和体育局", typed)
    assert (body.name, body.slug) == ("青山市教育和体育局", "青山市教育局") and "青山市教育局" in known_bodies()
    result = import_source(Source("甲.txt", TEXT.encode()))
    signature = Document.objects.get(pk=result.document_id).signatures.get()
    assert (signature.body, signature.signed_as) == (body, "青山市教育局")
    rename(admin_client, body, "青山市教育局")
    assert [alias.name for alias in BodyAlias.objects.filter(body=body)] == ["青山市教育和体育局"]
