"""Characters: nothing is lost, what is marked can be read, and no text takes long."""
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.comparison import Change, segments

TEXTS = st.text(alphabet="第一二三条款的，。（）() \n　ａaｂb12１２公司", max_size=120) | st.text(max_size=60)


def written(old, new, **options):
    """[-removed-] and [+added+], as people write it."""
    brackets = {Change.KEPT: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "[+{}+]"}
    return "".join(brackets[segment.change].format(segment.new or segment.old) for segment in segments(old, new, **options))


@settings(max_examples=300, deadline=None)
@given(old=TEXTS, new=TEXTS, exact=st.booleans())
def test_nothing_is_lost(old, new, exact):
    found = segments(old, new, exact=exact)
    assert "".join(segment.old for segment in found) == old
    assert "".join(segment.new for segment in found) == new
    assert all(segment.old == segment.new for segment in found if exact and segment.change is Change.KEPT)


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_a_text_is_itself(text):
    assert {segment.change for segment in segments(text, text)} <= {Change.KEPT}


@pytest.mark.parametrize(("old", "new", "marks"), [
    ("应当遵守本法。", "必须遵守本法。", "[-应当-][+必须+]遵守本法。"),
    ("依照第四十七条处理", "依照第五十条处理", "依照第[-四十七-][+五十+]条处理"),
    ("罚款2000元以下", "罚款12000元以下", "罚款[-2000-][+12000+]元以下"),
    ("股东会、股东大会决议", "股东会决议", "股东会[-、股东大会-]决议"),
    ("经股东会或者股东大会决议", "经股东会决议", "经股东会[-或者股东大会-]决议"),
    ("（一）甲事；\n（三）丙事。", "（一）甲事；\n（二）乙事；\n（三）丙事。", "（一）甲事；\n[+（二）乙事；\n+]（三）丙事。"),
    ("甲乙丙丁的戊己庚辛", "子丑寅卯的辰巳午未", "[-甲乙丙丁的戊己庚辛-][+子丑寅卯的辰巳午未+]"),
    ("为了加强管理，制定本办法。", "", "[-为了加强管理，制定本办法。-]"),
    ("", "为了加强管理", "[+为了加强管理+]"),
    ("由HTTP改为USB", "由HTTPS改为USB", "由[-HTTP-][+HTTPS+]改为USB"),
])
def test_changes_are_marked_as_people_would(old, new, marks):
    assert written(old, new) == marks


@pytest.mark.parametrize(("old", "new"), [
    ("第１条（试行）。", "第1条(试行)."), ("甲　乙，“丙”", '甲 乙,"丙"'), ("教基〔2020〕1号", "教基[2020]1号"), ("一—二", "一-二"), ("甲 乙", "甲乙"),
])
def test_spelling_does_not_count_unless_it_is_to(old, new):
    assert {segment.change for segment in segments(old, new)} == {Change.KEPT}
    assert {segment.change for segment in segments(old, new, exact=True)} != {Change.KEPT}


@pytest.mark.parametrize(("old", "new"), [("，", "、"), ("《", "〈"), ("2020", "2021"), ("；", "。")])
def test_what_means_another_thing_counts(old, new):
    assert {segment.change for segment in segments(f"甲{old}乙丙丁", f"甲{new}乙丙丁")} != {Change.KEPT}


def staircase(mark):
    return "".join("一" * length + mark for length in range(90, 0, -1))


HOSTILE = {
    "one letter that both share": ("ax" * 20_000, "ay" * 20_000),
    "one that both share, under the limit": ("甲子" * 990, "甲丑" * 990),
    "one letter": ("的" * 100_000, "的" * 99_999 + "一"),
    "two letters": ("甲乙丙" * 600, "乙甲丁" * 600),
    "staircases": (staircase("甲"), staircase("乙")),
    "no end of a clause": ("甲乙" * 100_000, "乙丙" * 100_000),
    "clauses alike": ("甲，" * 100_000, "甲，乙，" * 50_000),
    "many lines": ("\n".join("甲乙" * 40_000), "\n".join("乙丙" * 40_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long(name):
    began = time.process_time()
    old, new = HOSTILE[name]
    found = segments(old, new)
    assert "".join(segment.old for segment in found) == old
    assert time.process_time() - began < 3
