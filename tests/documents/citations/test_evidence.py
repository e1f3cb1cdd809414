"""Titles that many places give: which notice is meant, and first which is not."""
from itertools import permutations

import pytest

from documents.citations import HeldDocument
from documents.citations.evidence import issuer
from documents.citations.origin import origin_of

from .corpus import Corpus, day, links, policy

GENERIC = ["关于调整医保报销政策的通知", "关于促进就业若干措施的通知", "关于进一步规范招生工作的实施意见", "关于优化办事流程的公告"]
PLACES = ["甲市", "丰泽市", "江原省", "大河县", "东山区"]
# How a document shows its place.
SHOWS = {
    "body": lambda place, title: origin_of([title], [f"{place}人民政府办公室"]),
    "title": lambda place, title: origin_of([f"{place}人民政府{title}"]),
    "file": lambda place, title: origin_of([title], file=f"【{place}】《{title}》.txt"),
    "signature": lambda place, title: origin_of([title], markdown=f"各单位：\n\n落实责任。\n\n{place}医疗保障局\n\n2023年1月4日\n"),
}


def corpus(title, origin, **facts):
    return Corpus(HeldDocument(1, title, **{"dates": (day("2023-01-04"),), **facts}), origins={1: origin})


def cited(text, held, place="", **facts):
    title = f"{place}某局关于做好工作的通知" if place else "关于做好工作的通知"
    return links(text, held, title=title, on="2024-05-01", **facts)[0]


@pytest.mark.parametrize("shows", SHOWS)
@pytest.mark.parametrize("title", GENERIC)
def test_another_places_notice_is_not_meant(title, shows):
    for place, citing in permutations(PLACES, 2):
        held = corpus(title, SHOWS[shows](place, title))
        texts = [f"根据《{title}》，", f"根据市政府《{title}》，", f"根据我局印发的《{title}》，", f"根据《市医保局{title}》，"]
        assert {cited(text, held, citing) for text in texts} == {"none"}, (place, citing)


@pytest.mark.parametrize("shows", SHOWS)
@pytest.mark.parametrize("title", GENERIC)
def test_own_places_notice_is(title, shows):
    for place in PLACES:
        held = corpus(title, SHOWS[shows](place, title))
        for text in (f"根据《{title}》，", f"根据{place}人民政府《{title}》，", f"根据《{place}人民政府{title}》，"):
            assert cited(text, held, place) == 1, (place, text)


@pytest.mark.parametrize("shows", SHOWS)
def test_body_that_is_told_decides_wherever_it_is_cited(shows):
    for place, other in permutations(PLACES, 2):
        held = corpus(GENERIC[0], SHOWS[shows](place, GENERIC[0]))
        for lead in (f"{other}医保局", f"{other}医保局等八部门联合印发的", f"{other}人民政府近日出台的", "教育部", "国务院办公厅印发的"):
            assert cited(f"根据{lead}《{GENERIC[0]}》，", held, place) == "none", (place, lead)
        assert cited(f"根据《{other}医疗保障局{GENERIC[0]}》，", held, place) == "none"
        assert cited(f"参照{place}医保局等八部门印发的《{GENERIC[0]}》，", held, other) == 1


@pytest.mark.parametrize("lead", ["国家有关部委", "国家相关部委联合印发的", "国家主管部门", "金融管理部门"])
def test_words_for_bodies_that_name_none_are_no_evidence(lead):
    """Though the document speaks of 国家 and 金融 too."""
    text = f"根据{lead}《{GENERIC[0]}》，"
    local = origin_of([GENERIC[0]], ["丰泽市医疗保障局"], markdown="根据国家规定和金融要求，现通知如下。")
    assert cited(text, corpus(GENERIC[0], local), "甲市") == "none"
    assert cited(text, corpus(GENERIC[0], origin_of([GENERIC[0]], ["教育部"])), "甲市") == 1


@pytest.mark.parametrize("title", ["政府工作报告", "财政预算执行情况报告"])
def test_report_that_everybody_gives_needs_evidence(title):
    assert cited(f"落实《{title}》要求，", corpus(title, origin_of([title], markdown="大河县今年"))) == "none"
    assert cited(f"落实《{title}》要求，", corpus(title, origin_of([title], markdown="大河县今年")), "大河县") == 1
    assert cited(f"落实《{title}》要求，", corpus(title, origin_of([title], ["国务院"])), "甲市") == 1


