"""Broken lines are joined, a document on one line is cut; whole lines stay."""
import pytest

from documents.parsing.lines import paragraphs


@pytest.mark.parametrize(
    "lines",
    [
        ["一、重要意义", "党的十九大作出重大判断。"],
        ["教育部", "2018年4月13日", "教育信息化2.0行动计划"],
        ["提出如下意见。", "一、总体要求"],
        ["现将有关事项通知如下：", "各地要加强领导。"],
        ["坚持统筹推进。统筹发展", "　　坚持依法治教。"],
        ["坚持育人为本。遵循规律", "1.完善体系"],
        ["第一批某某示范学校建设名单", "第二批某某示范学校建设名单", "第三批某某示范学校建设名单", "第四批某某示范学校建设名单"],
        ["各地要按照有关规定认真做好工作。", "各校要按照有关规定认真落实要求。", "各级要按照有关规定认真开展检查。", "其他事项另行规定。"],
    ],
)
def test_lines_that_end_stay_apart(lines):
    assert paragraphs(lines) == [line.strip() for line in lines]


@pytest.mark.parametrize(
    "lines, joined",
    [
        (["破除体制机制弊端。充分", "运用新技术，激发活力。"], "破除体制机制弊端。充分运用新技术，激发活力。"),
        (["全面加强爱国主义、", "集体主义教育。"], "全面加强爱国主义、集体主义教育。"),
        (["用户加快增长。终端用户数达到", "18.45 亿户。"], "用户加快增长。终端用户数达到18.45 亿户。"),
    ],
)
def test_a_broken_sentence_is_joined(lines, joined):
    assert paragraphs(lines) == [joined]


def test_lines_of_one_width_are_joined():
    """As they are copied from a PDF: a paragraph begins with two blanks or a label, or after a line that is not full."""
    lines = [
        "某某管理办法", "  第一条  为提高市场透明度，维护市场秩序、金融秩序，预", "防和遏制某某活动，根据有关法律和行政法规，并结合本地", "实际，制定本办法。",
        "  第二条  下列主体应当备案，并按照有关规定提供有关材料", "和信息，具体要求另行规定，由有关部门负责解释和说明；", "  （一）公司；",
    ]
    assert paragraphs(lines) == [
        "某某管理办法", "第一条  为提高市场透明度，维护市场秩序、金融秩序，预防和遏制某某活动，根据有关法律和行政法规，并结合本地实际，制定本办法。",
        "第二条  下列主体应当备案，并按照有关规定提供有关材料和信息，具体要求另行规定，由有关部门负责解释和说明；", "（一）公司；",
    ]


def test_a_short_line_with_several_labels_is_cut():
    line = "某某办法 第一章 总则第一节 一般规定 第一条 制定本办法。 第二条 下列主体适用: （一）学校； （二）机构。"
    assert paragraphs([line]) == [
        "某某办法", "第一章 总则", "第一节 一般规定", "第一条 制定本办法。", "第二条 下列主体适用:", "（一）学校；", "（二）机构。",
    ]


def test_one_or_two_numbers_after_a_blank_cut_nothing():
    assert paragraphs(["按照 一、二、三 的次序， 1.5 万人 （一）次"]) == ["按照 一、二、三 的次序， 1.5 万人 （一）次"]


def test_a_signature_and_its_date_are_two_lines():
    assert paragraphs(["公安部 市场监管总局2022年2月11日"]) == ["公安部 市场监管总局", "2022年2月11日"]


def test_a_line_of_a_list_page_above_the_text_goes():
    assert paragraphs(["关于规范管理的意见 2025-02-10", "关于规范管理的意见", "各地要规范管理。"]) == [
        "关于规范管理的意见", "各地要规范管理。",
    ]


def test_a_date_elsewhere_is_no_list_page():
    assert paragraphs(["会议时间 2025-02-10", "会议内容如下。"]) == ["会议时间 2025-02-10", "会议内容如下。"]
