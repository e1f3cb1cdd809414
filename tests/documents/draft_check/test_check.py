"""A draft checked: first what raises no hint, then what an editor is told of each citation."""
from dataclasses import replace

import pytest

from documents.citations import find
from documents.citations.origin import origin_of
from documents.draft_check import rounds as draft_rounds
from documents.draft_check.check import check_draft
from documents.draft_check.values import HintKind, Repeal
from documents.status import status_on
from documents.vocabulary.enums import Resolution, Validity
from tests.documents.citations.corpus import Corpus, day, law, policy

TODAY = day("2025-06-01")
EDUCATION = law(1, "中华人民共和国教育法", "2021-04-30")
OLD = replace(policy(2, "旧管理办法", "2013-08-11", "教基一〔2013〕7号"), validity="repealed", validity_since=day("2025-01-03"))
CLASSROOMS = policy(3, "教育部关于加强“三个课堂”应用的指导意见", "2020-03-05", "教科技〔2020〕3号")
COMPANY_OLD = replace(law(4, "中华人民共和国公司法", "2018-10-26"), superseded_on=day("2024-07-01"))
COMPANY = replace(law(5, "中华人民共和国公司法", "2024-07-01"), dates=(day("2023-12-29"), day("2024-07-01")))
FOOD = policy(6, "食堂管理办法", "2019-01-01", "教办〔2019〕2号")
LOANS = replace(policy(7, "借款规定", "2019-01-01"), repealed_on=day("2026-03-01"), repeal_proof="依据《甲》")
CAPITAL = "有限责任公司的注册资本为在公司登记机关登记的全体股东认缴的出资额。\n法律、行政法规对注册资本另有规定的，从其规定。"
DISMISSAL = "劳动者有下列情形之一的，可以解除：\n（一）不合格的；\n（二）严重违纪的：\n1.旷工；\n2.殴打；\n其他情形。"
CORPUS = Corpus(
    EDUCATION, OLD, CLASSROOMS, COMPANY_OLD, COMPANY, FOOD, LOANS, articles={1: 86, 4: 218, 5: 266, 6: 3},
    texts={
        1: {"art-9": "中华人民共和国公民有受教育的权利和义务。\n公民不分民族，依法享有平等的受教育机会。", "art-39": DISMISSAL, "ch-1": "", "ch-3": "", "ch-3-s-2": ""},
        4: {"art-26": CAPITAL, "art-27": "股东可以用货币出资，也可以用实物出资。"},
        5: {"art-26": "公司股东会的决议有下列情形的，股东可以请求撤销。", "art-47": CAPITAL, "art-48": "股东可以用货币出资，也可以用实物、知识产权出资。"},
        6: {"art-1": "各校应当公开账目。各校应当留样。"},
    },
    repealed={
        "合同法": Repeal("中华人民共和国民法典", "", day("2021-01-01"), "《合同法》同时废止。"),
        "国土〔2001〕1号": Repeal("土地规定", "国土〔2020〕9号", day("2020-01-01"), "国土〔2001〕1号同时废止。", "国土〔2001〕1号"),
        "用地定额": Repeal("甲", "", day("2020-01-01"), "1990年的《用地定额》废止。", year=1990),
        "拆迁条例": Repeal("征收条例", "", day("2011-01-21"), "2001年公布的《拆迁条例》同时废止。", year=2001),
        "征地条例": Repeal("征地条例", "", day("2011-01-21"), "2001年公布的《征地条例》同时废止。", year=2001),
        "补助政策的通知": Repeal("乙局通知", "", day("2020-01-01"), "《关于补助政策的通知》废止。"),
        "将废法": Repeal("新法", "", day("2025-12-01"), "《将废法》同时废止。"),
    },
)


def check(text, **facts):
    return check_draft(text, CORPUS, TODAY, **facts)


def hints(text, on=TODAY):
    return [(hint.kind, hint.found, hint.instead) for citation in check_draft(text, CORPUS, on).citations for hint in citation.hints]


