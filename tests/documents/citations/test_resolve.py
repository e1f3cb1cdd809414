"""Which document is meant, and first which is not."""
import time
from dataclasses import replace

import pytest

from documents.citations import HeldDocument
from documents.vocabulary.enums import CitationKind, Resolution

from .corpus import Corpus, day, law, links, policy, resolved

EDUCATION = law(1, "中华人民共和国教育法", "2021-04-30")
COMPANY_2018, COMPANY_2023 = law(2, "中华人民共和国公司法", "2018-10-26"), law(3, "中华人民共和国公司法", "2024-07-01")
PLAN = policy(4, "教育强国建设规划纲要（2024—2035年）", "2025-01-19")
ROLLS = policy(5, "中小学生学籍管理办法", "2025-01-03", "教基〔2025〕1号")
GUIDE = policy(6, "中小学人工智能通识教育指南（2025年版）", "2025-05-12")
CRIMINAL = law(7, "中华人民共和国刑法", "2024-03-01")
LESSONS = policy(8, "教育部关于加强“三个课堂”应用的指导意见", "2020-03-03", "教科技〔2020〕3号")
CORPUS = Corpus(EDUCATION, COMPANY_2018, COMPANY_2023, PLAN, ROLLS, GUIDE, CRIMINAL, LESSONS, articles={1: 86, 3: 266, 5: 30, 7: 452})


@pytest.mark.parametrize(
    "text",
    [
        "落实《教育强国建设规划》。",  # the beginning of another title
        "根据《义务教育法》办理。",  # 教育法 is its end
        "《教育强国建设规划纲要（2010—2020年）》要求",  # another edition
        "《中小学生学籍管理办法（试行）》",
        "《中小学生学籍管理办法》（教基一〔2013〕7号）",
        "2013年印发的《中小学生学籍管理办法》",
        "《省教育厅等八部门关于加强“三个课堂”应用的指导意见》",  # the same title of another body
        "《中共湖南省委办公厅关于加强“三个课堂”应用的指导意见》",
        "《通识教育指南》要求",  # a short name, in a text that is not about it
    ],
)
def test_is_not_linked(text):
    assert links(text, CORPUS) == ["none"]


def test_what_may_be_a_book_is_ignored_until_held():
    assert links("他读了《乡土中国》。", CORPUS) == ["ignored"]
    assert links("他读了《乡土中国》。", Corpus(policy(1, "乡土中国"))) == [1]


def test_document_issued_later_cannot_be_meant():
    assert links("《中小学生学籍管理办法》规定", CORPUS, on="2020-05-01") == ["none"]


def test_news_may_come_a_few_days_before():
    assert links("教育部印发《中小学生学籍管理办法》", CORPUS, on="2024-12-30", kind="新闻") == [5]
    assert links("教育部印发《中小学生学籍管理办法》", CORPUS, on="2024-12-30", kind="通知") == ["none"]


@pytest.mark.parametrize(
    "title",
    [
        "《教育强国建设规划纲要（2024—2035年）》", "《教育强国建设规划纲要(2024-2035年)》", "《教育强国建设规划纲要》",
        "《中共中央 国务院关于印发〈教育强国建设规划纲要（2024－2035年）〉的通知》",
    ],
)
def test_titles_compare_without_what_printers_vary(title):
    assert links(f"落实{title}。", CORPUS) == [4]


def test_number_alone_and_number_with_title():
    assert links("按教基[2025] 1 号文和《学籍办法》（教基〔2025〕1号）", CORPUS) == [5, 5]


def test_version_in_force_then():
    assert links("依照《中华人民共和国公司法》办理", CORPUS, on="2020-01-01") == [2]
    assert links("依照公司法办理", CORPUS, on="2025-01-01") == [3]


@pytest.mark.parametrize("text", ["关于审理票据纠纷案件若干问题的规定", "最高人民法院关于审理票据纠纷案件若干问题的规定"])
@pytest.mark.parametrize(("on", "right"), [("2010-01-01", 1), ("2022-01-01", 2)])
def test_editions_of_one_work_may_spell_its_title_with_the_body_or_without(text, on, right):
    plain = "关于审理票据纠纷案件若干问题的规定"
    since = (day("2001-01-01"), day("2021-01-01"))
    corpus = Corpus(*(
        HeldDocument(pk, title, work=plain, dates=(on,), effective_on=on)
        for pk, title, on in ((1, plain, since[0]), (2, f"最高人民法院{plain}", since[1]))
    ))
    assert links(f"依照《{text}》办理", corpus, on=on) == [right]


def test_without_a_date_versions_cannot_be_told_apart():
    assert links("依照公司法办理", CORPUS, on="") == ["several"]


