"""A document as files: what they hold, how they are sent, and that nothing unpublished is in them."""
import io
import json
from datetime import date
from threading import Event
from urllib.parse import quote
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
from lxml import etree, html

from documents.exporting import FORMS, making
from documents.importing import Source, import_source
from documents.models import Document, State
from documents.sandbox import Refused
from documents.typesetting import typeset
from tests.factories import make_citation, make_document

pytestmark = pytest.mark.django_db
MARKDOWN = """甲市人民政府关于印发《甲办法》的通知

甲政〔2021〕7号

各县人民政府：

现将《甲办法》印发给你们。

甲市人民政府

2021年5月6日

# 甲办法

## 第一章 总则

### 第一条

为了规范管理，制定本办法。

（一）子项；

## 第二章 附则

### 第二条

本办法自2021年6月1日起施行。

| 年份 | 数量 |
| --- | --- |
| 2024 | 28 |
"""


@pytest.fixture
def document(tmp_path, settings, monkeypatch):
    monkeypatch.setattr(making, "PATIENCE_SECONDS", 60)
    settings.CACHES = settings.CACHES | {"exports": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": tmp_path}}
    return Document.objects.get(pk=import_source(Source("甲.md", MARKDOWN.encode()), state=State.PUBLISHED).document_id)


def get(client, document, form, **headers):
    return client.get(f"{document.get_absolute_url()}files/{form}/", headers=headers)


def text_of(form, content):
    """All words of a file, as programs of others read them."""
    if form == "docx":
        read = docx.Document(io.BytesIO(content))
        return "\n".join([p.text for p in read.paragraphs] + [cell.text for table in read.tables for row in table.rows for cell in row.cells])
    if form == "pdf":
        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    if form == "akn":
        return "\n".join(etree.fromstring(content).itertext())
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_the_whole_text_and_none_of_the_page(client, document, form):
    answer = get(client, document, form)
    assert (answer.status_code, answer["Content-Type"]) == (200, FORMS[form].media_type)
    words = text_of(form, answer.content).replace("\r", "").replace("\n", "").replace(" ", "")
    for part in ("甲办法", "甲政〔2021〕7号", "各县人民政府", "第一章", "第一条", "为了规范管理，制定本办法。", "（一）子项", "2021年5月6日", "2024", "28"):
        assert part in words, part
    assert "¶" not in words


@pytest.mark.parametrize("form", FORMS)
def test_it_is_kept_under_its_chinese_title_and_not_run(client, document, form):
    answer = get(client, document, form)
    assert f"attachment; filename*=utf-8''{quote(document.title)}.{FORMS[form].ending}" == answer["Content-Disposition"]
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox" and answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("form", FORMS)
def test_what_has_not_changed_is_not_sent_again(client, document, form, monkeypatch):
    first = get(client, document, form)
    monkeypatch.setattr(making, "typeset", None)  # nothing is set again
    assert get(client, document, form).content == first.content
    assert get(client, document, form, if_none_match=first["ETag"]).status_code == 304
    monkeypatch.setattr(making, "typeset", typeset)
    Document.objects.filter(pk=document.pk).update(title="乙办法", html=document.html.replace("子项", "丑项"), markdown="丑项")
    changed = get(client, document, form, if_none_match=first["ETag"])
    assert changed.status_code == 200 and "丑项" in text_of(form, changed.content)


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN, State.TRASHED])
@pytest.mark.parametrize("path", ["files/pdf/", "files/docx/", "files/md/", "files/json/", "qr.svg", "reference/", "reference/ris/"])
def test_of_what_is_not_public_there_is_nothing(client, path, state):
    document = make_document("甲", state=state)
    assert client.get(document.get_absolute_url() + path).status_code == 404


@pytest.mark.parametrize("path", ["files/exe/", "files/__init__/", "reference/gbt/", "reference/?at=art-9", "reference/?at=%00", "reference/?at=art-1-p9"])
def test_what_there_is_not_is_not_found(client, document, path):
    assert client.get(document.get_absolute_url() + path).status_code == 404


def test_json_names_nothing_that_is_not_public(client, document):
    make_citation(document, make_document("秘密", state=State.DRAFT), text="《秘密》", start=900)
    make_citation(document, make_document("公开"), text="《公开》", start=950)
    text = get(client, document, "json").content.decode()
    record = json.loads(text)
    assert "秘密" not in text and [citation["cited"] for citation in record["citations"]][-1] == "公开"
    assert {"第一条", "（一）"} <= {section["label"] for section in record["sections"]}


def test_markdown_can_be_imported_again(client, document):
    kept = get(client, document, "md").content
    record = json.loads(get(client, document, "json").content)
    Document.objects.all().delete()
    again = Document.objects.get(pk=import_source(Source("甲.md", kept), state=State.PUBLISHED).document_id)
    assert {**json.loads(get(client, again, "json").content), "url": ""} == {**record, "url": ""}


