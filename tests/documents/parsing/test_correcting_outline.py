"""What a person says of the outline of a text is done, and read again as it was said."""
import pytest

from documents.formats.text import RawText
from documents.parsing import parse, seed_bodies
from documents.parsing.correcting_outline import NotChanged, OutlineChange, change_outline
from documents.rendering import render
from documents.vocabulary.markdown import has_given_outline

TEXT = "# 甲办法\n\n引言一段。\n\n## 一、总体要求\n\n第一段文字。\n\n第二段文字\n\n### （一）目标\n\n目标是这样。\n\n| 表 | 格 |\n| --- | --- |\n\n## 二、任务、\n\n## 和措施\n\n1\\. 并非标题的一段。\n"
R, L, U, J, S = OutlineChange


def read(text):
    return parse(RawText(text, is_markdown=True), {"title": "甲办法"}, seed_bodies())


def outline(parsed):
    return [(section.level, section.label + section.heading) for section in parsed.sections]


START = [(1, "一、总体要求"), (2, "（一）目标"), (1, "二、任务、"), (1, "和措施")]


@pytest.fixture(scope="module")
def marked():
    """The text with its outline said by a person to be as it is: raised and lowered again."""
    return read(change_outline(change_outline(TEXT, 1, L), 1, R)).markdown


@pytest.mark.parametrize(("place", "change", "paragraph", "expected"), [
    (1, R, 0, [(1, "一、总体要求"), (1, "（一）目标"), *START[2:]]),
    (0, L, 0, [(2, "一、总体要求"), (3, "（一）目标"), *START[2:]]),
    (3, L, 0, [*START[:3], (2, "和措施")]),
    (1, U, 0, [START[0], *START[2:]]),
    (0, U, 0, START[1:]),
    (3, J, 0, [*START[:2], (1, "二、任务、和措施")]),
    (0, S, 1, [START[0], (1, "第二段文字"), *START[1:]]),
])
def test_a_change_holds_however_often_the_text_is_read(marked, place, change, paragraph, expected):
    changed = read(change_outline(marked, place, change, paragraph))
    assert outline(changed) == expected and has_given_outline(changed.markdown)
    again = read(changed.markdown)
    assert (again.markdown, again.sections, again.title) == (changed.markdown, changed.sections, "甲办法")
    assert "".join(changed.markdown.split()).replace("#", "") == "".join(TEXT.split()).replace("#", "")
    html = render(changed.markdown, list(changed.sections), [])
    assert "#</" not in html and all(section.anchor in html for section in changed.sections)


@pytest.mark.parametrize(("place", "change", "paragraph"), [
    (4, R, 0), (-1, R, 0), (0, R, 0), (0, J, 0), (2, J, 0), (0, S, 2), (1, S, 1), (2, S, 0), (0, S, -1),
])
def test_what_cannot_be_done_is_said(marked, place, change, paragraph):
    with pytest.raises(NotChanged, match="。$"):
        change_outline(marked, place, change, paragraph)


def test_nothing_sinks_below_the_deepest_level(marked):
    for _ in range(3):
        marked = read(change_outline(marked, 0, L)).markdown
    with pytest.raises(NotChanged):
        change_outline(marked, 0, L)
    assert outline(read(marked))[:2] == [(4, "一、总体要求"), (5, "（一）目标")]


@pytest.mark.parametrize(("text", "given"), [
    ("# 甲 #\n\n## 乙 ##\n", True), ("# 甲 #\n", True), ("# 甲\n\n## 乙 ##\n", False), ("正文。\n", False), ("# C#\n", False), ("# C\\#\n", False),
    ("# 甲 \\#\n", False),
])
def test_only_a_text_with_all_its_headings_closed_has_a_given_outline(text, given):
    assert has_given_outline(text) == given


def test_labels_that_nobody_marked_are_headings_only_where_no_outline_is_given():
    text = "# 甲办法{0}\n\n一、总体要求\n\n正文。\n\n二、任务\n\n正文二。\n"
    assert len(read(text.format("")).sections) == 2 and read(text.format(" #")).sections == ()