@pytest.mark.parametrize("number", ["丙医保发〔2023〕1号", "建房〔2023〕5号", "国办发〔2023〕2号", "甲医保发〔2021〕7号"])
def test_number_that_the_document_neither_shows_nor_can_have_had(number):
    held = corpus(GENERIC[0], SHOWS["body"]("甲市", GENERIC[0]))
    assert cited(f"根据《{GENERIC[0]}》（{number}），", held, "甲市") == "none"


def test_number_of_the_document():
    held = corpus(GENERIC[0], SHOWS["body"]("甲市", GENERIC[0]), number="甲医保发〔2023〕1号")
    assert cited(f"根据《{GENERIC[0]}》（甲医保发〔2023〕1号），", held, "丰泽市") == 1
    assert cited(f"根据《{GENERIC[0]}》（甲医保发〔2023〕2号），", held, "甲市") == "none"


@pytest.mark.parametrize("place, number", [("丰泽市", "丰府办〔2023〕3号"), ("广州市", "穗府办函〔2023〕3号"), ("福建省", "闽医保〔2023〕3号"), ("太原市", "并政办发〔2022〕18号")])
def test_number_that_only_the_citing_text_gives(place, number):
    held = corpus(GENERIC[0], SHOWS["body"](place, GENERIC[0]))
    assert cited(f"根据《{GENERIC[0]}》（{number}），", held, place) == 1
    printed = origin_of([GENERIC[0]], file=f"{GENERIC[0]}（{number}）.txt")
    assert cited(f"根据《{GENERIC[0]}》（{number}），", corpus(GENERIC[0], printed), "甲市") == 1


@pytest.mark.parametrize("title", GENERIC)
def test_of_several_places_notices_the_own_is_meant(title):
    held = [policy(pk, title, "2023-01-04") for pk in range(1, 4)]
    origins = {pk: SHOWS["body"](place, title) for pk, place in enumerate(PLACES[:3], 1)}
    many = Corpus(*held, origins=origins)
    assert [cited(f"根据《{title}》，", many, place) for place in PLACES] == [1, 2, 3, "none", "none"]


def test_nothing_known_of_a_generic_title_is_no_evidence():
    held = corpus(GENERIC[0], origin_of([GENERIC[0]]))
    assert cited(f"根据《{GENERIC[0]}》，", held, "甲市") == cited(f"根据《{GENERIC[0]}》，", held) == "none"


def test_place_that_stands_only_in_the_text():
    held = corpus(GENERIC[0], origin_of([GENERIC[0]], markdown="经丰泽市人民政府同意，现将有关事项通知如下："))
    assert [cited(f"根据《{GENERIC[0]}》，", held, place) for place in ("丰泽市", "甲市")] == [1, "none"]


def test_district_may_mean_its_citys_notice_not_the_other_way_round():
    district = {"file": "【江原省丰泽市东山区】通知.txt"}
    held = corpus(GENERIC[0], SHOWS["body"]("丰泽市", GENERIC[0]))
    assert cited(f"根据《{GENERIC[0]}》，", held, "东山区", **district) == 1
    held = corpus(GENERIC[0], origin_of([GENERIC[0]], **district))
    assert cited(f"根据《{GENERIC[0]}》，", held, "丰泽市") == "none"


@pytest.mark.parametrize("citing", ["", "甲市", "大河县"])
def test_notice_of_a_national_body_is_everybodys(citing):
    title = "教育部关于进一步规范招生工作的实施意见"
    held = corpus(title, origin_of([title], ["教育部"]))
    for text in (f"根据《{title}》，", f"根据《{GENERIC[2]}》，", f"根据教育部《{GENERIC[2]}》，", f"根据教育部等五部门联合印发的《{GENERIC[2]}》，"):
        assert cited(text, held, citing) == 1
    assert cited(f"根据《{GENERIC[2]}》（甲教〔2023〕1号），", held, citing) == "none"
    assert cited(f"根据财政部《{GENERIC[2]}》，", held, citing) == "none"


@pytest.mark.parametrize(
    "body, citing, lead, meant",
    [
        ("教育部", "丰泽市", "市政府", False), ("教育部", "丰泽市", "我省教育厅", False), ("教育部", "丰泽市", "教育部", True),
        ("丰泽市教育局", "丰泽市", "市政府", True), ("丰泽市教育局", "丰泽市", "省教育厅", False), ("丰泽市教育局", "丰泽市", "我市教育局", True),
        ("福建省教育厅", "福建省丰泽市", "省教育厅", True), ("福建省教育厅", "福建省丰泽市", "市教育局", False), ("天津市教委", "天津市", "市教委", True),
        ("丰泽市教育局", "丰泽市东山区", "区教育局", False), ("东山区教育局", "丰泽市东山区", "区教育局", True), ("东山区教育局", "丰泽市东山区", "我区", True),
    ],
)
def test_rank_that_is_told(body, citing, lead, meant):
    held = corpus(GENERIC[2], origin_of([GENERIC[2]], [body]))
    assert cited(f"根据{lead}《{GENERIC[2]}》，", held, citing) == (1 if meant else "none")


