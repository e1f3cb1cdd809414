"""What an import says otherwise of what is held is kept beside it, once, and taken when a person says so."""
import json
from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from documents.importing import Outcome, Source, accept, decline, import_source, restore, set_state
from documents.models import Document, Revision, State
from documents.revisions import richness
from documents.vocabulary.enums import RevisionStatus
from tests.factories import make_document

pytestmark = pytest.mark.django_db

TEXT = """甲市养犬办法
甲政发〔2021〕5号
第一条　为了管理养犬，制定本办法。
第二条　养犬应当登记，登记证每年查验。
第三条　违者处罚款，拒不改正的，加倍处罚。
甲市人民政府
2021年3月2日
"""
BETTER = TEXT.replace("罚款，", "五百元以上一千元以下罚款，")
EXCERPT = TEXT.replace("第三条　违者处罚款，拒不改正的，加倍处罚。\n", "")
MORE_FACTS = TEXT.replace("甲市人民政府\n", "甲市人民政府办公室\n")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def brought(text, name="甲.txt", **options):
    return import_source(Source(name, text.encode()), **{"state": State.PUBLISHED, **options})


def beside() -> list[tuple[int, str, str]]:
    rows = Revision.objects.exclude(status=RevisionStatus.APPLIED).order_by("number")
    return list(rows.values_list("number", "status", "original_name"))


@pytest.mark.parametrize(("text", "outcome", "status"), [
    (BETTER, Outcome.KEPT, "proposed"),
    (TEXT.replace("每年查验", "每年査验"), Outcome.KEPT, "proposed"),
    (MORE_FACTS, Outcome.KEPT, "proposed"),
    (EXCERPT, Outcome.KEPT, "source"),
    (TEXT.replace("\n", "\n\n").replace("，", ","), Outcome.UNCHANGED, "source"),
])
def test_what_differs_from_a_published_text_waits_and_what_adds_nothing_is_a_further_source(text, outcome, status):
    brought(TEXT)
    before = Document.objects.values().get()
    for _ in range(2):
        result = brought(text, "乙.txt")
        assert (result.outcome, result.kept_as, result.document_id) == (outcome, status, before["id"])
    assert beside() == [(2, status, "乙.txt")]
    assert Document.objects.values().get() == before
    kept = Revision.objects.get(number=2)
    with default_storage.open(kept.original.name) as file:
        assert file.read() == text.encode()


def test_a_trial_keeps_nothing():
    brought(TEXT)
    assert brought(BETTER, dry_run=True).kept_as == "proposed" and beside() == []


def test_what_was_proposed_says_what_differs_and_which_has_more():
    brought(TEXT)
    brought(BETTER)
    why = Revision.objects.get(number=2).why
    assert why.startswith("正文相似 ") and "不同的是：正文；字 " in why


def test_it_is_taken_when_the_import_is_repeated_with_accept_and_waits_no_more():
    brought(TEXT)
    brought(BETTER, "乙.txt")
    assert brought(BETTER, "乙.txt", accept=True).outcome is Outcome.UPDATED
    assert beside() == [] and "五百元" in Document.objects.get().markdown
    assert list(Revision.objects.order_by("number").values_list("original_name", flat=True)) == ["甲.txt", "乙.txt"]
    assert brought(BETTER, "乙.txt").outcome is Outcome.UNCHANGED and beside() == []


def test_what_was_replaced_is_not_proposed_again_when_its_file_comes_back():
    brought(TEXT)
    brought(BETTER, "乙.txt", accept=True)
    assert brought(TEXT).outcome is Outcome.KEPT and beside() == []


def test_a_person_takes_it_and_it_says_so():
    brought(TEXT)
    brought(BETTER, "乙.txt")
    document = accept(Document.objects.get(), Revision.objects.get(number=2))
    assert "五百元" in document.markdown and document.original_name == "乙.txt" and document.is_published
    assert brought(BETTER, "丙.txt").outcome is Outcome.UNCHANGED
    assert beside() == []
    restored = restore(document, Revision.objects.get(number=1))
    assert "五百元" not in restored.markdown and restored.original_name == "甲.txt"


def test_what_a_person_declined_is_not_proposed_again():
    brought(TEXT)
    brought(BETTER, "乙.txt")
    decline(Document.objects.get(), 2, "editor")
    assert brought(BETTER, "乙.txt").outcome is Outcome.KEPT
    assert beside() == [(2, "declined", "乙.txt")] and "editor决定不采用" in Revision.objects.get(number=2).why


@pytest.mark.parametrize("way", ["command", "admin"])
def test_facts_that_a_person_has_corrected_outrank_what_is_accepted(way):
    brought(TEXT)
    document = Document.objects.get()
    facts = {"title": document.title, "number": document.number, "bodies": document.fact("bodies"), "kind": "规定"}
    import_source(Source("", b"", facts, document.markdown), into=document, corrected=["kind"])
    brought(BETTER, accept=way == "command")
    if way == "admin":
        accept(document, Revision.objects.get(status=RevisionStatus.PROPOSED))
    document.refresh_from_db()
    assert "五百元" in document.markdown and document.kind == "规定" and document.corrected == ["kind"]


