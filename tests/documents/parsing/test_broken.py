"""Paragraphs that a file broke off are whole again, and no two become one."""
import pytest

from documents.parsing.blocks import Block
from documents.parsing.broken import joined

NOTE = "（1992年9月4日第七届全国人民代表大会"


def texts(*paragraphs):
    return [block.text for block in joined([Block("paragraph", text) for text in paragraphs])]


@pytest.mark.parametrize("paragraphs, whole", [
    (("应当按照国家有关规定办理登记", "、备案和公告。"), ["应当按照国家有关规定办理登记、备案和公告。"]),
    (("甲条例（根据2020年10月", "17日会议修正）", "第一条 甲。"), ["甲条例（根据2020年10月17日会议修正）", "第一条 甲。"]),
    ((NOTE, "常务委员会第二十七次会议通过", "2001年4月28日第九届全国人民代表大会", "常务委员会修订）", "目录"),
     [NOTE + "常务委员会第二十七次会议通过", "2001年4月28日第九届全国人民代表大会常务委员会修订）", "目录"]),
])
def test_what_was_broken_off_is_whole(paragraphs, whole):
    assert texts(*paragraphs) == whole


@pytest.mark.parametrize("paragraphs", [
    ("应当严格控制有关信息的使用范围", "但，法律另有规定的除外。"), ("应当严格控制有关信息的使用范围：", "一、登记。"),
    ("甲市教育局", "各学校："), ("应当严格控制有关信息的使用范围", "防止信息外泄。"), ("会议地点和会议时间", "甲市：二楼"), (NOTE + "通过）", "常务委员会"),
    (NOTE, "第一条 甲。"), ("应当符合下列条件的单位和个人", "一、登记。"), ("甲市2020年", "工作总结"),
])
def test_what_may_be_two_stays_two(paragraphs):
    assert texts(*paragraphs) == list(paragraphs)


ABOVE = ("甲市各责任市县的通知区域、使用范围、适用场合和地水平均如下王所说，使用一律公布，目的无他。", "甲市的通知区域和责任市场，由甲市规定。")


@pytest.mark.parametrize("paragraphs", [
    ("甲市教育局关于做好2021年秋季招生工作的通知", "区，县教育局：", "现将有关事项通知如下。"), ("甲市教育局关于做好招生工作的通知", "区、县教育局：", "现通知如下。"),
    ("甲教〔2021〕3号甲市人民政府", "区、县教育局，各直属学校：", "现通知如下。"), ("甲教〔2021〕3号甲市人民政府", "区，县教育局，各直属学校。"),
])
def test_the_head_takes_nothing(paragraphs):
    assert texts(*paragraphs, *ABOVE) == [*paragraphs, *ABOVE]


@pytest.mark.parametrize("above, below", [
    ("加强组织领导落实工作责任", "市、县两级要落实。"), ("加强组织领导落实工作责任", "市，县两级要落实。"), ("加强组织领导，落实工作责任", "市、县两级要落实。"),
    ("现就有关事项，再次发出通知", "区，各单位："), ("现就有关事项，再次发出通知", "区、乡各单位："), ("本办法所称的用语，是指甲市各地", "水，指地表水。"),
    ("经研究，有关任免名单如下", "王，男，汉族。"), ("应当严格控制，并及时公布使用", "一，登记。"), ("申请人有没有其他应当说明的", "无。"), ("应当严格控制，并限于使用范", "围，包括："),
    ("应当严格控制有关信息的使用范围。", "围，防止外泄。"), ("应当严格控制有关信息的使用范", "围，防止外泄。"), ("应当严格控制，不得超出使用边", "疆，防止外泄。"),
])
def test_below_a_heading_or_a_name_begins_another_paragraph(above, below):
    assert texts(*ABOVE, above, below) == [*ABOVE, above, below]


@pytest.mark.parametrize("above, below", [
    ("应当严格控制，不得超出使用范", "围，防止外泄。"), ("（四）国务院规定不得使用的其他场", "合。"), ("第二条 应当严格控制，不得超出使用范", "围。"),
])
def test_a_word_that_elsewhere_stands_whole_is_whole(above, below):
    assert texts(*ABOVE, above, below) == [*ABOVE, above + below]


@pytest.mark.parametrize("line", ["，甲乙丙", "3月至2020年"])
def test_no_paragraph_grows_without_end(line):
    assert max(map(len, texts("应当严格控制有关信息自2020年", *[line] * 2_000))) < 4_000


def test_a_heading_takes_nothing():
    blocks = [Block("heading", "应当严格控制有关信息的使用范", 2), Block("paragraph", "围，防止外泄。")]
    assert joined(blocks) == blocks