def test_number_that_a_document_cites_is_not_its_own():
    text = f"各单位：\n\n《{GENERIC[0]}》（甲医保发〔2021〕7号）同时废止，按照甲医保发〔2020〕2号执行。"
    held = corpus(GENERIC[0], origin_of([GENERIC[0]], ["甲市医保局"], markdown=text))
    for number in ("甲医保发〔2021〕7号", "甲医保发〔2020〕2号"):
        assert cited(f"根据《{GENERIC[0]}》（{number}），", held, "甲市") == "none"
    own = corpus(GENERIC[0], origin_of([GENERIC[0]], markdown="甲医保发[2023]7号\n\n各单位："))
    assert cited(f"根据《{GENERIC[0]}》（甲医保发〔2023〕7号），", own) == 1
    assert cited(f"根据《{GENERIC[0]}》（医保发〔2023〕7号），", own) == "none"


def test_national_notice_is_not_the_places_of_the_same_title():
    unknown = corpus(GENERIC[0], origin_of([GENERIC[0]], markdown="根据国务院办公厅要求，经甲市人民政府同意，现通知如下："))
    assert cited(f"根据国务院办公厅《{GENERIC[0]}》，", unknown, "甲市") == "none"


def test_title_that_names_its_place_needs_no_more():
    title = "关于印发丰泽市促进就业若干措施的通知"
    assert cited(f"参照《{title}》，", corpus(title, origin_of([title], ["丰泽市人民政府"])), "甲市") == 1


@pytest.mark.parametrize("years", ["2024-06-01", "2024-05-02"])
def test_younger_notice_is_not_meant(years):
    held = corpus(GENERIC[0], SHOWS["body"]("甲市", GENERIC[0]), dates=(day(years),))
    assert cited(f"根据《{GENERIC[0]}》，", held, "甲市") == "none"


def test_full_title_is_never_short_for_a_longer_one():
    held = corpus("甲市关于阶段性提高贷款额度的通知", origin_of(["甲市医保局关于阶段性提高贷款额度的通知"]))
    assert links("《关于提高贷款额度的通知》明确", held, title="甲市新政：《关于提高贷款额度的通知》")[0] == "none"


@pytest.mark.parametrize(
    "before, told",
    [
        ("根据甲市人民政府", "甲市人民政府"), ("落实丰泽市住建局等八部门联合印发的", "丰泽市住建局"), ("按照教育部", "教育部"),
        ("根据丰泽市有关规定制定", ""), ("根据太原市人民政府", "太原市人民政府"), ("按照市政府", "市政府"),
        ("上三条政策措施可与市住建局等九部门", "市住建局"), ("以上政策和甲市住房和城乡建设局", "甲市住房和城乡建设局"), ("符合中国人民银行", "中国人民银行"), ("自教育部", "教育部"), ("根据自治区住房城乡建设厅", "自治区住房城乡建设厅"),
        ("甲市住房和城乡建设局、甲市自然资源和规划局", "甲市住房和城乡建设局、甲市自然资源和规划局"), ("省委办公厅和省政府办公厅", "省委办公厅和省政府办公厅"), ("甲市自然资源局", "甲市自然资源局"),
        ("根据", ""), ("", ""), ("《甲》和", ""),
    ],
)
def test_issuer(before, told):
    assert issuer(before) == told


@pytest.mark.parametrize("row", ["第三、四条", "第三条、第四条", "第三条和第五条第二款", "第三、四、五条"])
@pytest.mark.parametrize("lead", ["", "市医保局", "丰泽市医保局", "甲市医保局等九部门"])
def test_one_row_is_of_one_work(lead, row):
    held = corpus(GENERIC[0], SHOWS["body"]("甲市", GENERIC[0]), number="甲医保发〔2023〕7号")
    for number in ("", "（甲医保发〔2023〕7号）", "（甲医保发〔2023〕8号）"):
        text = f"根据{lead}《{GENERIC[0]}》{number}{row}，"
        assert len(set(links(text, held, title="甲市某局关于做好工作的通知", on="2024-05-01"))) == 1, text
