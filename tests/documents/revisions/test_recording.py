"""Whatever changes a document leaves what it was; what changes nothing leaves nothing."""
from datetime import date

import pytest

from documents.importing import Source, import_paths, import_source, reread_documents, set_state, update
from documents.models import Document, Revision, State, Text, Validity, ValidityBasis
from documents.revisions import changes, editing, history, latest_changes, written
from documents.vocabulary.enums import RevisionSource, RevisionStatus
from tests.factories import make_document

pytestmark = pytest.mark.django_db

TEXT = """甲市养犬办法
甲政发〔2021〕5号
第一条　为了管理养犬，制定本办法。
第二条　养犬应当登记。
甲市人民政府
2021年3月2日
"""


def brought(text=TEXT, **options) -> Document:
    return Document.objects.get(pk=import_source(Source("甲.txt", text.encode()), **options).document_id)


def kept(document) -> list[tuple[int, str, str]]:
    return list(document.revisions.order_by("number").values_list("number", "how", "author_name"))


def test_an_import_keeps_the_text_the_facts_that_are_known_and_the_file():
    document = brought(state=State.PUBLISHED)
    revision = document.revisions.get()
    assert (revision.number, revision.status, revision.original_name) == (1, RevisionStatus.APPLIED, "甲.txt")
    assert revision.text.content == document.markdown and revision.content_hash == document.content_hash
    assert revision.facts == {
        "title": "甲市养犬办法", "number": "甲政发〔2021〕5号", "bodies": ["甲市人民政府"], "issued_on": "2021-03-02",
        "kind": "办法", "state": "published",
    }


def test_what_changes_nothing_is_no_revision():
    document = brought()
    brought()
    update(document, note="")
    set_state(document, State.DRAFT)
    import_source(Source("", b"", {"title": document.title}, document.markdown), into=document)
    assert document.revisions.count() == 1 and latest_changes(document, 1) == ()


def test_what_is_derived_is_no_fact():
    document = brought(state=State.PUBLISHED)
    update(document, repealed_on=date(2025, 1, 1), repeal_proof="原句", validity=Validity.IN_FORCE, validity_basis=ValidityBasis.VERSIONS)
    assert document.revisions.count() == 1
    update(document, validity=Validity.EXPIRED, validity_basis=ValidityBasis.PERSON)
    assert written(latest_changes(document, 1)) == "时效（编辑判定）（空）→“已失效”"


def test_every_way_is_recorded_with_who_and_why(admin_user, tmp_path):
    (tmp_path / "甲.txt").write_text(TEXT)
    list(import_paths([tmp_path]))
    document = Document.objects.get()
    with editing(author=admin_user, how=RevisionSource.EDIT, why="校对"):
        import_source(Source("", b"", {"number": "甲政发〔2021〕6号"}, document.markdown), into=document)
    document.refresh_from_db()
    update(document, kind="通知", analysis_version="", corrected=["number"])
    list(reread_documents([document.pk], frozenset()))
    assert kept(document) == [(1, "import", ""), (2, "edit", "admin"), (3, "command", ""), (4, "reread", "")]
    assert document.revisions.get(number=2).why == "校对" and document.revisions.get(number=2).author == admin_user


def test_who_made_it_is_still_named_when_the_account_is_gone(admin_user):
    document = brought()
    with editing(author=admin_user, how=RevisionSource.BULK):
        set_state(document, State.PUBLISHED)
    admin_user.delete()
    assert kept(document)[-1] == (2, "bulk", "admin")


def test_a_text_is_kept_once():
    document = brought()
    for note in "甲乙丙":
        update(document, note=note)
    make_document("乙", markdown=document.markdown)
    update(Document.objects.get(title="乙"), note="甲")
    assert Text.objects.count() == 1 and Revision.objects.count() == 5


@pytest.mark.parametrize("text", ["", "\r\n", "字" * 10_000, "𠀀𠮷", "\ud7ff"])
def test_any_text_is_kept_as_it_is(text):
    document = make_document(markdown=text)
    update(document, note="甲")
    assert document.revisions.get().text.content == text


def test_what_changed_is_named_in_words():
    document = brought()
    update(document, note="字" * 80, number="甲政发〔2021〕6号")
    import_source(Source("", b"", {}, document.markdown.replace("登记", "备案")), into=document, state=State.PUBLISHED)
    (last, since), (second, before), (first, nothing) = history(document)
    assert (last.number, second.number, first.number, nothing) == (3, 2, 1, ())
    assert written(before) == f"发文字号“甲政发〔2021〕5号”→“甲政发〔2021〕6号”、编者注（空）→“{'字' * 60}…”"
    assert "正文" in written(since) and "发布状态“草稿”→“已发布”" in written(since)
    assert written(changes(first, last)) == written(latest_changes(document, 1))


def test_recording_takes_five_queries_whatever_the_number_of_revisions(django_assert_num_queries):
    from documents.revisions import record

    document = make_document(bodies=["甲", "乙"], topics=["丙", "丁"])
    for note in range(20):
        document.note = f"{note}"
        assert record(document)
    document.note, document.markdown = "又", "又"
    with django_assert_num_queries(5):
        assert record(document)
    with django_assert_num_queries(3):
        assert record(document) is None
