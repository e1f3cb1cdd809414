"""Which lines open a division and which only look so: articles that name articles, figures without a dot, lists, contents."""
import pytest

from documents.formats.text import RawText
from documents.parsing import parse, seed_bodies


def labels(text: str, is_markdown: bool = False) -> list[str]:
    return [section.label or section.heading for section in parse(RawText(text, is_markdown), {}, seed_bodies()).sections]


class TestArticles:
    @pytest.mark.parametrize("third", [
        "第三条　第二条所称期限，是指十日。", "第三条　第一条、第二条规定的情形除外。", "第三条 第二条第一款的费用由单位承担。",
        "第三条　第一条至第二条适用于学校。", "第三条第二条所称期限，是指十日。", "第三条　本规定第二条所称期限，是指十日。",
        "第三条　第二条之一所列材料应当齐备。", "第３条　第２条所称期限，是指十日。",
    ])
    def test_one_that_begins_with_the_name_of_another(self, third):
        assert len(labels(f"甲市某某规定\n第一条　制定本规定。\n第二条　期限为十日。\n{third}\n第四条　自公布之日起施行。")) == 4

    @pytest.mark.parametrize("line", [
        "第十一条 第二十一条 第三十一条", "第十一条 第二十一条、第三十一条。", "第五条 第六条改为第七条。", "第九条 第十条废止。",
        "第五条规定的情形，从其规定。", "第五条、第六条所称期限，是指十日。", "第二条第三条规定的除外。",
    ])
    def test_a_line_that_only_names_some(self, line):
        assert labels(f"第一条　制定本规定。\n第二条　期限为十日。\n{line}\n第三条　自公布之日起施行。") == ["第一条", "第二条", "第三条"]

    @pytest.mark.parametrize("mark, printed", [("、", ["第一条", "第二条", "第三条"]), ("　", ["第一条", "第二条", "第三条"])])
    def test_a_mark_behind_the_label_is_none_of_the_text(self, mark, printed):
        found = parse(RawText(f"甲市某某规定\n第一条{mark}制定本规定。\n第二条{mark}期限为十日。\n第三条{mark}第二条所称期限，自送达起算。"), {}, seed_bodies())
        assert ([section.label for section in found.sections], found.sections[0].text) == (printed, "制定本规定。")

    @pytest.mark.parametrize("line", ["第三条、第四条的规定除外。", "第三条、第四条规定的期限为十日。", "第三条、第四条和第五条适用于学校。"])
    def test_a_list_of_articles_is_no_label(self, line):
        assert labels(f"甲市某某规定\n第一条、制定本规定。\n第二条、期限为十日。\n{line}") == ["第一条", "第二条"]

    @pytest.mark.parametrize("line", [
        "第二条 会议由主席团召集。 第三条 会议每年举行一次。", "第二条 会议由主席团召集。第三条 会议每年举行一次。",
        "第二条 会议由主席团召集；第三条 会议每年举行一次。", "第二条 何时召集会议？ 第三条 会议每年举行一次。",
        "第二条　会议由主席团召集。　第三条　会议每年举行一次。", "第二条 会议由主席团召集。\n主席团决定公开。 第三条 会议每年举行一次。",
    ])
    def test_one_behind_the_full_stop_of_the_one_before(self, line):
        text = f"某某规则\n第一条 制定本规则。\n{line}\n第四条 自通过之日起施行。"
        assert labels(text) == ["第一条", "第二条", "第三条", "第四条"]
        assert labels(text.replace("\n", "\n\n"), is_markdown=True) == ["第一条", "第二条", "第三条", "第四条"]

    @pytest.mark.parametrize("text, expected", [
        ("第一章 总则 第一条 甲。\n第二条 乙。", "第一章 第一条 第二条"), ("第一条 甲。 第二章 管理 第二条 乙。\n第三条 丙。", "第一条 第二章 第二条 第三条"),
        ("第一条 甲。第二章 管理 第一节 登记 第二条 乙。", "第一条 第二章 第一节 第二条"), ("第一条 甲。 第一条之一 乙。\n第二条 丙。", "第一条 第一条之一 第二条"),
        ("第一条 甲：\n（一）乙；\n（二）丙。 第二条 丁。", "第一条 第二条"), ("为了管理，作如下规定。 第一条 甲。\n第二条 乙。", "第一条 第二条"),
        ("第一条 依照本法第二章 第三节的规定。\n第二条 乙。", "第一条 第二条"), ("第一条 见第二章 管理。\n第二条 乙。", "第一条 第二条"),
    ])
    def test_chapters_and_articles_on_one_line(self, text, expected):
        assert labels("某某规则\n\n" + text.replace("\n", "\n\n"), is_markdown=True) == expected.split()

    def test_several_on_one_line(self):
        assert labels("第一条 甲。 第二条 乙。 第三条 丙。\n第四条 丁。") == ["第一条", "第二条", "第三条", "第四条"]

    @pytest.mark.parametrize("line", [
        "第二条 依照前款处理。第三条规定的情形除外。", "第二条 依照前款处理。 第五条 另有规定的除外。",
        "第二条 依照前款处理；第三条另有规定的，从其规定。", "第二条 依照前款处理；第三条所列情形不在此限。", "第二条 依照前款处理。第三条另有规定的除外。",
        "第二条 修改为：“第二条 会议公开。第三条 会议每年举行。”", "第二条 依照第一条。第三条、第四条另行规定。",
    ])
    def test_a_mention_behind_a_full_stop(self, line):
        assert labels(f"第一条 制定本规则。\n{line}\n第三条 自通过之日起施行。") == ["第一条", "第二条", "第三条"]


