"""Bodies that are no more: first where a draft may name them, then where it may not."""
import pytest

from documents.draft_check.bodies import former_bodies
from tests.documents.citations.corpus import FORMER, day

TODAY = day("2026-05-01")


def named(text, on=TODAY):
    return [(found.name, found.start) for found in former_bodies(text, FORMER, on)]


@pytest.mark.parametrize("text", [
    "", "报丙国文化和旅游部备案。", "由原丙国旅游局批准的旅行社，继续经营。", "丙国旅游局令第40号同时废止。", "丙国旅游局公告2016年第3号",
    "2015年，丙国旅游局组织了评定。", "按照《丙国旅游局关于加强管理的通知》办理。", "其中所称“丙国旅游局”，是指主管部门。", "丙国旅游局（现丙国文化和旅游部）认定的单位。",
    "丙国旅游局〔2017〕3号文件", "丙国旅游局部门规章", "公司文化部负责落实。", "由文化部门负责。", "丙国旅游局与丙国文化部合并以后",
])
def test_says_nothing(text):
    assert named(text) == []


@pytest.mark.parametrize(("text", "found"), [
    ("报丙国旅游局备案。", [("丙国旅游局", 1)]),
    ("按照《办法》，向丙国旅游局申请。", [("丙国旅游局", 8)]),
    ("2015年印发通知。报丙国旅游局备案，再报丙国旅游局审批。", [("丙国旅游局", 11)]),
    ("2024年起报丙国旅游局备案。", [("丙国旅游局", 7)]),
    ("药品由丙国食品药品监督管理总局注册。", [("丙国食品药品监督管理总局", 3)]),
    ("药品由丙国食品药品监督管理局注册。", [("丙国食品药品监督管理局", 3)]),
    ("由丙国食药监总局和丙国旅游局联合检查。", [("丙国食药监总局", 1), ("丙国旅游局", 9)]),
])
def test_names_them_where_they_stand(text, found):
    assert named(text) == found


def test_before_its_end_it_was_there():
    assert named("报丙国旅游局备案。", day("2018-03-16")) == []
    assert named("药品由丙国食品药品监督管理总局注册。", day("2015-01-01")) == []