def test_a_draft_keeps_what_a_copy_of_the_same_words_lacks():
    brought(TEXT, state=State.DRAFT)
    for poorer in (TEXT.replace("第二条　", "").replace("第三条　", ""), TEXT.replace("2021年3月2日\n", "").replace("甲市人民政府\n", "")):
        assert brought(poorer, state=State.DRAFT).outcome in (Outcome.KEPT, Outcome.UNCHANGED)
        assert Document.objects.get().fact("bodies") == ("甲市人民政府",) and Document.objects.get().sections.count() == 3


def test_the_same_words_with_more_structure_are_taken_by_a_draft_and_wait_beside_what_is_published():
    text = TEXT.replace("制定本办法。", "制定本办法")
    flat = text.replace("\n第二条　", "第二条　")
    for state, outcome in ((State.DRAFT, Outcome.UPDATED), (State.PUBLISHED, Outcome.KEPT)):
        Document.objects.all().delete()
        brought(flat, state=state)
        result = brought(text, state=state)
        assert (result.outcome, result.comparison.differs) == (outcome, ("章节或表格",))


def test_the_same_text_under_another_title_is_refused_and_kept_as_a_source_where_nothing_contradicts():
    brought(TEXT)
    same = TEXT.replace("甲市养犬办法\n", "关于养犬的办法\n")
    document = Document.objects.get()
    twin = Source("乙.txt", same.encode(), {"title": "关于养犬的办法", "number": "", "bodies": ()}, document.markdown)
    assert import_source(twin).outcome is Outcome.REFUSED
    assert beside() == [(2, "source", "乙.txt")]
    other = Source("丙.txt", b"x", {"title": "关于养犬的规定", "number": "乙政发〔2021〕1号"}, document.markdown)
    assert import_source(other).outcome is Outcome.REFUSED
    assert len(beside()) == 1


def test_the_command_names_what_it_kept_in_words_and_json(tmp_path, capsys):
    (tmp_path / "甲.txt").write_text(TEXT)
    call_command("import_documents", tmp_path / "甲.txt")
    (tmp_path / "乙.txt").write_text(BETTER)
    call_command("import_documents", tmp_path / "乙.txt", "--json", tmp_path / "报告.json")
    said = capsys.readouterr().err
    assert "待定的新文本" in said and "《甲市养犬办法》（原文件 甲.txt）→《甲市养犬办法》" in said
    (entry,) = json.loads((tmp_path / "报告.json").read_text())
    assert (entry["outcome"], entry["kept_as"]) == ("kept", "proposed")
    assert entry["comparison"]["held_name"] == "甲.txt" and entry["comparison"]["likeness"] > 0.8


def test_richness_counts_what_can_be_lost():
    table = "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |"
    poor, rich = richness("一。\n\n二。", {"title": "甲"}), richness(f"# 题\n\n一。\n\n二。\n\n{table}\n\n{table}", {"title": "甲", "number": "1", "state": "draft"})
    assert poor.beside(rich) == "字 2→11，段落 2→3，表格 0→2，已知事实 1→2" and rich.beside(rich) == ""


def test_a_draft_that_was_withdrawn_meanwhile_gets_proposals_too():
    brought(TEXT)
    set_state(Document.objects.get(), State.WITHDRAWN)
    assert brought(BETTER, "乙.txt").kept_as == "proposed" and Document.objects.get().state == State.WITHDRAWN
    make_document("无关")
    assert beside() == [(3, "proposed", "乙.txt")]


CORRECTIONS = {
    "number": {"number": "甲政发〔2021〕6号"}, "day": {"issued_on": date(2021, 3, 5)}, "both": {"number": "甲政发〔2021〕6号", "issued_on": date(2021, 3, 5)},
}


@pytest.mark.parametrize("text", [TEXT.replace("\n", "\n\n"), BETTER, EXCERPT])
@pytest.mark.parametrize("corrected", CORRECTIONS.values(), ids=CORRECTIONS)
@pytest.mark.parametrize("state", [State.PUBLISHED, State.DRAFT])
def test_what_a_person_corrected_makes_no_other_document_of_the_file(corrected, text, state):
    brought(TEXT, state=state)
    document = Document.objects.get()
    facts = {"title": document.title, "number": document.number, "issued_on": document.issued_on, "bodies": document.fact("bodies"), **corrected}
    import_source(Source("", b"", facts, document.markdown), into=document, corrected=list(corrected))
    result = brought(text, "乙.txt", state=state)
    assert result.document_id == document.pk and result.outcome in (Outcome.KEPT, Outcome.UNCHANGED)
    document.refresh_from_db()
    assert all(getattr(document, name) == value for name, value in corrected.items()) and Document.objects.count() == 1
    assert [name for _, _, name in beside()] == ["乙.txt"]
    assert result.comparison is None or result.comparison.differs == ("正文",)


def test_another_notice_of_the_old_number_is_not_what_was_corrected():
    brought(TEXT)
    document = Document.objects.get()
    facts = {"title": document.title, "number": "甲政发〔2021〕6号", "issued_on": document.issued_on, "bodies": document.fact("bodies")}
    import_source(Source("", b"", facts, document.markdown), into=document, corrected=["number"])
    articles = "".join(f"第{n}条　{what}应当另行规定，由各区自行决定，并报市里备查。\n" for n, what in zip("一二三四五", ("禁区", "收容", "免疫", "展览", "交易"), strict=True))
    other = f"甲市养犬办法\n甲政发〔2021〕5号\n{articles}乙县人民政府\n2021年3月2日\n"
    assert brought(other).outcome is Outcome.CREATED