@pytest.mark.parametrize(
    "text",
    [
        "", "为了规范管理，加强建设。", "《人民日报》报道。", "依照《教育法》第九条第二款办理。", "依照教育法第九条办理。", "依照《中华人民共和国教育法》第三十九条第一款第（二）项第一目。",
        "依照《教育法》第三十九条第二项。", "依照《教育法》第三章第二节。", "依照《公司法》第二十六条。", "依照《某某规划》办理。",
        "《关于加强“三个课堂”应用的指导意见》（教科技〔2020〕3号）", "《教育部关于加强「三个课堂」应用的指导意见》", "落实《三个课堂指导意见》（教科技〔2020〕9号）。",
        "依照《食堂管理办法》第一条第三款。", "依照《食堂管理办法》（其他办〔2001〕77号）。", "废止《旧管理办法》（教基一〔2013〕7号）。",
        "《教育法》第九条规定：“中华人民共和国公民有受教育的权利和义务。”", "《教育法》第九条规定：“公民……依法享有平等的受教育机会”", "《教育法》第九条规定，“中华人民共和国公民有受教育的权利和义务”。",
        "依照《教育法》第九、三十九条。", "落实《教育法》第九条“各地应当按时足额发放补贴”的要求", "按《教育法》第九条“中华人民共和国公民有受教育的权利和义务”的规定",
        "《教育法》第九条所称“受教育权”，是指接受教育的权利。", "将《教育法》第九条修改为：“公民应当接受教育。”", "《教育法》第九条规定：“教育”。", "《教育法》第八十条规定：“没有收录的条文不能核对。”",
        # What a notice prints under its number is called otherwise, or more; a short title is a part of the whole.
        "《三个课堂应用工作台账》（教科技〔2020〕3号）", "《教育部关于加强“三个课堂”应用的指导意见任务分工》（教科技〔2020〕3号）", "《食堂办法》（教办〔2019〕2号）", "《办法》（教办〔2019〕2号）",
        "依照《关于补助政策的通知》办理。", "依照《用地定额》办理。", "依照《征地条例》办理。", "依照《拆迁条例》（1991年修订）办理。", "教科技〔2020〕3号", "依照修订前的《某某法》第三条。", "教基一〔2013〕7号、8号文件废止。",
    ],
)
def test_raises_no_hint(text):
    assert hints(text) == []


