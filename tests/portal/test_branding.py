"""A site of somebody else's: what its file may not say first, then that it shows everywhere."""
from dataclasses import fields, replace

import pytest
from django.conf import settings as site_settings

from documents.models import Document
from portal.branding import Branding, Wrong, contrast, load
from portal.pages import discover
from tests.factories import make_document

from .shell import manage

OWN = Branding(
    "甲市政策库", "甲市人民政府规范性文件", "甲市的政策，都在这里", "一切以原文为准。", "甲市政策的阅读与检索。", "甲市司法局", "法制科 010-00000000",
    "甲ICP备00000000号-1", "甲公网安备 00000000000000号", "#8a1f1f", "#f0a0a0")
HOSTILE = "\"><script>alert(1)</script>{{ 1 }}{% now %}</style>"


@pytest.mark.parametrize(("text", "problem"), [
    ("nmae: 甲\n", "没有“nmae”"), ("- name\n", "名称: 值"), ("甲市政策库\n", "名称: 值"), ("name: [\n", "读不了"), ("name: 3\n", "一行文字"), ("name: ''\n", "一行文字"),
    ("name: {a: b}\n", "一行文字"), ("name: 2020-01-01\n", "一行文字"), (f"name: {'甲' * 501}\n", "一行文字"), ('name: "甲\\n乙"\n', "一行文字"),
    ('colour: "red"\n', "#1b5470"), ('colour: "#fff"\n', "#1b5470"), ('colour: "#1b5470; } body { display: none"\n', "#1b5470"),
    ('colour: "#ffffff"\n', "看不清楚"), ('colour_dark: "#15181a"\n', "看不清楚"), ("\udcff", "读不了"),
])
def test_a_file_that_cannot_be_right_is_refused(tmp_path, text, problem):
    (tmp_path / "site.yaml").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(Wrong, match=problem):
        load(tmp_path)


def test_no_command_starts_with_such_a_file(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/site.yaml").write_text("title: 甲\n")
    code, said = manage(tmp_path, "check")
    assert code == 1 and "site/site.yaml：没有“title”这一项" in said and "Traceback" not in said


def test_without_a_file_and_with_an_empty_one_it_is_ours(tmp_path):
    assert load(tmp_path) == Branding()
    (tmp_path / "site.yaml").write_text("# name: 甲\n")
    assert load(tmp_path) == Branding()


def test_every_key_is_taken(tmp_path):
    (tmp_path / "site.yaml").write_text("".join(f'{field.name}: "{getattr(OWN, field.name)}"\n' for field in fields(OWN)))
    assert load(tmp_path) == OWN


def test_contrast_is_that_of_the_standard():
    assert (contrast("000000", "ffffff"), contrast("777777", "ffffff"), contrast("ffffff", "ffffff")) == (21, 4.48, 1)


def pages(client):
    document = make_document("甲办法", bodies=["甲局"], topics=["住房"], column="公开", kind="办法", markdown="第一条 依据《乙办法》。")
    paths = ["/", "/documents/", document.get_absolute_url(), "/topics/", "/bodies/", "/columns/", "/cited/", "/graph/", "/check-draft/", "/about/",
             "/search/", "/search/?q=甲", "/search/help/", "/search/advanced/", "/no/such/", "/feeds/documents/", "/feeds/topics/住房/", "/admin/login/",
             "/years/2025/", "/kinds/办法/", "/opensearch.xml", "/llms.txt"]
    return {path: client.get(path).content.decode() for path in paths}


@pytest.mark.django_db
def test_every_page_bears_the_name_of_the_site_and_none_ours(client, settings):
    settings.SITE = OWN
    for path, page in pages(client).items():
        assert OWN.name in page or path == "/admin/login/", path
        assert page.count("文澜") == (2 if path == "/about/" else 0), path  # where the program is named that the site runs on


@pytest.mark.django_db
def test_the_first_page_and_the_foot_say_whose_site_it_is(client, settings):
    settings.SITE = OWN
    page = client.get("/").content.decode()
    for said in (OWN.headline, OWN.lead, OWN.description, OWN.operator, OWN.contact, OWN.icp_record, OWN.police_record, "?code=00000000000000"):
        assert said in page
    sheet = client.get("/site.css")
    assert sheet["Content-Type"].startswith("text/css") and OWN.colour in sheet.content.decode() and OWN.colour_dark in sheet.content.decode()
    settings.SITE = Branding()
    assert "备案" not in (page := client.get("/").content.decode()) and "site.css" not in page and "<p>联系" not in page


@pytest.mark.django_db
def test_s10_whatever_the_file_says_is_text(client, settings):
    settings.SITE = replace(OWN, **{field.name: HOSTILE for field in fields(OWN) if not field.name.startswith("colour")})
    for path, page in pages(client).items():
        assert "<script>alert" not in page and ("&lt;script&gt;" in page or path == "/admin/login/"), path


def test_a_page_of_the_site_takes_the_place_of_ours_and_others_are_further_ones(tmp_path):
    (tmp_path / "about.md").write_text("---\nfooter: 关于\n---\n# 关于甲市政策库\n\n文字。\n")
    (tmp_path / "contact.md").write_text("---\nfooter: 联系\n---\n# 联系我们\n\n文字。\n")
    found = {page.name: page for page in discover(site_settings.BASE_DIR / "portal/pages", tmp_path)}
    assert list(found) == sorted(found) and {"about", "contact", "quality"} <= set(found)
    assert found["about"].title == "关于甲市政策库"


@pytest.mark.django_db
def test_no_document_is_needed_for_it(client, settings):
    settings.SITE = OWN
    assert not Document.objects.exists() and OWN.headline in client.get("/").content.decode()
