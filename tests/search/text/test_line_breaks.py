"""Titles in pieces between which a line may break; what belongs together stays so, and the text stays what it was."""
import re

import pytest
from django.utils.html import escape
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from search.text.line_breaks import break_headings, unbroken, with_breaks


@pytest.mark.parametrize("title, pieces", [
    ("甲市关于加快推进教育数字化的意见", "甲市 关于 加快 推进 教育 数字化的 意见"),
    ("关于转发教基〔2025〕1号文件的通知", "关于 转发 教基〔2025〕1号 文件的 通知"),
    ("农业农村部等九部门关于印发《规划》的通知", "农业 农村部等 九部门 关于 印发 《规划》的 通知"),
    ("五年规划（2021—2025年）", "五年 规划 （2021—2025年）"),
    ("适用若干问题的规定(三)", "适用 若干 问题的 规定 (三)"),
    ("投资100万元的项目", "投资 100万元的 项目"),
    ("", ""),
])
def test_pieces(title, pieces):
    assert list(unbroken(title)) == (pieces.split(" ") if pieces else [])


@given(st.text(alphabet="教育部关于印发《》（）〔〕,，。“”的通知2025年号第一条 —<>&\"'a", max_size=40))
def test_nothing_is_lost_and_no_line_begins_with_what_closes(title):
    pieces = unbroken(title)
    assert "".join(pieces) == title
    assert not any(piece[0] in "》）〕，。,”" for piece in pieces[1:])
    assert not any(piece[-1] in "《（〔“" for piece in pieces[:-1])
    assert re.sub('<wbr>|<span data-as="."><i>(.|&[lg]t;)</i></span>', r"\1", with_breaks(title)) == escape(title)


def wide(bracket):
    return f'<span data-as="{chr(ord(bracket) + 0xFEE0)}"><i>{bracket}</i></span>'


@pytest.mark.parametrize("title, shown", [
    ("AI(2025)", "AI(2025)"),
    ("办法(试行)", f"办法{wide('(')}试行{wide(')')}"),
    ("适用若干问题的规定(三)", f"适用<wbr>若干<wbr>问题的<wbr>规定<wbr>{wide('(')}三{wide(')')}"),
])
def test_punctuation_of_chinese_is_as_wide_and_a_line_may_begin_with_the_bracket(title, shown):
    assert with_breaks(title) == shown


def test_a_narrow_column_parts_short_words_too():
    assert with_breaks("教育信息化") == "教育信息化" and with_breaks("教育信息化", 3) == "教育<wbr>信息化"


def test_html_that_is_safe_already_keeps_its_tags():
    assert with_breaks(mark_safe("教育部<mark>数字化</mark>的&amp;意见")) == "教育部<mark>数字化</mark>的&amp;意见"
    assert with_breaks(mark_safe("加快推进<mark>教育数字化</mark>的&lt;意见")) == "加快<wbr>推进<mark>教育<wbr>数字化</mark>的&lt;意见"


def test_what_fits_into_any_line_is_left_alone():
    assert with_breaks("数据安全管理办法") == "数据安全管理办法"


def test_headings_and_printed_titles_of_a_document_but_not_its_text():
    html = '<h2 id="a">一、总体要求和目标</h2><p class="printed-title">医疗保障基金管理办法</p><p>医疗保障基金管理办法</p>'
    assert break_headings(html) == (
        '<h2 id="a">一、<wbr>总体<wbr>要求<wbr>和<wbr>目标</h2>'
        '<p class="printed-title">医疗保障<wbr>基金<wbr>管理<wbr>办法</p><p>医疗保障基金管理办法</p>'
    )
