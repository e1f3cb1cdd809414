import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.parsing.cleaning import clean, tidy


@pytest.mark.parametrize(
    "paragraph",
    [
        "《中共中央 国务院关于全面深化新时代教师队伍建设改革的意见》提出，要加强教师队伍建设。",
        "新华社北京2月27日电 近日，中共中央、国务院印发了《规划》。",
        "教育部 中央网信办 工业和信息化部",
        "加强校外培训数智化全流程管理 切实维护家长学生和各方合法权益",
        "1993年3月29日 第八届全国人民代表大会第一次会议通过",
        "A list of items, with words.",
    ],
)
def test_blanks_that_part_names_and_titles_stay(paragraph):
    assert tidy(paragraph) == paragraph


@pytest.mark.parametrize(
    "paragraph, clean_one",
    [
        ("创建平安校园、和 谐校园，促进发展。", "创建平安校园、和谐校园，促进发展。"),
        ("服务支撑 2035 年国家目标，特制定本文件。", "服务支撑2035年国家目标，特制定本文件。"),
        ("5G 用户达 5.61 亿户，全球占比均超过 60%。", "5G用户达5.61亿户，全球占比均超过60%。"),
        ("改革， 持续加大教育投入。", "改革，持续加大教育投入。"),
        ("明确建立 “政府统筹” 的机制，形成合力。", "明确建立“政府统筹”的机制，形成合力。"),
        ("总　则", "总则"),
        ("教 育 部", "教育部"),
        ("一、2022 年成效", "一、2022年成效"),
    ],
)
def test_blanks_of_the_layout_go(paragraph, clean_one):
    assert tidy(paragraph) == clean_one


def test_invisible_characters_and_strange_blanks():
    assert clean("\ufeff一\u200b二\u202e\x00三\r\n四\u2028五\u00a0六\x85七") == "一二三\n四\n五 六\n七"


def test_rare_characters_stay():
    assert clean("㐂𠮷€\ue000") == "㐂𠮷€\ue000"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)
    assert tidy(tidy(text)) == tidy(text)
    assert "".join(tidy(text).split()) == "".join(text.split())