def test_law_of_which_only_a_later_version_is_held_links_to_it_but_not_to_its_articles():
    early, = resolved("依照教育法第五条", CORPUS, on="2014-01-01")
    assert (early.held.id, early.anchor) == (1, "")
    late, = resolved("依照教育法第五条", CORPUS, on="2024-01-01")
    assert late.anchor == "art-5"


@pytest.mark.parametrize(
    ("on", "anchor"), [("2020-11-10", ""), ("2020-11-11", "art-5"), ("2020-11-12", ""), ("2021-01-31", ""), ("2021-02-11", "art-5")]
)
def test_edition_of_which_nothing_tells_whether_it_was_in_force_then_is_linked_without_its_articles(on, anchor):
    """What is dated that very day was written with it."""
    new = HeldDocument(1, "丙国著作法", work="丙国著作法", dates=(day("2020-11-11"),))
    found, = resolved("依照《丙国著作法》第五条", Corpus(new, articles={1: 60}), on=on)
    assert (found.held.id, found.anchor) == (1, anchor)
    known = replace(new, effective_on=day("2020-11-11"))
    found, = resolved("依照《丙国著作法》第五条", Corpus(known, articles={1: 60}), on="2020-11-12")
    assert found.anchor == "art-5"


@pytest.mark.parametrize("title", ["关于修改《丙国著作法》的决定", "关于修改《丙国著作法》等二部法律的决定"])
@pytest.mark.parametrize("other", ["将第三条第二款修改为：“略。”", "删去第三条", "删除第三条、第四条", "增加一条，作为第四条", "条文顺序作相应调整"])
def test_articles_that_a_decision_amends_are_linked_where_it_numbers_none_anew(title, other):
    amended = HeldDocument(1, "丙国著作法", work="丙国著作法", dates=(day("2021-01-02"),))
    text = f"对《丙国著作法》作如下修改：{other}。将第五条修改为：“略。”"
    last = resolved(text, Corpus(amended, articles={1: 60}), on="2021-01-10", title=title)[-1]
    assert (last.held.id, last.anchor) == (1, "art-5" if "第三条第二款" in other and "等" not in title else "")


def test_criminal_law_keeps_its_numbers():
    (early,) = resolved("依照刑法第二百三十四条第一款", CORPUS, on="2014-01-01")
    assert early.anchor == "art-234-p1"
    (before,) = resolved("依照刑法第二百三十四条第一款", CORPUS, on="1990-01-01")
    assert (before.held.id, before.anchor) == (7, "")


def test_year_of_a_version_counts():
    assert links("2005年修订的公司法", CORPUS, on="2020-01-01") == ["none"]
    assert links("《公司法》（2018年修正）", CORPUS, on="2025-01-01") == [2]


def test_year_of_first_promulgation_names_the_work_in_all_its_versions():
    tax = law(1, "中华人民共和国契税暂行条例", "2019-03-02")
    corpus = Corpus(tax, years={1: {1997, 2019}})
    assert links("1997年7月7日国务院发布的《契税暂行条例》同时废止", corpus, on="2020-08-11") == [1]
    assert links("1950年4月3日政务院发布的《契税暂行条例》", corpus, on="1994-02-22") == ["none"]
    assert links("2009年修订的《契税暂行条例》", corpus, on="2020-08-11") == ["none"]
    assert links("1997年印发的《契税暂行条例》", Corpus(policy(1, "契税暂行条例", "2019-03-02"))) == ["none"]


def test_provision_that_the_document_does_not_have_has_no_anchor():
    (found,) = resolved("《教育法》第九百条", CORPUS)
    assert (found.held.id, found.anchor) == (1, "")


def test_parts_of_one_work_are_told_apart_by_the_article():
    general = law(1, "中华人民共和国民法典 总则", "2021-01-01")
    family = law(2, "中华人民共和国民法典 婚姻家庭编", "2021-01-01")
    corpus = Corpus(general, family)
    corpus.has_anchor = lambda pk, anchor: (pk == 2) == (int(anchor[4:]) > 1039)
    assert links("民法典第一千零四十一条至第一千零四十四条、第五条；民法典规定", corpus) == [2, 1, "several"]


CODE = (
    law(1, "中华人民共和国民法典 总则", "2021-01-01"), law(2, "中华人民共和国民法典 婚姻家庭编", "2021-01-01"), law(3, "中华人民共和国民法典 合同编", "2021-01-01"),
)
CHAPTERS = {held.id: {f"ch-{number}": "" for number in range(1, 6)} for held in CODE}


