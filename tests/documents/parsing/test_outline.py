"""Which paragraphs open a division, how far their headings go, how deep they stand."""
import pytest

from documents.formats.text import RawText
from documents.parsing import parse, seed_bodies


def outline(text, is_markdown=False):
    return [(s.level, s.label, s.heading) for s in parse(RawText(text, is_markdown), {}, seed_bodies()).sections]


def test_what_must_not_match():
    assert outline("第三条规定的情形，按照前款办理。\n一是加强领导。二是落实责任。\n第一，坚持党的领导。") == []


def test_chapters_and_articles():
    text = "第一章 总 则\n第一条 为了规范管理，制定本办法。\n（一）项目；\n第二条 本办法自发布之日起施行。"
    assert outline(text) == [(1, "第一章", "总则"), (2, "第一条", ""), (2, "第二条", "")]


def test_emphasis_marks_no_division():
    assert outline("**重要** 第一条规定的情形\n\n**注意第一条**", is_markdown=True) == []


def test_a_list_of_articles_is_no_division():
    assert outline("第十一条 第二十一条 第三十一条") == []


def test_labels_that_are_emphasized():
    text = "# 某某办法\n\n## **第一章 总则**\n\n**第一条** 为了规范管理，制定本办法。\n\n**第二条**自发布之日起施行。"
    document = parse(RawText(text, is_markdown=True), {}, seed_bodies())
    assert [(s.level, s.label, s.heading) for s in document.sections] == [(1, "第一章", "总则"), (2, "第一条", ""), (2, "第二条", "")]
    assert "**" not in document.markdown


def test_pages_do_not_break_a_table_of_contents():
    contents = ["目录", "第一章 总则", "第二章 管理", "- 1 -", "第三章 附则"]
    text = "\n".join([*contents, "第一章 总则", "第一条 制定本办法。", "第二章 管理", "第二条 管理。", "第三章 附则", "第三条 施行。"])
    assert [s[1] for s in outline(text)] == ["第一章", "第一条", "第二章", "第二条", "第三章", "第三条"]


def test_a_run_in_heading_is_parted_from_its_text():
    document = parse(RawText("一、总体要求\n（一）指导思想。以新发展理念为指导，推进工作，加快建设。"), {}, seed_bodies())
    assert document.markdown == "## 一、总体要求\n\n### （一）指导思想。\n\n以新发展理念为指导，推进工作，加快建设。\n"
    assert document.sections[1].heading == "指导思想"
    assert document.sections[1].anchor == "sec-1-1"


def test_an_item_without_a_heading_has_a_label_only():
    text = "一、管理责任\n1.高校是在线开放课程教学管理的责任主体，要制定本校在线开放课程教学管理办法，规范课程选用。"
    assert outline(text)[1] == (2, "1.", "")


def test_reading_the_canonical_markdown_again_changes_nothing():
    first = parse(RawText("一、总体要求\n（一）指导思想。以新发展理念为指导。\n1.完善体系。健全制度。"), {}, seed_bodies())
    again = parse(RawText(first.markdown, is_markdown=True), {}, seed_bodies())
    assert (again.markdown, again.sections) == (first.markdown, first.sections)


def test_article_numbers_go_through_the_headings_between_them():
    text = "一、管辖\n第一条 重大涉外案件由中级人民法院管辖。\n二、回避\n第二条 审判人员应当回避。"
    assert outline(text) == [(1, "一、", "管辖"), (2, "第一条", ""), (1, "二、", "回避"), (2, "第二条", "")]


def test_items_of_an_article_are_its_text():
    document = parse(RawText("第五条 有下列情形之一的，应当回避：\n（一）是当事人的；\n（二）是近亲属的。\n第六条 本法自公布之日起施行。"), {}, seed_bodies())
    assert [s.label for s in document.sections] == ["第五条", "第六条"]
    assert document.sections[0].text.split("\n")[1:] == ["（一）是当事人的；", "（二）是近亲属的。"]


def test_new_wording_in_quotation_marks_opens_nothing():
    text = "一、将第三条修改为：“第三条 学校应当建立档案。\n第三条之一 档案应当保存。\n（一）纸质的；”\n二、删去第五条。"
    assert outline(text) == [(1, "一、", ""), (1, "二、", "")]


