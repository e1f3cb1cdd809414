"""Paragraphs that a file broke off are whole again, and no two become one."""
import pytest

from documents.parsing.blocks import Block
from documents.parsing.broken import joined

NOTE = "（1992年9月4日第七届全国人民代表大会"


def texts(*paragraphs):
    return [block.text for block in joined([Block("paragraph", text) for text in paragraphs])]


@pytest.mark.parametrize("paragraphs, whole", [
    (("应当严格控制有关信息的使用范", "围，防止外泄。"), ["应当严格控制有关信息的使用范围，防止外泄。"]),
    (("应当按照国家有关规定办理登记", "、备案和公告。"), ["应当按照国家有关规定办理登记、备案和公告。"]),
    (("甲条例（根据2020年10月", "17日会议修正）", "第一条 甲。"), ["甲条例（根据2020年10月17日会议修正）", "第一条 甲。"]),
    ((NOTE, "常务委员会第二十七次会议通过", "2001年4月28日第九届全国人民代表大会", "常务委员会修订）", "目录"),
     [NOTE + "常务委员会第二十七次会议通过", "2001年4月28日第九届全国人民代表大会常务委员会修订）", "目录"]),
])
def test_what_was_broken_off_is_whole(paragraphs, whole):
    assert texts(*paragraphs) == whole


@pytest.mark.parametrize("paragraphs", [
    ("应当严格控制有关信息的使用范围", "但，法律另有规定的除外。"), ("应当严格控制有关信息的使用范围。", "围，防止外泄。"), ("应当严格控制有关信息的使用范围：", "一、登记。"),
    ("甲市教育局", "各学校："), ("应当严格控制有关信息的使用范围", "防止信息外泄。"), ("会议地点和会议时间", "甲市：二楼"), (NOTE + "通过）", "常务委员会"),
    (NOTE, "第一条 甲。"), ("应当符合下列条件的单位和个人", "一、登记。"), ("甲市2020年", "工作总结"),
])
def test_what_may_be_two_stays_two(paragraphs):
    assert texts(*paragraphs) == list(paragraphs)


@pytest.mark.parametrize("line", ["，甲乙丙", "3月至2020年"])
def test_no_paragraph_grows_without_end(line):
    assert max(map(len, texts("应当严格控制有关信息自2020年", *[line] * 2_000))) < 4_000


def test_a_heading_takes_nothing():
    blocks = [Block("heading", "应当严格控制有关信息的使用范", 2), Block("paragraph", "围，防止外泄。")]
    assert joined(blocks) == blocks
