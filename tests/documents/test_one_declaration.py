"""A fact of a document is declared once: read, reviewed, stored, shown and exported by its declaration alone."""
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.urls import reverse

from documents import analysis, exporting, formats
from documents.analysis.source import read_and_parse
from documents.formats import RawText
from documents.formats.readers.html import read_html
from documents.importing import Source, import_source, understand
from documents.models import Document, State, Upload
from documents.parsing import parse
from documents.vocabulary import facts
from documents.vocabulary.facts import Fact, Type

pytestmark = pytest.mark.django_db
TEXT = "# 关于某事的通知\n\n各学校：\n\n现将有关事项通知如下。\n"
FILE = f"---\n存档日期: 2025-01-03\n份数: 120 份\n---\n{TEXT}".encode()
FURTHER = (
    Fact("archived_on", "存档日期", Type.DATE, printed=("存档日期",), meta=("archived",)),
    Fact("copies", "份数", printed=("份数",), help_text="纸质文件的份数。", is_kept=True),
)
FIELDS = {"archived_on": models.DateField("存档日期", null=True, blank=True), "copies": models.CharField("份数", max_length=20, blank=True)}
COLUMNS = {"archived_on": "date NULL", "copies": "varchar(20) NOT NULL DEFAULT ''"}


@pytest.fixture
def further_facts(monkeypatch, settings, tmp_path):
    """Two more facts in the declaration, and their columns in the database, until the test is over."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(facts, "FACTS", facts.FACTS + FURTHER)
    # Here: the sandbox's process knows nothing of a test.
    monkeypatch.setattr(analysis, "analyse", read_and_parse)
    monkeypatch.setattr(analysis, "read", lambda source: formats.text_of(source.name, source.data))
    for name, field in FIELDS.items():
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE documents_document ADD COLUMN {name} {COLUMNS[name]}")
        Document.add_to_class(name, field)
    yield
    for name, field in FIELDS.items():
        Document._meta.local_fields.remove(field)
        delattr(Document, name)
    Document._meta._expire_cache()


def test_it_is_read_from_front_matter_meta_tags_and_what_a_person_says(further_facts):
    parsed = understand(Source("甲.md", FILE))
    assert (parsed.fact("archived_on"), parsed.fact("copies")) == (date(2025, 1, 3), "120 份")
    assert parsed.evidence["copies"].origin == "file"
    page = '<html><head><meta name="archived" content="2025-01-04"></head><body><p>某事。</p></body></html>'
    assert read_html(page.encode()).facts["archived_on"] == date(2025, 1, 4)
    given = understand(Source("甲.md", FILE, {"copies": "", "archived_on": date(2025, 1, 5)}))
    assert (given.fact("archived_on"), given.fact("copies")) == (date(2025, 1, 5), "")


def test_it_is_reviewed_stored_shown_and_exported(further_facts, admin_client):
    admin_client.post(reverse("admin:documents_upload_add"), {"files": SimpleUploadedFile("甲.md", FILE)})
    review = reverse("admin:documents_upload_review", args=[Upload.objects.get().pk])
    page = admin_client.get(review)
    assert "<q>120 份</q>" in page.content.decode() and "纸质文件的份数。" in page.content.decode()
    values = {name: value for name, value in page.context["form"].initial.items() if value}
    admin_client.post(review, values | {"copies": "121 份", "publish": "1"})
    document = Document.objects.get()
    assert (document.archived_on, document.copies) == (date(2025, 1, 3), "121 份")
    shown = admin_client.get(document.get_absolute_url()).content.decode()
    assert all(words in shown for words in ("存档日期", "2025-01-03", "份数", "121 份"))
    (record,) = exporting.as_records(Document.objects.all())
    assert (record["archived_on"], record["copies"]) == ("2025-01-03", "121 份")


def test_it_is_changed_in_the_admin_kept_by_a_new_edition_and_named_as_a_difference(further_facts, admin_client):
    stored = Document.objects.get(pk=import_source(Source("甲.md", FILE), state=State.DRAFT).document_id)
    url = reverse("admin:documents_document_change", args=[stored.pk])
    form = admin_client.get(url).context["adminform"].form
    assert form["copies"].value() == "120 份"
    values = {name: value for name, value in form.initial.items() if value}
    assert admin_client.post(url, values | {"copies": "7 份", "state": "published"}).status_code == 302
    stored.refresh_from_db()
    assert stored.copies == "7 份"
    another_day = FILE.replace(b"2025-01-03", b"2025-01-06")
    assert import_source(Source("甲.md", another_day)).comparison.differs == ("存档日期",)  # the person's word on 份数 stays
    import_source(Source("甲.md", TEXT.replace("有关", "各").encode()), into=stored)
    stored.refresh_from_db()
    assert (stored.copies, stored.archived_on) == ("7 份", None)


LISTED = ("索引号：{0}\t主题分类：科技、教育\n发文机关：国务院办公厅\t成文日期：2023年06月13日\n", "索 引 号：\n{0}\n", "【信息索引号】：{0} 【生成日期】：2021-03-05\n")


@pytest.mark.parametrize("block", LISTED)
@pytest.mark.parametrize(("printed", "value"), [("000014349/2023-00043", "000014349/2023-00043"), ("见附件", ""), ("", "")])
def test_an_index_number_above_a_pasted_text_is_read_where_it_is_one(block, printed, value):
    text = block.format(printed) + "国务院办公厅关于某事的意见\n\n各省：\n\n现提出如下意见。\n"
    parsed = parse(RawText(text), {}, frozenset({"国务院办公厅"}))
    assert parsed.fact("index_number") == value
    if value:
        start, end = parsed.evidence["index_number"].span
        assert text[start:end] == value
