"""What a sentence says of time, bodies and kinds: first what says nothing of them."""
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.queries import Field, Vocabulary, understand
from search.queries.conditions import read
from search.text.analyzers import normalise

TODAY = date(2026, 3, 31)
VOCABULARY = Vocabulary(
    fields=tuple(Field(name, (name,)) for name in ("body", "kind", "year", "date", "effect_year")),
    facets={"body": {normalise(name): name for name in ("甲部", "甲部办公厅", "乙总局")}},
)


def said(text, **how):
    return {condition.name: condition.value for condition in read(text, VOCABULARY, TODAY, **how)[1]}


@pytest.mark.parametrize("text", [
    "", "学籍管理办法", "2022年 数字素养", "2022年数字素养工作要点", "2025年甲部工作要点", "甲部关于学籍管理的通知", "甲部 通知", "甲部发展规划司", "2018—2022年实施方案",
    "实施方案（2018—2022年）", "实施方案2018-2022年", "远景目标2035", "2035年远景目标", "关于2025年招生工作的通知", "2025年甲部关于落实的意见", "去年公司没发工资怎么办",
    "2018年以后结婚的怎么算", "今年老板把我辞退了有赔偿吗", "去年同期增长", "近年来教育改革", "三年以上有期徒刑", "民法典2021年施行", "最近的学校", "《2025年甲部发布的通知》",
    "\"去年的通知\"", "年:2025 去年的通知", "甲部法律顾问", "丙局发布的通知单", "2021年", "2025年3月1日起施行", "2021年6月30日前报送", "2020-05号", "1.5", "2021-13-01",
    "九十年代中国儿童发展规划纲要", "90年代结婚的", "三十年代", "年代久远的建筑",
])
def test_what_is_no_condition(text):
    assert said(text) == {}
    assert read(text, VOCABULARY, TODAY)[0] == text


@pytest.mark.parametrize(("text", "rest", "conditions"), [
    ("2020-03-09", "", {"date": "2020-03-09"}), ("2020.3.9", "", {"date": "2020-03-09"}), ("2020.3.9 通过", "", {"date": "2020-03-09"}), ("2020年3月9日修正", "", {"date": "2020-03-09"}), ("2020年3月", "", {"date": "2020-03"}),
    ("2024年修订的学籍办法", "学籍办法", {"year": "2024"}), ("2020年以后修订的学籍法", "学籍法", {"year": "2020.."}),
    ("2025年甲部发的文件", "", {"year": "2025", "body": "甲部"}), ("2025年甲部办公厅印发的学籍通知", "学籍通知", {"year": "2025", "body": "甲部办公厅"}),
    ("2018到2020年学籍", "学籍", {"year": "2018..2020"}), ("2020年至2018年的文件", "", {"year": "2018..2020"}), ("2018-2020年的学籍政策", "学籍政策", {"year": "2018..2020"}),
    ("去年的通知", "", {"year": "2025", "kind": "通知"}), ("前年甲部出台了哪些办法", "", {"year": "2024", "body": "甲部", "kind": "办法"}), ("今年 学籍", "学籍", {"year": "2026"}),
    ("甲部去年印发的通知", "", {"year": "2025", "body": "甲部", "kind": "通知"}), ("近三年的学籍政策", "学籍政策", {"date": "2023-03-28.."}), ("最近6个月的通知", "", {"date": "2025-09-28..", "kind": "通知"}),
    ("2020年以后的数据安全法规", "数据安全法规", {"year": "2020.."}), ("2018年以前发布的学籍文件", "学籍文件", {"year": "..2017"}), ("2020年1月以前的通知", "", {"date": "..2019-12-31", "kind": "通知"}),
    ("自2019年3月以来的校外培训政策", "校外培训政策", {"date": "2019-03-01.."}), ("2025年1月甲部发布的办法", "", {"date": "2025-01", "body": "甲部", "kind": "办法"}),
    ("2025年1月3日发布的文件", "", {"date": "2025-01-03"}), ("2021年施行的法律", "", {"effect_year": "2021", "kind": "法律"}), ("最新的学籍政策", "学籍政策", {"sort": "newest"}),
    ("今年施行的法律", "", {"effect_year": "2026", "kind": "法律"}), ("去年起开始实施的学籍办法", "学籍办法", {"effect_year": "2025"}), ("明年生效的", "", {"effect_year": "2027"}),
    ("上世纪五十年代的条例", "", {"year": "1950..1959", "kind": "条例"}), ("80年代的学籍通知", "学籍通知", {"year": "1980..1989"}), ("2010年代的意见", "", {"year": "2010..2019", "kind": "意见"}),
    ("学籍 1990年代以来", "学籍", {"year": "1990.."}),
    ("学籍 最新", "学籍", {"sort": "newest"}), ("最近发布的通知", "", {"sort": "newest", "kind": "通知"}), ("最新公司法", "公司法", {"sort": "relevance"}),
    ("甲部的通知", "", {"body": "甲部", "kind": "通知"}), ("甲部发的关于学籍的通知", "学籍", {"body": "甲部", "kind": "通知"}), ("由乙总局制定的办法", "", {"body": "乙总局", "kind": "办法"}),
    ("甲部有哪些文件", "", {"body": "甲部"}), ("甲部等部门2022年发布的学籍规定", "学籍规定", {"year": "2022", "body": "甲部"}), ("甲部等九部门的意见", "", {"body": "甲部", "kind": "意见"}), ("甲部发布的学籍管理办法", "学籍管理办法", {"body": "甲部"}),
])
def test_conditions_of_a_sentence(text, rest, conditions):
    assert (read(text, VOCABULARY, TODAY)[0], said(text)) == (rest, conditions)


def test_a_condition_that_is_let_go_is_words():
    assert said("2025年甲部发的文件", without=("year",)) == {"body": "甲部"}
    assert "2025年" in read("2025年甲部发的文件", VOCABULARY, TODAY, without=("year",))[0]


def test_without_a_day_and_in_exact_search_there_are_none():
    assert not understand("去年的通知", VOCABULARY).conditions
    assert not understand("去年的通知", VOCABULARY, exact=True, today=TODAY).conditions
    assert understand("去年的通知", VOCABULARY, today=TODAY).conditions


@given(st.text(alphabet="2018到年去近三个月甲部发布的通知最新以前后-— 了哪些", max_size=50))
def test_any_sentence_is_read(text):
    read(text, VOCABULARY, TODAY)