class TestTraditional:
    TEXT = (
        "甲市公園管理辦法\n第一編　總則\n第一章　目的\n第一節　依據\n第一條　為了管理公園，制定本辦法。\n第二條　公園免費開放。\n"
        "第二條之一　本辦法自2020年5月1日起施行。\n附錄1\n開放時間表\n一、夏季。"
    )

    def test_has_the_same_parts_as_one_in_simplified(self):
        found = parse(RawText(self.TEXT), {}, seed_bodies())
        assert [section.label for section in found.sections] == ["第一編", "第一章", "第一節", "第一條", "第二條", "第二條之一", "附錄1", "一、"]
        assert [section.anchor for section in found.sections][3:6] == ["art-1", "art-2", "art-2-1"]
        assert (found.kind, str(found.effective_on)) == ("办法", "2020-05-01")

    def test_the_text_and_its_title_stay_as_printed(self):
        found = parse(RawText(self.TEXT), {}, seed_bodies())
        assert found.title == "甲市公園管理辦法" and "為了管理公園" in found.markdown

    @pytest.mark.parametrize("title, kind", [
        ("甲市環境保護條例", "条例"), ("甲市圖書館借閱規則", "规则"), ("關於加強圖書管理的決定", "决定"), ("甲市發展規劃", "规划"),
        ("甲市綠化實施細則", "细则"), ("甲市經費使用標準", "标准"), ("關於學校開學的通報", "通报"), ("甲市水質檢測規範", "规范"),
    ])
    def test_kinds(self, title, kind):
        found = parse(RawText(f"{title}\n第一條　為了做好工作，制定本文件。\n第二條　自發布之日起施行。\n甲市教育局\n2024年3月5日"), {}, seed_bodies())
        assert (found.title, found.kind) == (title, kind)

    def test_a_known_body_keeps_its_name_and_another_its_characters(self):
        text = "{}關於借閱的通知\n各學校：\n現通知如下。\n一、開放。\n{}\n2024年3月5日"
        assert parse(RawText(text.format("教育部", "教育部")), {}, seed_bodies()).bodies == ("教育部",)
        assert parse(RawText(text.format("甲市財政局", "甲市財政局")), {}, seed_bodies() | {"甲市财政局"}).bodies == ("甲市财政局",)

    def test_characters_that_simplified_texts_use_are_none(self):
        assert parse(RawText("著作权法乾元条例\n第一条　了解于心。"), {}, seed_bodies()).title == "著作权法乾元条例"


