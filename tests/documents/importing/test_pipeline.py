"""Importing: what must not happen first, then what must."""
from datetime import date

import pytest

from documents.importing import Outcome, Source, import_source, remove, set_state
from documents.models import Column, Document, IssuingBody, Section, State, Topic
from documents.signals import document_changed
from tests.documents.formats.portable import article, pdf, show
from tests.factories import make_topic

pytestmark = pytest.mark.django_db

NOTICE = """---
title: 甲办法
number: 教基〔2025〕1号
bodies: [教育部]
issued_on: 2025-01-03
kind: 办法
topics: [学籍]
---
## 第一章 总则

### 第一条

为了规范，制定本办法。

### 第二条

本办法自印发之日起施行。
"""


def source(text=NOTICE, name="甲.md", **facts):
    return Source(name, text.encode(), facts)


def test_a_refused_file_leaves_nothing():
    result = import_source(source("   "))
    assert result.outcome is Outcome.REFUSED and "空" in result.reason
    assert not Document.objects.exists()


def test_a_failure_in_the_middle_leaves_nothing(monkeypatch):
    monkeypatch.setattr("documents.importing.publication.after_change", lambda *changed, **how: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        import_source(source())
    assert not Document.objects.exists() and not Section.objects.exists() and not IssuingBody.objects.exists()


def test_a_dry_run_writes_nothing():
    assert import_source(source(), dry_run=True).outcome is Outcome.CREATED
    assert not Document.objects.exists()


def test_the_same_text_under_other_facts_is_refused_with_the_first_named():
    import_source(source())
    result = import_source(source(NOTICE.replace("甲办法", "乙办法").replace("1号", "2号"), name="乙.md"))
    assert result.outcome is Outcome.REFUSED and "甲办法" in result.reason
    assert Document.objects.count() == 1


def test_a_number_twice_is_reported():
    import_source(source())
    other = NOTICE.replace("甲办法", "乙办法").replace("为了规范", "为了别的")
    result = import_source(source(other, name="乙.md"))
    assert result.outcome is Outcome.CREATED
    assert any("教基〔2025〕1号" in warning for warning in result.warnings)


def test_what_reading_left_out_is_reported():
    pages = [show("文件汇编", 250, 800, 9) + article((f"第{place}条 为了规范，制定本办法。", 90)) for place in "一二"]
    result = import_source(Source("甲.pdf", pdf(*pages), {"title": "甲办法"}))
    assert any("文件汇编" in warning and "第 1—2 页" in warning for warning in result.warnings)


def test_a_new_document_is_a_draft_until_someone_publishes_it():
    import_source(source())
    assert not Document.objects.published().exists()


def test_facts_become_rows():
    make_topic("学籍")
    result = import_source(source(), state=State.PUBLISHED)
    document = Document.objects.published().get(pk=result.document_id)
    assert (document.title, document.number, document.kind) == ("甲办法", "教基〔2025〕1号", "办法")
    assert document.slug == "甲办法"
    assert [s.signed_as for s in document.signatures.all()] == ["教育部"]
    assert [t.name for t in document.topics.all()] == ["学籍"]
    sections = list(document.sections.all())
    assert [(s.level, s.label, s.anchor) for s in sections] == [
        (1, "第一章", "ch-1"), (2, "第一条", "art-1"), (2, "第二条", "art-2"),
    ]
    assert sections[1].parent == sections[0]
    assert document.html


def test_an_import_makes_no_topics_and_columns_of_what_a_file_says_and_takes_those_of_the_site():
    """Whether a page, its head or its front matter says it; the columns of one site's pages are not those of another."""
    make_topic("学籍")
    page = "<html><head><meta name='ColumnName' content='市府办公厅文件'></head><body><h1>乙办法</h1><p>第一条 为了乙，制定本办法。</p><p>第二条 施行。</p></body></html>"
    front = NOTICE.replace("topics:", "column: 别处的栏目\ntopics:").replace("[学籍]", "[别处的主题, 学籍]")
    no_column = ("站中没有栏目“别处的栏目”，没有采用。", "站中没有栏目“市府办公厅文件”，没有采用。")
    for name, text, said in (("甲.md", front, {no_column[0], "站中没有主题“别处的主题”，没有采用，建议管理员增加。"}), ("乙.html", page, {no_column[1]})):
        created = import_source(source(text, name), state=State.PUBLISHED)
        assert created.outcome is Outcome.CREATED and said <= set(created.warnings)
        result = import_source(source(text + " ", name), state=State.PUBLISHED)
        assert result.comparison is None or "栏目" not in str(result.comparison)
    assert not Column.objects.exists() and [topic.name for topic in Topic.objects.all()] == ["学籍"]
    assert [topic.name for topic in Document.objects.get(title="甲办法").topics.all()] == ["学籍"]
    Column.objects.create(name="市府办公厅文件", slug="文件")
    import_source(source(page.replace("乙", "丙"), "丙.html"))
    assert Document.objects.get(title="丙办法").column.name == "市府办公厅文件"


def test_again_changes_nothing():
    first = import_source(source(), state=State.PUBLISHED)
    before = Document.objects.get().updated_at
    again = import_source(source(), state=State.PUBLISHED)
    assert (again.outcome, again.document_id) == (Outcome.UNCHANGED, first.document_id)
    assert Document.objects.get().updated_at == before


def test_an_edited_file_that_is_accepted_updates_and_keeps_its_address_and_state():
    import_source(source(), state=State.PUBLISHED)
    result = import_source(source(NOTICE.replace("为了规范", "为了进一步规范")), accept=True)
    document = Document.objects.get()
    assert result.outcome is Outcome.UPDATED
    assert (document.slug, document.state) == ("甲办法", State.PUBLISHED)
    assert "进一步规范" in document.sections.get(anchor="art-1").text


def test_a_persons_word_outranks_the_file_and_may_be_empty():
    import_source(source(title="丙办法", number="", topics=()))
    document = Document.objects.get()
    assert (document.title, document.number) == ("丙办法", "")
    assert not document.topics.exists()


def test_what_an_editor_filed_stays_where_a_new_edition_is_silent():
    make_topic("学籍")
    held = Document.objects.get(pk=import_source(source(note="见附件", column="政策精神")).document_id)
    result = import_source(Source("甲.txt", "甲办法\n\n教基〔2025〕1号\n\n第一条 为了更好，制定本办法。".encode(), {"title": "甲办法", "issued_on": date(2025, 1, 3)}), into=held)
    document = Document.objects.get()
    assert result.outcome is Outcome.UPDATED
    assert (document.note, document.column.name) == ("见附件", "政策精神")
    assert [t.name for t in document.topics.all()] == ["学籍"]


def test_a_renamed_document_keeps_its_slug():
    document = Document.objects.get(pk=import_source(source(), state=State.PUBLISHED).document_id)
    import_source(source(title="新名办法"), into=document)
    document.refresh_from_db()
    assert (document.title, document.slug) == ("新名办法", "甲办法")


def test_the_original_is_kept_under_its_hash():
    document = Document.objects.get(pk=import_source(source()).document_id)
    with document.original.open() as file:
        assert file.read() == NOTICE.encode()
    assert document.original_name == "甲.md" and document.original_sha256 in document.original.name


def test_every_change_is_told_inside_its_transaction():
    heard = []

    def listener(document_id, **kwargs):
        heard.append((document_id, Document.objects.filter(pk=document_id).values_list("state", flat=True).first()))

    document_changed.connect(listener)
    try:
        document = Document.objects.get(pk=import_source(source()).document_id)
        pk = document.pk
        set_state(document, State.PUBLISHED)
        set_state(document, State.WITHDRAWN)
        remove(document)
    finally:
        document_changed.disconnect(listener)
    assert heard == [(pk, "draft"), (pk, "published"), (pk, "withdrawn"), (pk, "withdrawn"), (pk, None)]


def test_a_new_document_takes_few_statements(django_assert_max_num_queries):
    """However many sections and citations it has; each that is added costs every import."""
    articles = "".join(f"第{n}条 依照《{name}法》第{n}条办理。\n\n" for n, name in zip("一二三四五六七八九", "甲乙丙丁戊己庚辛壬", strict=True))
    law = f"某某管理办法\n（2021年3月2日某某部令第3号公布）\n\n第一章 总则\n\n{articles}"
    with django_assert_max_num_queries(39):
        result = import_source(Source("某某管理办法.txt", law.encode()), state=State.PUBLISHED)
    assert Document.objects.get(pk=result.document_id).citations.count() == 9