def test_an_unclosed_quotation_mark_does_not_hide_the_next_article():
    assert outline("第一条 修改为：“土地可以转让。\n第二条 本决定自公布之日起施行。") == [(1, "第一条", ""), (1, "第二条", "")]


def test_a_table_of_contents_is_no_outline():
    text = "目　录\n第一章 总则\n第二章 管理\n第三章 附则\n第一章 总则\n第一条 甲。\n第二章 管理\n第二条 乙。\n第三章 附则\n第三条 丙。"
    assert [label for _, label, _ in outline(text)] == ["第一章", "第一条", "第二章", "第二条", "第三章", "第三条"]


def test_a_list_of_annexes_is_no_annex_but_an_annex_is():
    text = "一、总体要求\n各地要落实。\n附件：1.试点单位名单\n2.申报书\n教育部\n2021年9月7日\n附件1\n试点单位名单\n第一条 甲。"
    document = parse(RawText(text), {}, seed_bodies())
    assert [(s.label, s.anchor) for s in document.sections] == [
        ("一、", "sec-1"), ("附件1", "annex-1"), ("第一条", "annex-1-art-1"),
    ]


def test_editing_one_article_moves_no_other_anchor():
    before = parse(RawText("第一条 甲。\n第二条 乙。\n第四条 丁。"), {}, seed_bodies())
    after = parse(RawText("第一条 甲。\n第二条 乙，改。\n第二条之一 新。\n第三条 丙。\n第四条 丁。"), {}, seed_bodies())
    assert {s.anchor for s in before.sections} == {"art-1", "art-2", "art-4"} < {s.anchor for s in after.sections}


def test_chapters_that_restart_are_named_with_their_part():
    text = "第一编 总则\n第一章 任务\n第一条 甲。\n第二编 分则\n第一章 罪名\n第二条 乙。"
    anchors = [s.anchor for s in parse(RawText(text), {}, seed_bodies()).sections]
    assert anchors == ["part-1", "part-1-ch-1", "art-1", "part-2", "part-2-ch-1", "art-2"]


def test_numbers_within_a_paragraph_make_no_divisions():
    assert outline("第一章 罪名\n1．背叛国家罪（第102条） 2．分裂国家罪（第103条） 3．煽动分裂国家罪") == [(1, "第一章", "罪名")]


def test_plain_text_is_escaped_and_reads_the_same():
    document = parse(RawText("一、说明\n*星号*与<b>标签</b>\n# 井号\n- 横线\n1. 序号，都是正文。"), {}, seed_bodies())
    assert "\\*星号\\*与\\<b>标签\\</b>" in document.markdown
    assert "\\# 井号" in document.markdown and "\\- 横线" in document.markdown
    assert document.sections[0].text.split("\n") == ["*星号*与<b>标签</b>", "# 井号", "- 横线"]


def test_a_million_characters_alike_are_read():
    for text in ("一" * 1_000_000, "<!--" * 250_000):
        assert parse(RawText(text), {}, seed_bodies()).sections == ()


def test_parts_questions_and_headings_that_stand_alone():
    text = "前言\n本纲要分两部分。\n第一部分 总体战略\n第一章 指导思想\n第二部分是实施安排，另行印发。\n一、问：何时施行？\n答：自印发之日起施行。"
    assert outline(text) == [
        (1, "", "前言"), (1, "第一部分", "总体战略"), (2, "第一章", "指导思想"), (3, "一、问：", "何时施行？"),
    ]


def test_marked_headings_keep_their_depth_where_they_have_no_label():
    text = "# 案例\n\n## 基本案情\n\n某甲起诉。\n\n### 经过\n\n一、起诉\n\n## 裁判结果\n\n驳回。"
    assert outline(text, is_markdown=True) == [
        (1, "", "基本案情"), (2, "", "经过"), (3, "一、", "起诉"), (1, "", "裁判结果"),
    ]