class TestDecimals:
    @pytest.mark.parametrize("text, expected", [
        ("1 总则\n1.1 目的\n甲。\n1.2 范围\n乙。\n2 组织\n2.1 指挥部\n丙。\n3 附则\n3.1 解释\n丁。", "1 1.1 1.2 2 2.1 3 3.1"),
        ("1　总则\n1.1　目的\n甲。\n2　组织\n2.1　指挥部\n丙。", "1 1.1 2 2.1"),
        ("1总则\n1.1目的\n甲。\n1.2范围\n乙。\n2组织\n2.1指挥部\n丙。", "1 1.1 1.2 2 2.1"),
        ("1 总则\n1.1 目的\n1.1.1 为了应对突发事件，制定本预案。\n1.1.2 适用于全市。\n2 附则\n自印发之日起施行。", "1 1.1 1.1.1 1.1.2 2"),
        ("1 总则\n1.1 为了应对突发事件，制定本预案。\n1.2 适用于全市。\n2 附则\n2.1 由市粮食局解释。", "1 1.1 1.2 2 2.1"),
        ("１ 总则\n１．１ 目的\n甲。\n２ 附则\n乙。", "１ １．１ ２"),
        ("1 总则\n1.1 目的\n甲。\n1.2 分工\n1. 市局\n2. 县局\n2 附则\n乙。", "1 1.1 1.2 1. 2. 2"),
        ("1.总则\n1.1目的\n甲。\n1.2范围\n乙。\n2.附则\n2.1解释\n丙。", "1. 1.1 1.2 2. 2.1"),
        ("1、总则\n1.1目的\n1.1.1为了应对突发事件，制定本预案。\n2、附则\n2.1解释\n丙。", "1、 1.1 1.1.1 2、 2.1"),
        ("1 总则\n1.1 目的\n（1）统一领导。\n（2）分级负责。\n2 附则\n乙。", "1 1.1 （1） （2） 2"),
        ("前言\n1 总则\n1.1 目的\n甲。\n2 附则\n乙。\n附件1\n分工表\n1 总则\n1.1 范围\n丙。\n2 附则\n丁。", "前言 1 1.1 2 附件1 1 1.1 2"),
    ])
    def test_both_levels(self, text, expected):
        assert labels("甲市应急预案\n" + text) == expected.split()

    @pytest.mark.parametrize("text, expected", [
        ("# 甲市预案\n\n# 1 总则\n\n## 1.1 目的\n\n甲。\n\n# 2 附则\n\n## 2.1 解释\n\n乙。", "1 1.1 2 2.1"),
        ("# 甲市预案\n\n1、总则\n\n1.1、目的\n\n甲。\n\n2、附则\n\n2.1、解释\n\n乙。", "1、 1.1、 2、 2.1、"),
        ("# 甲市预案\n\n1. 总则\n\n1.1 目的\n\n甲。\n\n2. 附则\n\n2.1 解释\n\n乙。", "1. 1.1 2. 2.1"),
    ])
    def test_marked_or_with_other_marks(self, text, expected):
        assert labels(text, is_markdown=True) == expected.split()

    def test_the_upper_level_holds_the_lower(self):
        found = parse(RawText("1 总则\n1.1 目的\n甲。\n1.2 范围\n乙。\n2 附则\n2.1 解释\n丙。"), {}, seed_bodies()).sections
        assert [section.level for section in found] == [1, 2, 2, 1, 2]
        assert [section.anchor for section in found] == ["sec-1", "sec-1-1", "sec-1-2", "sec-2", "sec-2-1"]

    def test_a_heading_that_the_file_marked_for_one_level_alone(self):
        text = "1 总则\n\n## 1.1 目的\n\n甲。\n\n## 1.2 范围\n\n乙。\n\n2 附则\n\n## 2.1 解释\n\n丙。"
        assert labels(text, is_markdown=True) == ["1", "1.1", "1.2", "2", "2.1"]

    @pytest.mark.parametrize("text", [
        "3 名教师\n5 名学生\n7 名家长", "1 人\n2 人\n3 人", "2024 年\n1.5 万元\n2 万元", "1 总则\n2 分工\n3 附则", "1.2 万元\n1.3 万元",
        "一共有\n1 所学校\n1.1 万人",
    ])
    def test_figures_that_number_nothing(self, text):
        assert labels("甲市某某情况\n" + text) == []


BODY = "第一章 总则\n第一条 甲。\n第二章 管理\n第二条 乙。\n第三章 附则\n第三条 丙。"


class TestContents:
    @pytest.mark.parametrize("contents", [
        "目录\n第一章 总则……………1\n第二章 管理……………3\n第三章 附则……………9", "目　　录\n第一章 总 则 1\n第二章 管理 3\n第三章 附 则 12",
        "目录\n第一章 总则（1）\n第二章 管理（3）\n第三章 附则（12）", "目录\n第一章 总则 / 1\n第二章 管理 / 3\n第三章 附则 / 12",
        "目录\n第一章 总则\n*第二章 管理\n第三章 附则", "目录\n前言\n第一章 总则\n第二章 管理\n第三章 附则\n附表", "目录 第一章 总则 第二章 管理 第三章 附则",
        "目次\n第一章 总则 ----- 1\n第二章 管理 ----- 3\n第三章 附则 ----- 9", "目录：\n第一章 总则 P1\n第二章 管理 P3\n第三章 附则 P9",
        "第一章 总则\n第二章 管理\n第三章 附则", "目录\n第一章 总则（第1条）\n第二章 管理（第2条）\n第三章 附则（第3条—第3条）",
        "目 錄\n第一章 总则 · · · · 1\n第二章 管理 · · · · 3\n第三章 附则 · · · · 9", "目录\n第一章 总则\n- 1 -\n第二章 管理\n第三章 附则",
    ])
    def test_is_no_outline(self, contents):
        assert labels(f"甲市征管办法\n{contents}\n{BODY}") == ["第一章", "第一条", "第二章", "第二条", "第三章", "第三条"]

    @pytest.mark.parametrize("contents", ["## 目录\n\n- 第一章 总则\n- 第二章 管理\n- 第三章 附则", "## 目 录\n\n* 第一章 总则 1\n* 第二章 管理 3\n* 第三章 附则 9"])
    def test_as_a_list_under_a_heading(self, contents):
        found = labels(f"# 甲市征管办法\n\n{contents}\n\n" + BODY.replace("\n", "\n\n"), is_markdown=True)
        assert found == ["第一章", "第一条", "第二章", "第二条", "第三章", "第三条"]

    def test_of_two_chapters(self):
        assert labels("某某办法\n目录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。") == ["第一章", "第一条", "第二章", "第二条"]

    def test_of_a_plan(self):
        text = "某某方案\n目录\n一、要求……1\n（一）思想……1\n二、任务……3\n三、保障……5\n一、要求\n（一）思想\n甲。\n二、任务\n乙。\n三、保障\n丙。"
        assert labels(text) == ["一、", "（一）", "二、", "三、"]

    def test_of_decimals(self):
        assert labels("某某预案\n目录\n1 总则\n1.1 目的\n2 附则\n1 总则\n1.1 目的\n甲。\n2 附则\n乙。") == ["1", "1.1", "2"]

    @pytest.mark.parametrize("text", [BODY, "目录\n" + BODY, "一、目录\n清单见下。\n二、要求\n甲。", "目录\n第一章 总则\n第一条 甲。\n第二章 管理\n第二条 乙。"])
    def test_an_outline_stays(self, text):
        assert len(labels("甲市征管办法\n" + text)) in (6, 2, 4)


