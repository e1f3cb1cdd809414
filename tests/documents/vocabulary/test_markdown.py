"""What is escaped reads as it was, for any line."""
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from documents.vocabulary.markdown import escape, from_paragraph, heading, paragraph, plain

LINE = st.text(st.sampled_from("甲a1 *_`\\[](){}<>!&;#^|~.+-=:："), max_size=30)


@given(LINE)
@example("![甲](http://a.cn)")
@example("[甲](http://a.cn)")
@example("\\[甲](b)**乙**")
@example("[" + "甲" * 250 + "](b)")
def test_a_line_comes_back(line):
    assert plain(escape(line)) == line
    assert from_paragraph(paragraph(escape(line))) == escape(line) or paragraph(escape(line)) == escape(line)


@given(LINE)
def test_the_mark_of_a_note_is_kept_where_it_is_wanted(line):
    assert escape("甲[^1]", keep_notes=True) == "甲[^1]"
    assert plain(escape(line, keep_notes=True)) == line


@pytest.mark.parametrize(("text", "line"), [
    ("[甲](b)", "甲"), ("![甲](b)", "甲"), ("**甲**乙", "甲乙"), ("**[甲](b)**", "甲"), ("[**甲**](b)", "甲"), ("\\*甲\\*", "*甲*"),
    ("\\[甲](b)", "[甲](b)"), ("**甲\\*", "**甲*"),
])
def test_plain(text, line):
    assert plain(text) == line


@pytest.mark.parametrize("text", ["# 甲", "> 甲", "| 甲", "- 甲", "+ 甲", "* 甲", "1. 甲", "1) 甲", "~~~", "```", "===", "[甲]: b"])
def test_a_paragraph_is_no_other_block(text):
    assert paragraph(text) != text
    assert from_paragraph(paragraph(text)) == text


def test_heading():
    assert heading(0, "甲") == "# 甲"
    assert heading(9, "甲#") == "###### 甲\\#"