@pytest.mark.parametrize(("text", "right"), [
    ("民法典婚姻家庭编第二章、第三编第四章", [(2, "ch-2"), (3, "ch-4")]), ("《民法典》（合同编）第五章", [(3, "ch-5")]), ("民法典总则编第三章", [(1, "ch-3")]),
    ("学习民法典婚姻家庭编", [(2, "")]), ("民法典第二章", [("several", "")]), ("民法典第二编第二章", [("several", "")]), ("民法典继承编", [("several", "")]),
])
def test_parts_of_a_code_are_told_apart_by_their_names(text, right):
    found = resolved(text, Corpus(*CODE, texts=CHAPTERS))
    assert [(r.held.id if r.held else r.resolution.value, r.anchor) for r in found] == right


def test_part_of_a_code_that_is_held_whole():
    whole = Corpus(law(1, "中华人民共和国民法典", "2021-01-01"), articles={1: 9}, texts={1: {"part-3": "", "part-3-ch-2": ""}})
    found = resolved("民法典合同编第二章、民法典合同编第五条、民法典合同编", whole)
    assert [(r.held.id, r.anchor) for r in found] == [(1, "part-3-ch-2"), (1, "art-5"), (1, "part-3")]


def test_titles_in_traditional_characters():
    corpus = Corpus(law(1, "中华人民共和国行政强制法", "2012-01-01"), policy(2, "甲市公園管理辦法", "2020-01-01"), articles={1: 9, 2: 9})
    assert links("依照《中華人民共和國行政強制法》第九條、《甲市公園管理辦法》第三條", corpus) == [1, 2]
    assert links("依照《甲市公园管理办法》第三条", corpus) == [2]


def test_other_part_of_the_same_code():
    general = law(1, "中华人民共和国民法典 总则", "2021-01-01")
    text = "### 第一千零四十条\n\n依照本法第一百四十二条、第一千零四十条。"
    own = {"title": "中华人民共和国民法典 婚姻家庭编", "anchors": ("art-1040",), "id": 2}
    found = resolved(text, Corpus(general, articles={1: 204}), **own)
    assert [(r.held and r.held.id, r.anchor) for r in found] == [(1, "art-142"), (None, "art-1040")]


def test_several_of_one_name_are_no_link():
    assert links("《招生若干规定》", Corpus(policy(1, "招生若干规定"), policy(2, "招生若干规定"))) == ["several"]


def test_spelled_out_body_decides():
    corpus = Corpus(policy(1, "教育部关于加强管理的意见"), policy(2, "财政部关于加强管理的意见"))
    assert links("《财政部关于加强管理的意见》《关于加强管理的意见》", corpus) == [2, "several"]


def test_local_name_means_the_work_from_there_on_and_in_no_other_text():
    text = "《规划纲要》。落实《教育强国建设规划纲要（2024—2035年）》（以下简称《纲要》），《纲要》第五条。"
    assert links(text, CORPUS) == [4, 4, 4]
    assert links("《纲要》要求", CORPUS) == ["none"]


def test_local_name_redefined():
    text = "《教育法》（以下简称《法》），《法》；《公司法》（以下简称《法》），《法》。"
    assert links(text, CORPUS) == [1, 1, 3, 3]


def test_short_name_in_an_interview_about_it():
    facts = {"title": "负责人就《通识教育指南》答记者问", "kind": "解读"}
    (found,) = resolved("《通识教育指南》包括三部分。", CORPUS, on="2025-05-13", **facts)
    assert (found.held.id, found.kind) == (6, CitationKind.EXPLAINS)
    rival = Corpus(GUIDE, policy(9, "大学通识教育指南"))
    assert links("《通识教育指南》包括三部分。", rival, on="2025-05-13", **facts) == ["several"]


def test_document_citing_itself():
    own = {"title": "中小学生学籍管理办法", "number": "教基〔2025〕1号", "full_title": "教育部关于印发《中小学生学籍管理办法》的通知", "id": 5}
    text = "现将《中小学生学籍管理办法》印发给你们。\n\n《中小学生学籍管理办法》（教基一〔2013〕7号）同时废止。原《中小学生学籍管理办法》。《办法》。"
    assert links(text, CORPUS, **own) == ["self", "none", "none", "self"]


LAW_TEXT = """## 第一章 总则

### 第一条

为了管理，制定本法。

前款所称管理，依照前条和第二条。

### 第二条

有下列情形的：

（一）甲；

（二）乙。

前款第（二）项、第一款，适用本章和本条第一款、第九条。
"""


def test_own_provisions():
    anchors = ("ch-1", "art-1", "art-2")
    found = resolved(LAW_TEXT, CORPUS, title="中华人民共和国管理法", anchors=anchors)
    assert {r.resolution for r in found} == {Resolution.SELF}
    assert [(r.mention.text, r.anchor) for r in found] == [
        ("本法", ""), ("前款", "art-1-p1"), ("前条", ""), ("第二条", "art-2"), ("前款第（二）项", "art-2-p1-i2"),
        ("第一款", "art-2-p1"), ("本章", "ch-1"), ("本条第一款", "art-2-p1"), ("第九条", ""),
    ]


