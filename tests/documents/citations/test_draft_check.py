"""A draft checked: what an editor is told of each citation."""
from dataclasses import replace

from documents.citations.draft_check import check_draft
from documents.citations.origin import origin_of
from documents.status import status_on
from documents.vocabulary.enums import Resolution, Validity

from .corpus import Corpus, day, law, policy

EDUCATION = law(1, "中华人民共和国教育法", "2021-04-30")
OLD = replace(policy(2, "旧管理办法", "2013-08-11", "教基一〔2013〕7号"), validity="repealed", validity_since=day("2025-01-03"))
CORPUS = Corpus(EDUCATION, OLD, articles={1: 86})
TODAY = day("2025-06-01")


def check(text, **facts):
    return check_draft(text, CORPUS, TODAY, **facts)


def test_text_without_citations():
    assert check("为了规范管理，加强建设。") == check("为了规范管理，加强建设。")
    assert check("《人民日报》报道。").citations == ()


def test_held_and_not_held():
    held, missing = check("根据《教育法》和《某某规划》，制定本办法。").citations
    assert (held.resolution, held.held.title, held.is_exact) == (Resolution.ONE, "中华人民共和国教育法", False)
    assert (missing.resolution, missing.title, missing.held, missing.status) == (Resolution.NONE, "某某规划", None, None)


def test_provision_that_there_is_not():
    there, not_there, none = check("依照《教育法》第五条、第九十条和教育法").citations
    assert (there.has_provision, not_there.has_provision, none.has_provision) == (True, False, None)


def test_provision_of_another_paper_is_no_citation_to_look_up():
    assert [c.text for c in check("依照《教育法》第五条和合同第八条、第九条").citations] == ["《教育法》第五条"]


def test_number_and_validity_on_the_day():
    (old,) = check("按照《旧管理办法》执行").citations
    assert (old.held.number, old.status.validity) == ("教基一〔2013〕7号", Validity.REPEALED)
    (then,) = check_draft("按照《旧管理办法》执行", CORPUS, day("2020-01-01")).citations
    assert then.status.validity is Validity.IN_FORCE


def test_validity_is_never_guessed():
    assert status_on(policy(1, "某办法"), TODAY).label == "未见废止或修改"
    assert status_on(law(1, "某法", "2026-01-01"), TODAY).label == "尚未生效"
    assert status_on(replace(OLD, validity="amended"), TODAY).label == "已修改"


def test_local_names_never_defined_and_defined_twice():
    text = "《甲规划纲要》（以下简称《纲要》）。《纲要》和《意见》提出。《乙规划纲要》（以下简称《纲要》）。"
    report = check(text)
    assert (report.undefined, report.redefined) == (("意见",), ("纲要",))


def test_short_titles_of_documents_and_laws_need_no_definition():
    assert check("依照《教育法》《合同法》和《旧管理办法》").undefined == ()


def test_draft_citing_itself():
    (own,) = check("现将《某某办法》印发给你们。", title="某某办法").citations
    assert own.resolution is Resolution.SELF


def test_a_title_that_begins_with_its_place_needs_no_other_evidence():
    local = policy(3, "甲市绿化管理办法", "2020-03-01", "甲政〔2020〕1号")
    corpus = Corpus(local, origins={3: origin_of([local.title], ["甲市人民政府"])})
    (cited,) = check_draft("依据《甲市绿化管理办法》办理。", corpus, TODAY).citations
    assert cited.held == local