def test_the_usual_order_may_stand_the_other_way():
    text = "1.总体要求\n（一）指导思想\n（二）原则\n2.主要任务\n（一）甲\n3.保障"
    assert [(level, label) for level, label, _ in outline(text)] == [
        (1, "1."), (2, "（一）"), (2, "（二）"), (1, "2."), (2, "（一）"), (1, "3."),
    ]


def test_a_box_holds_what_is_numbered_anew_in_it():
    text = "一、任务\n（一）基础\n专栏1 重点工程\n1.宽带网络\n2.数据中心\n（二）应用"
    assert [(level, label) for level, label, _ in outline(text)] == [
        (1, "一、"), (2, "（一）"), (3, "专栏1"), (4, "1."), (4, "2."), (2, "（二）"),
    ]


def test_an_article_that_is_only_mentioned_is_none():
    text = "一、第三条改为第四条。\n二、第一条修改为：“第一条 甲。”\n第五条规定的情形除外。"
    assert outline(text) == [(1, "一、", ""), (1, "二、", "")]


WORD_MARKS = [
    "# 教育部关于印发《某某办法》的通知\n\n教基〔2025〕1号\n\n各省：\n\n现将《某某办法》印发给你们。\n\n教育部\n\n2025年1月3日\n\n# 某某办法\n\n## 第一章 总则\n\n第一条 为了某事。",
    "## 教育部关于印发《某某办法》的通知\n\n教基〔2025〕1号\n\n各省：\n\n现将《某某办法》印发给你们。\n\n教育部\n\n2025年1月3日\n\n## 某某办法\n\n### 第一章 总则\n\n第一条 为了某事。",
    "我部制定了《某某办法》，现印发给你们。\n\n教育部\n\n2025年1月3日\n\n# 某某办法\n\n第一章 总则\n\n第一条 为了某事。",
]


@pytest.mark.parametrize("text", WORD_MARKS)
def test_titles_that_a_word_processor_marked_as_headings(text):
    document = parse(RawText(text, is_markdown=True), {}, seed_bodies())
    assert (document.title, document.kind) == ("某某办法", "办法")
    assert "\n\n# 某某办法\n\n## 第一章 总则" in document.markdown
    assert [section.label for section in document.sections] == ["第一章", "第一条"]


def test_a_marked_heading_that_names_no_kind_is_no_title():
    assert outline("## 背景和意义\n\n近年来，某事不断加强。", is_markdown=True) == [(1, "", "背景和意义")]


TAIL = "\n\n某政发〔2021〕12号\n\n各市：\n\n提出以下意见。\n\n一、要求\n\n某省人民政府\n\n2021年3月5日\n"


@pytest.mark.parametrize("head", [
    "# 某省人民政府关于加强某某工作\n\n# 促进发展的意见", "## 某省人民政府关于加强\n\n## 某某工作促进\n\n## 发展的意见",
    "# 某省人民政府文件\n\n# 某省人民政府关于加强某某工作的意见", "## 某省人民政府文件\n\n## 某省人民政府\n\n## 关于加强某某工作的意见",
])
def test_a_title_marked_line_by_line(head):
    document = parse(RawText(head + TAIL, is_markdown=True), {}, seed_bodies())
    title = "".join(head.replace("#", "").split()).removeprefix("某省人民政府文件")
    assert "".join(document.title.split()) == title
    assert (document.number, document.bodies, [section.label for section in document.sections]) == ("某政发〔2021〕12号", ("某省人民政府",), ["一、"])


def test_headings_below_a_whole_title_are_none_of_it():
    document = parse(RawText("# 某某办法\n\n# 总则\n\n本办法适用于某事。", is_markdown=True), {}, seed_bodies())
    assert document.title == "某某办法"


def test_a_title_that_a_person_gives_leaves_the_printed_one_where_it_is():
    text = "甲市养犬办法\n甲政发〔2021〕5号\n第一条　为了管理养犬，制定本办法。\n甲市人民政府\n2021年3月2日\n"
    as_printed = parse(RawText(text), {}, seed_bodies())
    corrected = parse(RawText(text), {"title": "甲市养犬管理办法"}, seed_bodies())
    assert (corrected.title, corrected.markdown) == ("甲市养犬管理办法", as_printed.markdown)
