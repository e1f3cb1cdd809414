"""What a sentence does with the work in it."""
import pytest

from documents.citations.kinds import CitationKind, read_kind

CASES = [
    ("mention", "违反《X》的，责令改正"),
    ("mention", "与《X》相衔接"),
    ("mention", "《X》明确提出"),
    ("mention", "自2013年《X》印发以来，废止了一批规定"),
    ("mention", "新修订的《X》"),
    ("mention", "根据需要制定《X》"),
    ("mention", "推动达成《X》"),
    ("mention", "申请变更《X》规定的被执行人"),
    ("mention", "法院就《X》适用中的具体问题请示"),
    ("mention", "根据《甲》制定的《X》"),
    ("mention", "为贯彻党的二十大精神,与《X》相衔接"),
    ("mention", "《关于推进落实工作的意见》和《X》"),
    ("mention", "《X》实施以来"),
    ("mention", "《X》第三条规定的情形"),
    ("basis", "根据《X》，制定本办法"),
    ("basis", "依照《X》的规定处罚"),
    ("basis", "依据《甲》《X》和《乙》，制定本办法"),
    ("basis", "为贯彻落实中央决策，根据《X》"),
    ("implements", "深入贯彻落实《X》"),
    ("implements", "为贯彻党的二十大精神，落实《甲》和《X》要求"),
    ("implements", "按照要求，全面实施《X》"),
    ("implements", "为配合《X》实施"),
    ("implements", "围绕《X》中的要求"),
    ("implements", "如何做好《X》的贯彻落实"),
    ("basis", "执行人依《X》规定承担责任"),
    ("basis", "结合《X》等文件要求，制定本计划"),
    ("basis", "以《X》等法律法规为纲"),
    ("issues", "《X》修订出台，推动了工作"),
    ("basis", "按照财政部制定的《X》确定"),
    ("basis", "根据《甲》第三条、第五条和《X》，制定本办法"),
    ("issues", "现将《X》印发给你们，请遵照执行"),
    ("issues", "近日，教育部印发《X》"),
    ("issues", "《X》已经国务院同意，现予以发布"),
    ("issues", "研究制定了《X》，现印发给你们"),
    ("issues", "组织制定了《X》,现予发布"),
    ("issues", "公布修订后的《X》"),
    ("repeals", "《X》同时废止"),
    ("repeals", "《X》、《甲》（财政部公告2020年第2号）第六条、《乙》同时废止"),
    ("repeals", "《甲》（国发〔2010〕1号）、《X》和《乙》同时废止"),
    ("repeals", "自2025年3月1日起废止《X》"),
    ("repeals", "《X》自2025年3月1日起停止执行"),
    ("amends", "对《X》作如下修改"),
    ("amends", "对《X》（2004年5月19日教育部令第18号发布，2012年1月5日教育部令第33号修正）作如下修改"),
    ("amends", "删去《X》"),
    ("amends", "《X》中个体工商户所得税优惠政策自2023年1月1日起停止执行"),
    ("amends", "《X》根据本决定作相应修正"),
    ("amends", "将《X》修改为"),
    ("explains", "就《X》答记者问"),
    ("explains", "就《X》制定和实施有关问题,回答记者提问"),
    ("explains", "就《X》有关问题回答了记者提问"),
    ("forwards", "国务院办公厅转发《X》"),
    ("forwards", "转发市教委等十一部门制订的《X》"),
    ("forwards", "《X》已经国务院同意，现转发给你们"),
]


@pytest.mark.parametrize("kind, sentence", CASES, ids=[sentence for _, sentence in CASES])
def test_kind_is_read_from_the_sentence(kind, sentence):
    before, _, after = sentence.partition("《X》")
    assert read_kind(before, after) == CitationKind(kind)
