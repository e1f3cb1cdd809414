"""The outline: divisions with words of their own, articles as runs under them."""
from documents.models import Section
from documents.pages.outline import outline


def entries(*rows):
    sections = [Section(label=label, heading=heading, anchor=str(i)) for i, (label, heading) in enumerate(rows)]
    return [
        (e.text if e.section else None, [a.label for a in e.articles])
        for e in outline(sections)
    ]


def test_a_text_without_divisions_has_none():
    assert entries() == []


def test_articles_stand_under_their_chapter():
    assert entries(("第一章", "总则"), ("第一条", ""), ("第十七条之一", ""), ("第二章", "附则"), ("第二条", "")) == [
        ("第一章 总则", ["第一条", "第十七条之一"]), ("第二章 附则", ["第二条"]),
    ]


def test_articles_without_a_chapter():
    assert entries(("第一条", ""), ("第二条", "")) == [(None, ["第一条", "第二条"])]


def test_an_article_with_words_of_its_own_is_an_entry():
    assert entries(("第一条", "目的"), ("第二条", "")) == [("第一条 目的", ["第二条"])]


def test_numbered_sections_are_entries_even_without_words():
    assert entries(("一、", "总体要求"), ("（一）", ""), ("", "结语")) == [("一、总体要求", []), ("（一）", []), ("结语", [])]
