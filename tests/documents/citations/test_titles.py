"""Which titles are the same, and first which are not."""
import time
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.citations.titles import names, names_a_document, part_name, title_key, whole, whole_title


@pytest.mark.parametrize(
    "one, other",
    [
        ("教育法", "义务教育法"),
        ("管理办法", "管理办法（试行）"),
        ("若干解释（一）", "若干解释（二）"),
        ("规划（2010—2020年）", "规划（2024—2035年）"),
        ("教育信息化行动计划", "教育信息化2.0行动计划"),
        ("教育部印发《管理办法》", "管理办法"),
        ("负责人就《管理办法》答记者问", "管理办法"),
        ("关于修改《教育法》的决定", "教育法"),
    ],
)
def test_titles_of_different_works(one, other):
    assert title_key(one) != title_key(other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("规划（2024—2035年）", "规划(2024-2035年)"),
        ("“十四五”数字经济发展规划", "国务院关于印发\"十四五\"数字经济发展规划的通知"),
        ("新时代基础教育强师计划", "教育部等八部门关于印发《新时代基础教育强师计划》的通知"),
        ("关于减轻负担的意见", "中共中央办公厅 国务院办公厅印发《关于减轻负担的意见》的通知"),
        ("关于加强 改革的意见", "中共中央 国务院关于加强改革的意见"),
        ("教育部等十八部门关于加强科学教育的意见", "关于加强科学教育的意见"),
        ("关于适用〈中华人民共和国民事诉讼法〉的解释", "最高人民法院关于适用《民事诉讼法》的解释"),
        ("中华人民共和国教育法", "教育法"),
        ("ＡＩ办法", "AI办法"),
    ],
)
def test_titles_of_one_work(one, other):
    assert title_key(one) == title_key(other)


def test_years_behind_a_title_may_be_left_out():
    assert names("规划纲要（2024—2035年）") == {"规划纲要(2024-2035年)", "规划纲要"}
    assert names("管理办法（试行）") == {"管理办法(试行)"}


@given(st.text(max_size=200))
def test_a_key_is_its_own_key_or_shorter(text):
    key = title_key(text)
    assert len(title_key(key)) <= len(key)


@pytest.mark.parametrize("figures", ["1", "2024—", "年", "版", "第1号", "（试行）", "1."])
def test_figures_at_the_end_of_a_title_cost_no_more_than_its_length(figures):
    """Twenty-four figures took three seconds, and each two more four times as long."""
    start = time.process_time()
    names_a_document(figures * (200 // len(figures)) + "甲")
    assert time.process_time() - start < 1


@pytest.mark.parametrize("title, code, part", [
    ("中华人民共和国民法典 物权编", "中华人民共和国民法典", "物权编"),
    ("中华人民共和国民法典·合同编（第二分编）", "中华人民共和国民法典", "合同编（第二分编）"),
    ("中华人民共和国民法典（侵权责任编）", "中华人民共和国民法典", "侵权责任编"),
    ("中华人民共和国生态环境法典 第二编 污染防治", "中华人民共和国生态环境法典", "第二编 污染防治"),
    ("《中华人民共和国民法典》总则", "中华人民共和国民法典", "总则"),
    ("民法典附则", "民法典", "附则"),
    ("中华人民共和国民法 典 物权编", "中华人民共和国民法典", "物权编"),
    ("中华人民共和国民 法 典总则", "中华人民共和国民法典", "总则"),
    ("民法《典》总则编", "民法典", "总则编"),
    ("中华人民共和国民法、典—人格权编", "中华人民共和国民法典", "人格权编"),
    ("民法中华人民共和国典（继承编）", "民法典", "继承编"),
    ("国务院关于印发《民法典物权编》的通知", "民法典", "物权编"),
    ("中华人民共和国民法典", "", ""),
    ("中华人民共和国法典总则", "", ""),
    ("民法典第三编合同的理解", "", ""),
    ("中华人民共和国教育法", "", ""),
    ("关于适用《中华人民共和国民法典》物权编的解释（一）", "", ""),
])
def test_a_title_names_a_part_of_a_code(title, code, part):
    assert (whole_title(title), part_name(title)) == (code, part)


WORDS = [*"《》〈〉（）() 　、·—-第一二编分总附则民法典的印发通知关于\n", "法典", "总则", "物权编", "中华人民共和国"]
BETWEEN = st.lists(st.sampled_from(["", "", "", *"《》（） 、—\n"]), min_size=10, max_size=10)


@given(st.lists(st.sampled_from(WORDS), max_size=16) | BETWEEN.map(lambda marks: [*zip(marks, "甲民法典第二编合同编", strict=True)]))
def test_a_title_has_a_code_and_a_part_or_neither(words):
    title = "".join(chain.from_iterable(words))
    names_of_both = (whole_title(title), part_name(title))
    assert all(names_of_both) if whole(title_key(title)) else not any(names_of_both)