@pytest.mark.parametrize(
    "text, kind, found, instead",
    [
        ("依照《教育法》第九十九条。", HintKind.PROVISION, "第九十九条", ""),
        ("依照《教育法》第九十九条第二款。", HintKind.PROVISION, "第九十九条", ""),
        ("依照《教育法》第八十条至第九十条。", HintKind.PROVISION, "第九十条", ""),
        ("依照《教育法》第十二条之一。", HintKind.PROVISION, "第十二条之一", ""),
        ("依照《教育法》第九条第五款。", HintKind.PROVISION, "第五款", ""),
        ("依照《教育法》第39条第8项。", HintKind.PROVISION, "第八项", ""),
        ("依照《教育法》第三十九条（三）。", HintKind.PROVISION, "第三项", ""),
        ("依照《教育法》第九条第二款第一项。", HintKind.PROVISION, "第一项", ""),
        ("依照《教育法》第三十九条第二款第一项。", HintKind.PROVISION, "第一项", ""),
        ("依照《教育法》第三十九条第二项第三目。", HintKind.PROVISION, "第三目", ""),
        ("依照《教育法》第九章。", HintKind.PROVISION, "第九章", ""),
        ("依照《教育法》第三章第五节。", HintKind.PROVISION, "第三章第五节", ""),
        ("《关于加强“三个课堂”应用的指导意见》（教科技〔2020〕4号）", HintKind.NUMBER, "《教育部关于加强“三个课堂”应用的指导意见》的文号是教科技〔2020〕3号", "教科技〔2020〕3号"),
        ("按照教科技〔2020〕4号《关于加强“三个课堂”应用的指导意见》", HintKind.NUMBER, "《教育部关于加强“三个课堂”应用的指导意见》的文号是教科技〔2020〕3号", "教科技〔2020〕3号"),
        ("按照教科技〔2020〕3号文件《关于推进“三个课堂”应用的指导意见》", HintKind.TITLE, "关于推进“三个课堂”应用的指导意见", "《教育部关于加强“三个课堂”应用的指导意见》"),
        ("《关于加强“三个课堂”应用的指导意见》（教科技〔2021〕3号）", HintKind.NUMBER, "《教育部关于加强“三个课堂”应用的指导意见》的文号是教科技〔2020〕3号", "教科技〔2020〕3号"),
        ("《关于加强“三个课堂”应用的指导意见》（教科〔2020〕3号）", HintKind.NUMBER, "《教育部关于加强“三个课堂”应用的指导意见》的文号是教科技〔2020〕3号", "教科技〔2020〕3号"),
        ("《关于加强“三个课堂”应用的指导意见》（教办〔2019〕2号）", HintKind.NUMBER, "《教育部关于加强“三个课堂”应用的指导意见》的文号是教科技〔2020〕3号", "教科技〔2020〕3号"),
        ("《关于加强“三个课堂”应用的指导意见》（教科技[2020]3号）", HintKind.NUMBER_FORM, "教科技[2020]3号", "教科技〔2020〕3号"),
        ("按教办（2019）第02号执行", HintKind.NUMBER_FORM, "教办（2019）第02号", "教办〔2019〕2号"),
        ("《关于推进“三个课堂”应用的指导意见》（教科技〔2020〕3号）", HintKind.TITLE, "关于推进“三个课堂”应用的指导意见", "《教育部关于加强“三个课堂”应用的指导意见》"),
        ("《教育部关于“三个课堂”应用的指导意见》（教科技〔2020〕3号）", HintKind.TITLE, "教育部关于“三个课堂”应用的指导意见", "《教育部关于加强“三个课堂”应用的指导意见》"),
        ("《食堂管理规定》（教办〔2019〕2号）", HintKind.TITLE, "食堂管理规定", "《食堂管理办法》"),
        ("《关于加强三个课堂应用的指导意见》", HintKind.TITLE, "关于加强三个课堂应用的指导意见", "《教育部关于加强“三个课堂”应用的指导意见》"),
        ("依照《合同法》第五十二条。", HintKind.STATUS, "合同法已于2021年1月1日废止", ""),
        ("依照《将废法》办理。", HintKind.STATUS, "将废法将于2025年12月1日废止", ""),
        ("依照国土〔2001〕1号。", HintKind.STATUS, "国土〔2001〕1号已于2020年1月1日废止", ""),
        ("依照《拆迁条例》第六条。", HintKind.STATUS, "拆迁条例已于2011年1月21日废止", ""),
        ("依照2001年《拆迁条例》第六条。", HintKind.STATUS, "拆迁条例已于2011年1月21日废止", ""),
        ("依照1990年《用地定额》办理。", HintKind.STATUS, "用地定额已于2020年1月1日废止", ""),
        ("依照《旧管理办法》。", HintKind.STATUS, "旧管理办法已废止（自2025年1月3日起）", ""),
        ("依照《借款规定》。", HintKind.STATUS, "借款规定将于2026年3月1日废止", ""),
        ("依照《公司法》（2013年修正）第二十六条。", HintKind.EDITION, "没有收录《公司法》2013年的版本", ""),
        ("《教育法》第九条规定：“中华人民共和国公民自愿接受教育。”", HintKind.QUOTATION, "中华人民共和国公民自愿接受教育。", "中华人民共和国公民有受教育的权利和义务。"),
        ("依照《教育法》第九、九十九条。", HintKind.PROVISION, "第九十九条", ""),
        ("根据《教育法》第九条“中华人民共和国公民自愿接受教育”的规定办理", HintKind.QUOTATION, "中华人民共和国公民自愿接受教育", "中华人民共和国公民有受教育的权利和义务。"),
        ("教育法第九条：“各地应当按时足额发放补贴”", HintKind.QUOTATION, "各地应当按时足额发放补贴", ""),
    ],
)
def test_hint(text, kind, found, instead):
    assert hints(text) == [(kind, found, instead)]


def test_a_number_is_wrong_where_it_stands_and_not_where_its_local_name_does():
    first, later = check("《关于加强“三个课堂”应用的指导意见》（教科技〔2020〕4号，以下简称《意见》）。落实《意见》。").citations
    assert [h.kind for h in first.hints] == [HintKind.NUMBER] and later.hints == ()


def test_article_of_a_former_edition_stands_elsewhere_now():
    assert hints("依照《公司法》（2018年修正）第二十六条。") == [
        (HintKind.STATUS, "中华人民共和国公司法已修改（自2024年7月1日起）", ""), (HintKind.MOVED, "2018年文本第二十六条", "第四十七条"),
    ]


