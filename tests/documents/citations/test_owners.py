"""Whose a provision is that names no work itself, and first whose it is not."""
from itertools import product

import pytest

from documents.vocabulary.enums import Resolution

from .corpus import Corpus, law, links, policy, resolved

EDUCATION = law(1, "中华人民共和国教育法", "2021-04-30")
PRIVACY = law(2, "中华人民共和国个人信息保护法", "2021-11-01")
CHARTER = policy(3, "全国学生联合会章程", "2020-08-18")
CORPUS = Corpus(EDUCATION, PRIVACY, CHARTER, articles={1: 86, 2: 74, 3: 50})
PAPERS = [
    "合同", "本合同", "劳动合同", "双方所签买卖合同", "该协议", "调解协议", "公司章程", "业主公约", "村规民约", "管理规约", "员工手册", "学生守则",
    "起诉状", "上诉状", "判决书", "本院裁定书", "投标书", "招标文件", "保单", "保险条款", "借款合同（2021年版）", "租赁协议补充条款", "备忘录",
    "某市办法", "学校考勤制度", "董事会议事规则", "集团管理规定", "“合同”", "附件", "《员工手册》", "《劳动合同》（2020年修订）", "《申请表》", "《某某平台服务协议》",
    "某某法", "矿安法", "绿通法", "反法", "合法", "行法", "施法", "司法解释", "某法解释（三）", "某法解释二", "美国统一商法典", "联合国某公约",
]
FORMS = ["第二十条", "第二十条第二款", "第二十条第一款第（三）项", "的第二十条", "中第二十条", "约定的第二十条", "第20条", "第二十条至第二十二条"]
BEFORE = ["根据《教育法》第五条和", "依照教育法第五条，违反", "根据《教育法》第五条办理。", "按照《教育法》，并对照"]


@pytest.mark.parametrize("paper", PAPERS)
def test_provision_of_another_paper_is_never_the_last_laws(paper):
    for before, form in product(BEFORE, FORMS):
        found = resolved(f"{before}{paper}{form}的，应当处理。", CORPUS)
        assert [r.held for r in found[1:]] == [None] * (len(found) - 1), (before, paper, form)
        assert found[0].held == EDUCATION


@pytest.mark.parametrize("paper", PAPERS)
def test_and_so_are_those_that_follow_in_the_list(paper):
    assert links(f"根据《教育法》第五条，{paper}第二十条、第二十一条第二款和第三十条", CORPUS) == [1, "none", "none", "none"]


@pytest.mark.parametrize("paper", ["合同", "公司章程", "《员工手册》", "起诉状", "绿通法"])
def test_provision_of_another_paper_is_not_the_texts_own(paper):
    text = f"### 第一条\n\n违反{paper}第二条的，依照第二条处理。\n\n### 第二条\n\n责令改正。"
    found = resolved(text, CORPUS, title="某管理办法", anchors=("art-1", "art-2"))
    assert [(r.resolution, r.anchor) for r in found] == [(Resolution.NONE, ""), (Resolution.SELF, "art-2")]


@pytest.mark.parametrize("text", [
    "本合同第三条约定违约金，依照《教育法》第五条，违反第四条的除外", "甲方依照《教育法》第五条办理，乙方违反第四条的除外", "依照《教育法》第五条；违反本协议中第二款，第四条仍有效",
])
def test_provision_alone_where_parties_speak_of_what_they_agreed_on(text):
    assert [r.held for r in resolved(text, CORPUS) if r.mention.text == "第四条"] == [None]


def test_provision_alone_behind_a_sentence_of_parties():
    assert links("甲方违反本合同第三条的，应当赔偿。依照《教育法》第五条办理，违反第四条的除外。", CORPUS)[-2:] == [1, 1]


@pytest.mark.parametrize("pointing", ["上述", "前述"])
def test_provision_that_is_pointed_back_to_is_that_of_the_work_named_last(pointing):
    assert links(f"依照《教育法》第五条办理。{pointing}第五条第二款所称期限，以月计算；违反{pointing}第六条的，责令改正。", CORPUS) == [1, 1, 1]
    assert links(f"依照《教育法》第五条办理。乙方违反《员工手册》第三条，{pointing}第三条和{pointing}第四条同样适用。", CORPUS) == [1, "none", "none", "none"]


