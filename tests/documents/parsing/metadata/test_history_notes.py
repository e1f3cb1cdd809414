"""题注: who adopted a law and when, in brackets or not, on one line or broken over several."""
import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.formats.text import RawText
from documents.parsing import seed_bodies
from documents.parsing.metadata import describe
from documents.parsing.metadata.spans import LINE_END

ARTICLES = "第一章　总则\n第一条　为了规范，制定本法。\n第二章　附则\n第二条　本法自2022年9月1日起施行。\n"
STANDING = "全国人民代表大会常务委员会"


def told(note, title="中华人民共和国样品法", articles=ARTICLES):
    return describe(RawText(f"{title}\n{note}\n{articles}"), {}, seed_bodies())


@pytest.mark.parametrize("note, bodies, day", [
    ("（2022年6月1日第十三届全国人民代表大会\n常务委员会第三十五次会议通过）", (STANDING,), date(2022, 6, 1)),
    ("（2022年6月1日第十三届全国人\n民代表大会常务委员会第三十五次会议通过）", (STANDING,), date(2022, 6, 1)),
    ("（2022年6月1日第十三届全国人民代表大会常务委员会第三十五\n次会议通过）", (STANDING,), date(2022, 6, 1)),
    ("（2022年6月\n1日第十三届全国人民代表大会常务委员会第三十五次会议通过）", (STANDING,), date(2022, 6, 1)),
    ("（2022年6月1日第十三届全国人民代表大会 常务委员会第三十五次会议通过）", (STANDING,), date(2022, 6, 1)),
    ("2022年6月1日第十三届全国人民代表大会常务委员会第三十五次会议通过", (STANDING,), date(2022, 6, 1)),
    ("2022年6月1日第十三届全国人民代表大会\n常务委员会第三十五次会议通过", (STANDING,), date(2022, 6, 1)),
    ("2022年6月1日第十三届全国人民代表大会常务委员会第三十五次会议通过\n2022年6月1日中华人民共和国主席令第一百一十号公布\n自2022年9月1日起施行",
     (STANDING,), date(2022, 6, 1)),
    ("二〇二二年六月一日第十三届全国人民代表大会常务委员会第三十五次会议通过", (STANDING,), date(2022, 6, 1)),
    ("2022年3月11日第十三届全国人民代表大会第五次会议通过", ("全国人民代表大会",), date(2022, 3, 11)),
    ("（1993年9月2日第八届全国人民代表大会常务委员会第三次会议通过　根据2022年6月1日第十三届全国人民代表大会\n常务委员会第三十五次会议《关于修改〈中华人民共和国样品法〉的决定》修正）",
     (STANDING,), date(2022, 6, 1)),
    ("2022年6月1日 国务院令第752号公布", ("国务院",), date(2022, 6, 1)),
])
def test_who_adopted_a_law_and_when(note, bodies, day):
    known = told(note)
    assert (known.bodies, known.issued_on, known.title) == (bodies, day, "中华人民共和国样品法")


@pytest.mark.parametrize("note", [
    "——2022年1月18日在戊县第十六届人民代表大会第一次会议上", "（2022年1月18日在戊县第十六届人民代表大会第一次会议上）", "——二〇二二年一月十八日在戊县第十六届人民代表大会\n第一次会议上",
    "2022年1月18日在戊县第十六届人民代表大会第一次会议上", "（2022年1月18日在戊县教育工作会议上的讲话）", "——在戊县第十六届人民代表大会第一次会议上\n（2022年1月18日）",
])
def test_the_day_on_which_a_report_was_given(note):
    known = told(note, title="戊县财政工作报告", articles="各位代表：\n现在报告工作。\n一、主要工作\n依法履职。\n")
    assert (known.title, known.issued_on, known.bodies) == ("戊县财政工作报告", date(2022, 1, 18), ())


def test_a_sentence_about_a_meeting_gives_no_day():
    assert told("2022年1月18日，全县在戊县剧院召开动员会议。", title="戊县动员工作报告", articles="一、主要工作\n依法履职。\n").issued_on is None


def test_a_broken_line_is_one_sentence_of_the_history():
    assert [entry.text for entry in told("（2022年6月1日第十三届全国人民代表大会\n常务委员会第三十五次会议通过）").history] == [
        "2022年6月1日第十三届全国人民代表大会常务委员会第三十五次会议通过",
    ]


@pytest.mark.parametrize("line", [
    "2022年6月1日，全市召开会议。", "2022年6月1日起，本市停止执行原规定。", "2022年6月1日经市人民政府同意，现予公布", "2022年6月1日我市发布通知：停水。",
    "2022年6月1日印发了本方案，请各单位执行",
])
def test_a_sentence_is_no_history(line):
    known = told(line, "关于样品的通知", "各单位：\n请执行。\n戊县水务局\n2022年7月1日\n")
    assert (known.history, known.issued_on) == ((), date(2022, 7, 1))


@pytest.mark.parametrize("note, bodies, day", [
    ("（2023年1月18日辛省第十四届人民代表大会第一次会议通过）", ("辛省人民代表大会",), date(2023, 1, 18)),
    ("2023年1月18日辛省第十四届人民代表大会第一次会议通过", ("辛省人民代表大会",), date(2023, 1, 18)),
])
def test_the_day_of_a_resolution(note, bodies, day):
    known = told(note, "辛省第十四届人民代表大会第一次会议关于政府工作报告的决议", "会议审议了政府工作报告，决定批准这个报告。\n")
    assert (known.bodies, known.issued_on, known.kind) == (bodies, day, "决议")


@pytest.mark.parametrize("line", ["甲{}乙", "——2022年1月18日{}在甲市会议上", "（2022年1月18日{}公布）"])
def test_blanks_in_a_line_cost_no_more_than_their_number(line):
    start = time.process_time()
    told("\n".join([line.format(" " * 32_000)] * 3))
    assert time.process_time() - start < 1


@given(st.text("甲 　\t\n", max_size=30))
def test_a_line_ends_with_all_the_blanks_around_it(text):
    assert LINE_END.sub("|", text) == re.sub(r"\s*\n\s*", "|", text)
