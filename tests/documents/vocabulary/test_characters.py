import re
import sys

from documents.vocabulary.characters import BLANK, HAN, INVISIBLE, LINE_END, UNSEEN

ALL = "".join(map(chr, range(sys.maxunicode + 1)))


def test_a_blank_is_any_blank_inside_a_line():
    assert re.findall(f"[{BLANK}]", ALL) == re.findall(r"[^\S\n]", ALL)


def test_nothing_to_be_seen_is_invisible():
    assert not re.search(f"[{INVISIBLE}]", "\t\n 　甲a€，。𠀀")
    assert re.fullmatch(f"[{INVISIBLE}]+", "\x00\u00ad\u200b\u200f\u202e\u2066\ufeff\uffff\ud800\U0001ffff")
    assert not re.search(f"[{HAN}]", "".join(re.findall(f"[{INVISIBLE}]", ALL)))


def test_line_ends():
    assert LINE_END.sub("\n", "甲\r\n乙\r丙\u2028丁\x85戊\f己") == "甲\n乙\n丙\n丁\n戊\n己"


def test_a_line_end_is_not_unseen():
    assert set(UNSEEN.findall(ALL)) == set(re.findall(f"[{INVISIBLE}]", ALL)) - set(LINE_END.findall(ALL))
    assert UNSEEN.sub("", "甲\r\n乙\r丙\n") == "甲\n乙\r丙\n"
