"""The outline: divisions with words of their own, one in the other, articles as runs under them."""
import pytest

from documents.models import Section
from documents.pages.outline import outline


def tree(*rows):
    """Rows of level, label, heading; entries as (text, labels of articles, children)."""
    sections = [Section(level=level, label=label, heading=heading, anchor=str(i)) for i, (level, label, heading) in enumerate(rows)]
    return [shown(entry) for entry in outline(sections)]


def shown(entry):
    return (entry.text if entry.section else None, [a.label for a in entry.articles], [shown(child) for child in entry.children])


def test_a_text_without_divisions_has_none():
    assert tree() == []


def test_articles_stand_under_their_chapter():
    assert tree((1, "第一章", "总则"), (2, "第一条", ""), (2, "第十七条之一", ""), (1, "第二章", "附则"), (2, "第二条", "")) == [
        ("第一章 总则", ["第一条", "第十七条之一"], []), ("第二章 附则", ["第二条"], []),
    ]


def test_articles_without_a_chapter():
    assert tree((1, "第一条", ""), (1, "第二条", "")) == [(None, ["第一条", "第二条"], [])]


def test_articles_before_the_first_chapter_do_not_take_it_in():
    assert tree((1, "第一条", ""), (1, "第一章", "总则"), (2, "第二条", "")) == [
        (None, ["第一条"], []), ("第一章 总则", ["第二条"], []),
    ]


def test_an_article_with_words_of_its_own_is_an_entry():
    assert tree((1, "第一条", "目的"), (1, "第二条", "")) == [("第一条 目的", ["第二条"], [])]


def test_numbered_sections_are_entries_even_without_words():
    assert tree((1, "一、", "总体要求"), (2, "（一）", ""), (1, "", "结语")) == [("一、总体要求", [], [("（一）", [], [])]), ("结语", [], [])]


def test_a_level_that_is_left_out_does_not_part_what_belongs_together():
    assert tree((1, "第一编", "总则"), (3, "第一节", "甲"), (2, "第二章", "乙"), (4, "第五条", "")) == [
        ("第一编 总则", [], [("第一节 甲", [], []), ("第二章 乙", ["第五条"], [])]),
    ]


@pytest.mark.parametrize("below, told", [
    ([(2, "第六条", ""), (2, "第七条", ""), (2, "第十一条", "")], "第六条至第十一条"),
    ([(2, "（一）", "甲"), (2, "（三）", "乙")], "（一）至（三）"),
    ([(2, "", "甲"), (2, "", "乙")], "2 个标题"),
    ([(2, "第六条", "")], "第六条"),
])
def test_what_is_folded_is_told_by_its_ends(below, told):
    entry, = outline([Section(level=level, label=label, heading=heading) for level, label, heading in [(1, "第一章", "总则"), *below]])
    assert entry.is_foldable and entry.range == told


def test_only_the_lowest_level_is_folded():
    rows = [(1, "第一编", "甲"), (2, "第一章", "乙"), (3, "第一条", "")]
    part, = outline([Section(level=level, label=label, heading=heading) for level, label, heading in rows])
    assert not part.is_foldable and part.children[0].is_foldable
