"""What holds for any text: parsing never raises, loses nothing, and reads its own Markdown as it wrote it."""
import re
import string

from hypothesis import example, given, settings
from hypothesis import strategies as st

from documents.formats.text import RawText
from documents.parsing import parse, seed_bodies
from documents.parsing.cleaning import clean

PIECES = st.sampled_from(
    ["第一编", "第二章 ", "第三节", "第十条 ", "第十条之一　", "一、", "二、", "（一）", "(二)", "1.", "2．", "１、", "⒈", "（1）", "⑵", "①",
     "1.问：", "问:", "答：", "附件1", "附件：1.", "附：", "专栏2 ", "目录", "序言", "摘  要", "总 则", "指导思想。", "以人为本，", "“", "”", "《", "》",
     "　　", " ", "\n", "\n\n", "\r\n", "。", "；", "：", "教育部", "2025年4月11日", "教基〔2025〕1号", "2025-02-10", "# ", "## ", "#### ", "| a | b |",
     "|---|---|", "- ", "> ", "```", "**", "_", "\\", "[^1]: ", "[a](b)", "<b>", "<!-- INFO END -->", "&amp;", "5.9.4 ", "2.0 ", "a)", "1)", "=", "---"]
)
TEXT = st.lists(st.one_of(PIECES, st.text(alphabet="中小学生，。、和与的A1 \n", max_size=8), st.text(max_size=4)), max_size=40).map("".join)
MARKUP = set(string.punctuation)


def letters(text: str) -> str:
    """The characters that are nothing but text: no blanks, no marks of Markdown, nothing invisible."""
    return "".join(c for c in clean(text) if not c.isspace() and c not in MARKUP)


def without_comments(text: str) -> str:
    return re.sub(r"(?<!\\)<!--[^\n]{0,500}?-->", "", clean(text))


@settings(max_examples=500, deadline=None, derandomize=True)
@given(TEXT, st.booleans())
@example("1.（一）一、①第一条", False)
@example("# 一、\n###### （一）\n###### 1.\n\n- x\n# y", True)
@example("```\n# 不是标题", True)
def test_nothing_is_lost_and_reading_again_changes_nothing(text, is_markdown):
    first = parse(RawText(text, is_markdown), {}, seed_bodies())
    seen = without_comments if is_markdown else str
    assert letters(seen(first.markdown)) == letters(seen(text))
    again = parse(RawText(first.markdown, is_markdown=True), {}, seed_bodies())
    assert again.markdown == first.markdown
    assert again.sections == first.sections


@settings(max_examples=150, deadline=None, derandomize=True)
@given(TEXT, st.booleans())
def test_headings_and_sections_correspond_one_to_one(text, is_markdown):
    document = parse(RawText(text, is_markdown), {}, seed_bodies())
    outside_code = re.sub(r"^(```|~~~).*?(?:^\1$|\Z)", "", document.markdown, flags=re.M | re.S)
    headings = re.findall("^(#{2,6}) ", outside_code, flags=re.M)
    assert [len(h) for h in headings] == [min(s.level + 1, 6) for s in document.sections]
    anchors = [s.anchor for s in document.sections]
    assert len(anchors) == len(set(anchors)) and all(anchors)
    assert all(0 < len(a) <= 100 for a in anchors)
    assert all(b.level <= a.level + 1 for a, b in zip(document.sections, document.sections[1:], strict=False))
