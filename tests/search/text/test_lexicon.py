"""A lexicon that is brought up to date is one that is made anew."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.lexicon import HEADING, Lexicon, LexiconEntry

NAMES = ["学籍管理办法", "中华人民共和国反不正当竞争法", "教育部", "教基〔2025〕1号", "双减", "学籍", "总则", "a", "“引号”《书名》"]
ENTRIES = st.builds(
    LexiconEntry, st.sampled_from(NAMES), st.sampled_from(["title", "body", "number", "word", HEADING]), st.sampled_from([1.0, 2.0]), st.sampled_from(["", "/x/"]),
    authority=st.sampled_from([0.0, 3.0]),
)
TYPED = ["学", "xj", "jiaoyu", "教基2025", "中华", "竟争", "学藉管理", "叫育部", "zongze", "总则", "a"]


def answers(lexicon):
    return [(lexicon.suggest(text), lexicon.sounding_like(text), lexicon.corrected(text), lexicon.homophones(text)) for text in TYPED]


@given(st.lists(st.lists(ENTRIES, max_size=8), min_size=1, max_size=4))
def test_after_any_changes_it_answers_as_one_made_anew(several):
    lexicon = Lexicon()
    for entries in several:
        assert lexicon.update(entries) is lexicon
    assert answers(lexicon) == answers(Lexicon(several[-1]))


def test_what_is_gone_is_known_by_nothing():
    lexicon = Lexicon([LexiconEntry("秘密办法", "title"), LexiconEntry("学籍", "topic")])
    lexicon.update([LexiconEntry("学籍", "topic")])
    assert not lexicon.suggest("秘密") and not lexicon.sounding_like("mimi") and not lexicon.corrected("秘秘办法")
    assert [entry.text for entry in lexicon.suggest("xue")] == ["学籍"]


def test_a_heading_is_corrected_by_and_never_offered():
    lexicon = Lexicon([LexiconEntry("法律责任", HEADING)])
    assert not lexicon.suggest("法律") and lexicon.corrected("法津责任") == ["法律责任"]


@pytest.mark.parametrize("typed", ["\ud800", "学\udfff", "\0", "'; DROP TABLE entries; --", "%", "\U0010ffff", "学" * 500])
def test_whatever_is_typed_is_answered(typed):
    lexicon = Lexicon([LexiconEntry("学籍", "topic"), LexiconEntry("\ud800坏", "title")])
    for ask in (lexicon.suggest, lexicon.sounding_like, lexicon.corrected, lexicon.homophones):
        assert isinstance(ask(typed), list)
    assert lexicon.suggest("学籍")[0].text == "学籍"