NOTICE = "关于报送总结的通知\n各单位：\n一、内容\n请报送。\n"
SIGNED = "\n乙市统计局\n2024年6月6日"


def test_a_wider_label_behind_another_is_its_heading():
    assert labels("乙市决算说明\n一、第一部分 概况\n（一）职能\n甲。\n二、第二部分 报表\n（一）收支\n乙。") == ["一、", "（一）", "二、", "（一）"]


class TestAttachments:
    @pytest.mark.parametrize("lines", [
        "附件：1.总结提纲.docx\n　　　2.统计表.xlsx", "附件：1．总结提纲\n2．统计表\n3．名单", "附件：1、总结提纲\n2、统计表", "附件1：总结提纲\n附件2：统计表",
        "附件1. 总结提纲.docx\n附件2. 统计表.xlsx", "附：1.总结提纲\n2.统计表", "附件: (1)总结提纲\n(2)统计表", "附件：一、总结提纲\n二、统计表", "附件：（一）总结提纲\n（二）统计表",
        "附件目录：\n1.总结提纲\n2.统计表", "附件清单：1.总结提纲\n2.统计表", "附　件：1.总结提纲\n2.统计表", "备注：1.统计口径\n2.统计单位",
    ])
    def test_a_list_above_the_signature(self, lines):
        assert labels(NOTICE + lines + SIGNED) == ["一、"]

    @pytest.mark.parametrize("lines", [
        "附件下载：\n1.总结提纲.doc\n2.统计表.xls", "1.总结提纲.doc\n2.统计表.xls\n附件1.rar", "附件1：总结提纲.docx", "附件列表：\n1、申报书\n2、名单",
        "附件：\n申报书.doc [32KB]\n名单.xls（1.5MB）", "附件：\n申报书.doc",
    ])
    def test_a_list_below_the_signature(self, lines):
        assert labels(f"{NOTICE}请办理。{SIGNED}\n{lines}") == ["一、"]

    @pytest.mark.parametrize("where", [0, 1])
    @pytest.mark.parametrize("items", ["附件：\n1.总结提纲\n2.统计表", "附件：\n1．安全台账\n2．整改情况"])
    def test_below_a_word_of_their_own(self, where, items):
        assert labels(NOTICE + (f"{items}{SIGNED}", f"请办理。{SIGNED}\n{items}")[where]) == ["一、"]

    @pytest.mark.parametrize("annex, expected", [
        ("附件1\n总结提纲\n一、概况\n1.人员\n写人员。\n2.经费\n写经费。", ["附件1", "一、", "1.", "2."]),
        ("附件：\n1.总结应当完整。\n2.名单应当准确。\n以上请落实。", ["附件：", "1.", "2."]),
        ("附件\n总结提纲\n第一条 甲。\n第二条 乙。", ["附件", "第一条", "第二条"]),
        ("附件：总结提纲\n一、概况\n写概况。", ["附件：", "一、"]),
    ])
    def test_an_annex_keeps_its_divisions(self, annex, expected):
        assert labels(NOTICE + "附件：1.总结提纲" + SIGNED + "\n" + annex) == ["一、", *expected]

    def test_items_of_the_text_stay_divisions(self):
        assert labels(NOTICE + "1.报送总结。请认真撰写。\n2.报送名单。请核对。" + SIGNED) == ["一、", "1.", "2."]
