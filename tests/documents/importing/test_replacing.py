"""What a file may change of what is held: nothing that is public, withdrawn or a person's, unless that is accepted."""
import pytest

from documents import parsing
from documents.importing import Outcome, Source, import_source, set_state
from documents.models import Document, State

pytestmark = pytest.mark.django_db

TEXT = """甲市养犬办法
甲政发〔2021〕5号
第一条　为了管理养犬，制定本办法。
第二条　养犬应当登记，登记证每年查验。
第三条　违者处罚款。
甲市人民政府
2021年3月2日
"""
BETTER, POORER = TEXT.replace("罚款。", "罚款，拒不改正的，加倍处罚。"), TEXT.replace("第三条　违者处罚款。\n", "")


def brought(text, state=State.PUBLISHED, name="甲.txt", **options):
    return import_source(Source(name, text.encode()), state=state, **options)


def the_only() -> Document:
    return Document.objects.get()


@pytest.mark.parametrize("text", [BETTER, POORER, TEXT.replace("为了管理", "为管理")])
@pytest.mark.parametrize("state", [State.PUBLISHED, State.DRAFT, None])
def test_a_published_text_stays_unless_the_new_one_is_accepted(text, state):
    first = brought(TEXT)
    before = the_only()
    result = brought(text, state, "乙.txt")
    assert (result.outcome, result.document_id) == (Outcome.KEPT, first.document_id)
    assert "原文未动" in result.reason and "乙.txt" in result.reason
    assert (result.comparison.held_name, result.comparison.differs) == ("甲.txt", ("正文",))
    assert 0.5 < result.comparison.likeness < 1
    assert Document.objects.filter(updated_at=before.updated_at, markdown=before.markdown, state=State.PUBLISHED).exists()
    assert brought(text, state, "乙.txt", accept=True).outcome is Outcome.UPDATED
    assert the_only().is_published and the_only().markdown != before.markdown


def test_facts_of_a_published_document_stay_too_and_are_named():
    brought(TEXT)
    result = brought(TEXT.replace("2021年3月2日", "二〇二一年三月二日").replace("甲市人民政府\n", "甲市人民政府办公室\n"))
    assert (result.outcome, result.comparison.differs) == (Outcome.KEPT, ("正文", "发文机关"))


def test_the_same_words_in_another_layout_are_nothing_new():
    brought(TEXT)
    assert brought(TEXT.replace("\n", "\n\n").replace("，", ",")).outcome is Outcome.UNCHANGED


def test_a_draft_is_updated_by_a_richer_text_and_keeps_what_a_poorer_one_lacks():
    brought(TEXT, State.DRAFT)
    assert brought(POORER, State.DRAFT).outcome is Outcome.KEPT
    result = brought(BETTER, State.DRAFT)
    assert result.outcome is Outcome.UPDATED and "加倍" in the_only().markdown
    assert str(result.comparison).startswith("《甲市养犬办法》（原文件 甲.txt）→《甲市养犬办法》，正文相似 ")


def test_what_a_person_said_of_a_draft_outranks_a_file():
    source = Source("甲.txt", TEXT.encode(), {"title": "甲市养犬办法", "note": "校过"})
    import_source(source, state=State.DRAFT)
    result = brought(BETTER, State.DRAFT)
    assert result.outcome is Outcome.KEPT and "经人编辑" in result.reason
    assert "加倍" not in the_only().markdown


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\n\n"), BETTER])
def test_draft_never_takes_a_published_document_off_the_site(text):
    brought(TEXT)
    result = brought(text, State.DRAFT, accept=True)
    assert the_only().is_published and any("已经发布" in warning for warning in result.warnings)


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\n\n"), BETTER])
@pytest.mark.parametrize("accept", [False, True])
def test_no_import_brings_a_withdrawn_document_back(text, accept):
    brought(TEXT)
    set_state(the_only(), State.WITHDRAWN)
    result = brought(text, accept=accept)
    assert the_only().state == State.WITHDRAWN and any("已经撤回" in warning for warning in result.warnings)


def test_an_import_that_publishes_does_publish_a_draft():
    brought(TEXT, State.DRAFT)
    assert brought(TEXT).outcome is Outcome.UPDATED and the_only().is_published


def test_a_person_who_says_which_document_it_revises_decides_text_and_state():
    brought(TEXT)
    assert brought(POORER, State.DRAFT, into=the_only()).outcome is Outcome.UPDATED
    assert not the_only().is_published and "第三条" not in the_only().markdown


def test_a_better_reading_of_the_very_file_replaces_the_last_one(monkeypatch):
    brought(TEXT)
    monkeypatch.setattr(parsing, "VERSION", parsing.VERSION + 1)
    assert brought(TEXT, State.DRAFT).outcome is Outcome.UPDATED and the_only().is_published
    assert brought(TEXT).outcome is Outcome.UNCHANGED


def test_a_better_reading_leaves_alone_what_a_person_has_corrected(monkeypatch):
    brought(TEXT)
    import_source(Source("", b"", {"number": ""}, TEXT.replace("处罚款", "处罚金")), into=the_only())
    monkeypatch.setattr(parsing, "VERSION", parsing.VERSION + 1)
    assert brought(TEXT).outcome is Outcome.KEPT and "罚金" in the_only().markdown


def test_a_dry_run_tells_the_same_and_writes_nothing():
    brought(TEXT)
    assert brought(BETTER, dry_run=True).outcome is Outcome.KEPT
    assert brought(BETTER, dry_run=True, accept=True).outcome is Outcome.UPDATED
    assert "加倍" not in the_only().markdown