def test_a_paragraph_that_went_elsewhere_is_not_said_to_be_where_the_most_of_its_article_is():
    first, second = "股东应当遵守章程，依法行使股东权利，不得滥用股东权利损害公司利益。", "股东滥用公司法人独立地位逃避债务的，承担连带责任。"
    new = {"art-1": "公司从事经营活动，应当诚实守信。", "art-2": first, "art-3": second}
    corpus = Corpus(COMPANY_OLD, COMPANY, texts={4: {"art-1": f"{first}\n{second}"}, 5: new})

    def found(provision):
        text = f"依照《公司法》（2018年修正）第一条{provision}。"
        return [h.instead for c in check_draft(text, corpus, TODAY).citations for h in c.hints if h.kind is HintKind.MOVED]

    assert (found("第二款"), found("第一款"), found("")) == ([], ["第二条"], ["第二条"])


def test_difference_of_a_quotation_is_marked():
    (citation,) = check("《教育法》第九条规定：“中华人民共和国公民有接受教育的权利和义务。”").citations
    (hint,) = citation.hints
    assert "".join(s.new for s in hint.segments) == hint.found and "".join(s.old for s in hint.segments) == hint.instead
    assert any(s.new == "接" for s in hint.segments)


@pytest.mark.parametrize("text", [
    "《教育法》第九条规定，中华人民共和国公民“有受教育的权利和义务”。", "《教育法》第九条规定，严禁宣传“全网最低价格史上最优惠”。", "《教育法》第九条规定了公民的“受教育权”。",
    "《教育法》第九条规定的“公民享有受教育的权利和义务”，是指……。", "《教育法》第九条规定了所称“公民享有受教育的权利和义务”。",
])
def test_a_clause_that_goes_on_into_what_it_quotes_rightly_or_into_a_name(text):
    assert not [hint for citation in check(text).citations for hint in citation.hints]


def test_a_clause_that_goes_on_into_what_it_quotes_wrongly():
    (citation,) = check("《教育法》第九条规定，中华人民共和国公民“有受到教育的权利和义务”。").citations
    (hint,) = citation.hints
    assert (hint.kind, hint.found) == (HintKind.QUOTATION, "中华人民共和国公民有受到教育的权利和义务")
    assert [s.new for s in hint.segments if s.new and not s.old] == ["到"]


def test_before_its_day_the_old_edition_holds():
    assert hints("依照《公司法》第二十六条。", day("2024-03-01")) == [(HintKind.STATUS, "中华人民共和国公司法将于2024年7月1日修改", "")]


def test_a_law_that_begins_with_the_draft_is_not_too_early():
    corpus = Corpus(replace(law(1, "中华人民共和国外贸法", "2025-09-01"), dates=(day("2025-05-01"), day("2025-09-01"))))

    def found(end):
        return {h.found for c in check_draft(f"为实施《外贸法》，制定本办法。\n{end}", corpus, TODAY).citations for h in c.hints}

    assert found("本办法自2025年9月1日起施行。") == found("本办法自2025年10月1日起施行。") == set()
    told = {"中华人民共和国外贸法尚未生效（将自2025年9月1日起）"}
    assert found("本办法自2025年8月1日起施行。") == found("《外贸法》自2025年9月1日起施行。") == found("本办法自印发之日起施行。") == told


def test_an_edition_that_is_not_held_is_told_once():
    text = "依照2013年修正的《公司法》（以下简称公司法）第二十六条、第二十七条。公司法第三条、公司法第四条；《公司法》（2005年修订）第三条。"
    told = [(c.text, h.found) for c in check(text).citations for h in c.hints if h.kind is HintKind.EDITION]
    assert told == [("《公司法》", "没有收录《公司法》2013年的版本"), ("《公司法》（2005年修订）第三条", "没有收录《公司法》2005年的版本")]


def test_law_of_which_only_a_younger_edition_is_held():
    assert hints("依照《教育法》第九十九条、第九条第五款。", day("2010-01-01")) == []


def test_held_and_not_held():
    held, missing = check("根据《教育法》和《某某规划》，制定本办法。").citations
    assert (held.resolution, held.held.title) == (Resolution.ONE, "中华人民共和国教育法")
    assert (missing.resolution, missing.title, missing.held, missing.status) == (Resolution.NONE, "某某规划", None, None)