def test_word_has_an_outline_and_the_official_page(client, document):
    content = get(client, document, "docx").content
    read = docx.Document(io.BytesIO(content))
    section = read.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm), round(section.top_margin.mm), round(section.left_margin.mm)) == (210, 297, 37, 28)
    assert [p.text for p in read.paragraphs if p.style.name.startswith("Heading")] == ["甲市人民政府关于印发《甲办法》的通知", "甲办法", "第一章 总则", "第二章 附则"]
    assert read.core_properties.title == "甲办法"
    assert ZipFile(io.BytesIO(content)).testzip() is None


def test_a_pdf_has_text_bookmarks_and_tags(client, document):
    content = get(client, document, "pdf").content
    read = pypdfium2.PdfDocument(content)
    assert [mark.get_title() for mark in read.get_toc()][:2] == ["第一章 总则", "第一条"]
    assert read.get_metadata_value("Title") == "甲办法" and pypdfium2.raw.FPDFCatalog_IsTagged(read)


def test_a_pdf_fetches_nothing(client, document, monkeypatch):
    Document.objects.filter(pk=document.pk).update(title='甲"><img src="file:///etc/passwd"><link rel="stylesheet" href="http://a.example/">')
    assert get(client, document, "pdf").status_code == 200


def test_where_it_cannot_be_made_the_reason_is_said(client, document, monkeypatch):
    def refuse(*_):
        raise Refused("本站没有安装制作 PDF 的程序")

    monkeypatch.setattr(making, "typeset", refuse)
    answer = get(client, document, "pdf")
    assert answer.status_code == 503 and "没有安装制作 PDF 的程序" in answer.content.decode()


def test_what_takes_long_holds_nobody(client, document, monkeypatch):
    ready = Event()
    monkeypatch.setattr(making, "typeset", lambda *_: ready.wait(30) and b"%PDF")
    monkeypatch.setattr(making, "PATIENCE_SECONDS", 0.01)
    answer = get(client, document, "pdf")
    assert answer.status_code == 202 and answer["Refresh"] == "3" and "正在制作" in answer.content.decode()
    monkeypatch.setattr(making, "MOST_WAITING", 1)
    assert get(client, document, "docx").status_code == 503
    ready.set()
    monkeypatch.setattr(making, "PATIENCE_SECONDS", 30)
    assert get(client, document, "pdf").content == b"%PDF"


def test_the_code_for_telephones_is_a_picture_without_style(client, document):
    answer = client.get(f"{document.get_absolute_url()}qr.svg")
    assert answer["Content-Type"] == "image/svg+xml" and b"style" not in answer.content and b"<script" not in answer.content
    assert etree.fromstring(answer.content).tag == "{http://www.w3.org/2000/svg}svg"


# Quoting


def test_the_page_quotes_the_document_and_leads_to_all_forms(client, document):
    tree = html.fromstring(client.get(document.get_absolute_url()).content)
    official, of_2025, of_2015 = tree.xpath('//p[@class="reference"]/text()')
    assert official.startswith("甲市人民政府：《甲办法》（甲政〔2021〕7号），2021年5月6日，")
    assert of_2015.startswith(f"甲市人民政府. 甲办法: 甲政〔2021〕7号[A/OL]. (2021-05-06)[{date.today()}]. http://testserver/d/")
    assert of_2025.startswith("甲市人民政府. 甲办法：甲政〔2021〕7号[A/OL]. （2021-05-06）")
    for link in tree.xpath('//link[@rel="alternate"]/@href'):
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("anchor, words", [
    ("art-1", "第一条"), ("art-1-p1", "第一条第一款"), ("art-1-p1-i1", "第一条第一款第（一）项"), ("ch-2", "第二章"),
])
def test_a_provision_is_quoted_with_its_place(client, document, anchor, words):
    page = client.get(f"{document.get_absolute_url()}reference/", {"at": anchor}).content.decode()
    assert f"（2021-05-06）：{words}[" in page and f"/d/{document.pk}/#{anchor}." in page
    item, = json.loads(client.get(f"{document.get_absolute_url()}reference/csl/", {"at": anchor}).content)
    assert item["page"] == words and item["URL"].endswith(f"#{anchor}")


def test_the_edition_is_named_where_there_are_several(client):
    make_document("甲法", slug="甲法-1", work="甲法", issued_on=date(2010, 1, 1))
    newer = make_document("甲法", slug="甲法-2", work="甲法", issued_on=date(2020, 1, 1))
    assert "甲法[A/OL]. 2020年版本. （2020-01-01）" in client.get(f"{newer.get_absolute_url()}reference/").content.decode()
    assert "甲法[A/OL]. 2020年版本. （2020-01-01）" in client.get(newer.get_absolute_url()).content.decode()