@pytest.mark.parametrize("noun", ["教材", "课本", "讲义", "论文", "图纸", "借条", "遗嘱", "仲裁裁决", "隐私政策", "采购需求", "甲方报价", "会议议程", "合同范围"])
def test_provision_behind_any_other_noun_is_not_the_last_laws(noun):
    for form in ("第二十条", "第三章", "第二十条第二款"):
        assert links(f"根据《教育法》第五条处理。{noun}{form}另有说明。", CORPUS) == [1, "none"]
    for row in ("第二十条、第二十一条", "第20、21条", "第三和五章", "第二十条第（一）（三）项"):
        assert links(f"根据《教育法》第五条处理。{noun}{row}另有说明。", CORPUS) == [1, "none", "none"]


@pytest.mark.parametrize("words", ["约定", "另有约定", "已约定", "中明确约定", "所约定"])
def test_what_people_agreed_on_is_in_no_law(words):
    assert links(f"根据《教育法》第五条签订合同，第二十条{words}的，从其约定。", CORPUS) == [1, "none"]
    assert links("根据《教育法》第五条签订合同，第二十条规定的约定除外。", CORPUS) == [1, 1]


@pytest.mark.parametrize("words", ["如", "例如", "按照", "凡违反", "以及", "适用", "，", "。又据", "有", "但"])
def test_words_that_lead_to_a_provision(words):
    assert links(f"根据《教育法》第五条办理，{words}第二十条的情形除外。", CORPUS) == [1, 1]


def test_title_that_is_no_documents_owns_what_follows_it():
    assert links("依照《教育法》第五条。《员工手册》规定，第二十条适用于职工。", CORPUS) == [1, "none"]


@pytest.mark.parametrize("words", ["该法", "同法", "违反该法", "其", "依照", "以及", "适用", "在", "（", "见", "但依照"])
def test_provision_of_the_law_named_before(words):
    assert links(f"根据《教育法》第五条办理，{words}第二十条规定的除外。", CORPUS) == [1, 1]


@pytest.mark.parametrize("words", ["该法第六条", "该法第六条第二款", "上述法第六条"])
def test_that_law_is_the_last_law_though_another_paper_stands_between(words):
    assert links(f"根据《教育法》第五条和合同第八条，按照{words}处理。", CORPUS) == [1, "none", 1]


@pytest.mark.parametrize("words", ["该章程", "章程", "依照章程", "上述章程"])
def test_kind_of_the_work_named_before_stands_for_it(words):
    assert links(f"根据《全国学生联合会章程》第三条，{words}第四条另有规定。", CORPUS) == [3, 3]


def test_that_paper_is_the_last_of_its_kind():
    text = "根据《全国学生联合会章程》第三条，公司章程第八条另有规定的，按照该章程第九条办理。"
    assert links(text, CORPUS) == [3, "none", "none"]


def test_that_law_in_another_paragraph_is_not_known():
    assert links("根据《教育法》第五条。\n\n按照该法第六条。", CORPUS) == [1, "none"]


@pytest.mark.parametrize("name", ["条例", "个保规则", "《条例》"])
def test_local_name_stands_for_what_it_was_given_to(name):
    assert links(f"《教育法》（以下简称“{name.strip('《》')}”）和《某某规划》，违反{name}第二十条。", CORPUS)[-1] == 1


def test_own_kind_of_paper():
    text = "### 第一条\n\n依照本办法第二条和本合同第二条。\n\n### 第二条\n\n责令改正。"
    anchors = ("art-1", "art-2")
    found = resolved(text, CORPUS, title="某管理办法", anchors=anchors)
    assert [(r.resolution, r.anchor) for r in found] == [(Resolution.SELF, "art-2"), (Resolution.NONE, "")]
    found = resolved(text, CORPUS, title="房屋租赁合同", anchors=anchors)
    assert [r.anchor for r in found] == ["art-2", "art-2"]


@pytest.mark.parametrize("verb", ["通知", "公告", "应当报告", "决定", "不予解除规定"])
def test_what_may_be_a_verb_leaves_the_provision_to_the_text(verb):
    text = f"### 第一条\n\n有关部门{verb}第二条规定的人。\n\n### 第二条\n\n利害关系人。"
    (found,) = resolved(text, CORPUS, title="某管理办法", anchors=("art-1", "art-2"))
    assert found.anchor == "art-2"


@pytest.mark.parametrize(
    "short, full",
    [("个保法", "个人信息保护法"), ("消法", "消费者权益保护法"), ("道交法", "道路交通安全法"), ("劳合法", "劳动合同法"), ("未保法", "未成年人保护法")],
)
def test_usual_short_names_of_laws(short, full):
    corpus = Corpus(EDUCATION, law(4, f"中华人民共和国{full}", "2015-01-01"))
    assert links(f"根据《教育法》第五条、{short}第十三条、《{short}》第二条处理，取{short}律效力。", corpus) == [1, 4, 4]