def test_code_that_is_held_in_parts_is_found_as_a_whole():
    parts = law(8, "中华人民共和国甲法典 总则编", "2021-01-01"), law(9, "中华人民共和国甲法典 物权编", "2021-01-01")
    corpus = Corpus(*parts, policy(10, "同题规定", "2020-01-01"), policy(11, "同题规定", "2020-01-01"), texts={8: {"art-1": "甲。"}, 9: {"art-2": "乙。"}})
    whole, article, missing, several = check_draft("依照《甲法典》、甲法典第二条、甲法典第九条和《同题规定》。", corpus, TODAY).citations
    assert (whole.code, whole.title, whole.hints) == ("甲法典", "中华人民共和国甲法典", ())
    assert (article.held, article.code) == (parts[1], "")
    assert (missing.code, [hint.found for hint in missing.hints]) == ("甲法典", ["第九条"])
    assert (several.resolution, several.code) == (Resolution.SEVERAL, "")


def test_provision_of_another_paper_is_no_citation_to_look_up():
    assert [c.text for c in check("依照《教育法》第五条和合同第八条、第九条").citations] == ["《教育法》第五条"]
    assert [c.text for c in check("依照《教育法》第五条，遗嘱第二条有效；第八条").citations] == ["《教育法》第五条"]


def test_number_and_validity_on_the_day():
    (old,) = check("按照《旧管理办法》执行").citations
    assert (old.held.number, old.status.validity) == ("教基一〔2013〕7号", Validity.REPEALED)
    (then,) = check_draft("按照《旧管理办法》执行", CORPUS, day("2020-01-01")).citations
    assert then.status.validity is Validity.IN_FORCE


def test_validity_is_never_guessed():
    assert status_on(policy(1, "某办法"), TODAY).told == "未见废止或修改（本库，截至2025年6月1日）"
    assert status_on(law(1, "某法", "2026-01-01"), TODAY).label == "尚未生效"
    assert status_on(replace(OLD, validity="amended"), TODAY).label == "已修改"


def names(text):
    report = check(text)
    return tuple([found.name for found in defined] for defined in (report.undefined, report.redefined, report.unused))


def test_local_names_never_defined_and_defined_twice_and_never_used():
    text = "《甲规划纲要》（以下简称《纲要》）。《纲要》和《意见》提出。《乙规划纲要》（以下简称《纲要》）。《丙条例》（以下简称《丙例》）。"
    assert names(text) == (["意见"], ["纲要"], ["丙例"])


@pytest.mark.parametrize(
    "text",
    [
        "依照《教育法》《合同法》和《旧管理办法》。", "《甲规划》（以下简称《规划》）。落实规划。", "《甲规划》（以下简称“规划”）。《规划》提出。", "《巴黎协定》《党章》。",
        "甲市工作方案\n\n落实《工作方案》。", "甲市人民政府\n关于推进改革的\n工作方案\n\n落实《工作方案》。", "## 一、总则\n\n落实《实施方案》。\n\n## 二、保障\n\n加强领导。", "《甲市实施办法》印发。落实《实施办法》。",
    ],
)
def test_names_that_need_nothing(text):
    assert names(text) == ([], [], [])


def test_draft_citing_itself():
    (own,) = check("现将《某某办法》印发给你们。", title="某某办法").citations
    assert own.resolution is Resolution.SELF
    assert check("某某办法\n\n《某某办法》已经通过。").citations[0].resolution is Resolution.SELF


def test_a_title_that_begins_with_its_place_needs_no_other_evidence():
    local = policy(3, "甲市绿化管理办法", "2020-03-01", "甲政〔2020〕1号")
    corpus = Corpus(local, origins={3: origin_of([local.title], ["甲市人民政府"])})
    (cited,) = check_draft("依据《甲市绿化管理办法》办理。", corpus, TODAY).citations
    assert cited.held == local


def test_a_draft_is_read_once_however_often_it_is_resolved(monkeypatch):
    read = []
    monkeypatch.setattr(draft_rounds, "find", lambda text: read.append(text) or find(text))
    rounds = []

    def answers(calls):
        rounds.append(calls)
        return [getattr(CORPUS, name)(*arguments) for name, *arguments in calls]

    text = "依照《教育法》第九、九十九条。"
    assert draft_rounds.check_in_rounds(text, TODAY, answers) == check_draft(text, CORPUS, TODAY)
    assert read == [text] and len(rounds) > 1