def test_bare_provision_of_an_amendment_is_of_the_law_that_it_amends():
    text = "一、在第一百五十二条中增加一款。"
    (found,) = resolved(text, CORPUS, title="中华人民共和国刑法修正案（四）")
    assert (found.held.id, found.anchor) == (7, "art-152")


def test_bare_provision_in_an_interview_is_of_what_it_explains():
    facts = {"title": "负责人就《中小学生学籍管理办法》答记者问", "kind": "解读"}
    assert [r.anchor for r in resolved("坚持一人一籍（第3条、第4条）。", CORPUS, **facts)] == ["art-3", "art-4"]


@pytest.mark.parametrize("piece", ["《教育法》和", "《甲{}办法》、", "第五条、", "《办法》", "根据《甲{}》第五条，"])
def test_hostile_text_is_resolved_in_linear_time(piece):
    def seconds(times):
        text = "".join(piece.replace("{}", str(number)) for number in range(times))
        start = time.process_time()
        resolved(text, Corpus(EDUCATION), title="甲规划")
        return time.process_time() - start

    assert seconds(2_000) < 32 * max(min(seconds(250) for _ in range(3)), 0.025)


def test_name_that_only_says_what_sort_of_document_it_is_means_no_work():
    (found,) = resolved("《工作方案》见附件。", Corpus(policy(1, "工作方案")))
    assert (found.resolution, found.reference.key) == (Resolution.NONE, "")


def test_law_that_is_not_held_is_not_another_that_ends_like_it():
    corpus = Corpus(law(1, "中华人民共和国劳动合同法", "2012-12-28"))
    title = "最高人民法院关于适用《中华人民共和国合同法》若干问题的解释"
    assert links("根据《中华人民共和国合同法》（以下简称合同法），合同法施行后", corpus, title=title) == ["none", "none"]


def test_end_of_the_texts_own_title_is_not_short_for_another():
    corpus = Corpus(policy(1, "“十四五”数字经济发展规划", "2021-12-12"))
    assert links("《数字经济发展规划》提出", corpus, title="浙江省数字经济发展规划（2021—2025年）") == ["none"]


@pytest.mark.parametrize("bodies", ["", "教育部", "教育部等五部门", "中华人民共和国教育部", "教育部 财政部"])
def test_the_body_may_be_left_out_or_written_otherwise(bodies):
    assert links(f"《{bodies}关于加强“三个课堂”应用的指导意见》", CORPUS) == [8]


def test_the_same_title_of_another_body_is_not_the_text_itself():
    own = {"title": "盐城市人民政府关于实行水资源管理制度的意见"}
    assert links("贯彻《省政府关于实行水资源管理制度的意见》和《关于实行水资源管理制度的意见》", Corpus(), **own) == ["none", "self"]
    text = "根据《省委办公厅印发〈关于全面推进政务公开的意见〉的通知》（湘办发〔2016〕41号）和《关于全面推进政务公开的意见》（岳办发〔2017〕2号）"
    assert links(text, Corpus(), title="关于全面推进政务公开的意见") == ["none", "self"]


def test_provisions_of_several_amended_works_belong_to_the_last_one_amended():
    text = (
        "# 教育部关于修改部分规章的决定\n\n## 一、\n\n将《甲办法》第八条修改为：“应当具备《教育法》规定的学历。”删去第十二条。\n\n"
        "## 二、\n\n将《乙办法》第三条修改为：“按照规定办理。”\n\n第五条改为第六条。"
    )
    found = [r for r in resolved(text, CORPUS, title="教育部关于修改部分规章的决定") if r.reference.key != "教育法"]
    assert [r.reference.title for r in found] == ["甲办法", "甲办法", "乙办法", "乙办法", "乙办法"]
    assert {r.kind for r in found} == {CitationKind.AMENDS}


def test_items_of_a_list_of_repeals_are_repealed():
    text = "下列文件同时废止：\n\n1.教育部关于评估工作的意见（教成〔1992〕10号）\n\n2.《甲办法》\n\n本决定根据《乙办法》制定。"
    kinds = [str(r.kind) for r in resolved(text, Corpus())]
    assert kinds == ["repeals", "repeals", "mention", "basis"]


def test_of_one_edition_printed_twice_the_one_issued_last_is_meant():
    printed = [replace(law(pk, "某某解释", "2022-05-01"), dates=(day(issued), day("2022-05-01"))) for pk, issued in ((1, "2022-04-04"), (2, "2022-04-24"))]
    assert links("依据《某某解释》办理。", Corpus(*printed)) == [2]
