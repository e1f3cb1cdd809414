"""The text of a page as blocks: all its words, none of the page's own."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.rendering import render
from documents.typesetting.blocks import BlockType, blocks

OWN = '<a class="permalink" href="#a" aria-label="本节链接">¶</a><a class="cited" href="x">被引 3</a>'


def shown(html):
    return [(block.type.name, block.lead, block.text) for block in blocks(html)]


@pytest.mark.parametrize("html, found", [
    ("", []),
    ("甲", [("PARAGRAPH", "", "甲")]),
    (f'<h2 id="a">第一章{OWN}</h2>', [("HEADING", "", "第一章")]),
    (f'<div class="headed"><h2 id="a">第一章</h2>{OWN}</div><p>甲</p>', [("HEADING", "", "第一章"), ("PARAGRAPH", "", "甲")]),
    (f'<div class="run-in"><h3 id="a">第一条{OWN}</h3><p>甲</p></div>', [("PARAGRAPH", "第一条", "甲")]),
    (f'<div class="run-in"><h3 id="a">第一条</h3>{OWN}<p>甲<a class="citation" id="c">《乙》</a>丙</p></div>', [("PARAGRAPH", "第一条", "甲《乙》丙")]),
    ('<section class="preamble"><p class="notice-head">甲</p><p class="addressee">各：</p><p class="signature">丙</p></section>',
     [("NOTICE_HEAD", "", "甲"), ("ADDRESSEE", "", "各："), ("SIGNATURE", "", "丙")]),
    ("<ul><li>甲<ul><li>乙</li></ul></li></ul><ol><li>丙</li><li>丁</li></ol>",
     [("ITEM", "", "— 甲"), ("ITEM", "", "— 乙"), ("ITEM", "", "1. 丙"), ("ITEM", "", "2. 丁")]),
    ("<blockquote><p>甲</p>乙</blockquote>丙<!-- 丁 -->", [("PARAGRAPH", "", "甲"), ("PARAGRAPH", "", "乙"), ("PARAGRAPH", "", "丙")]),
])
def test_what_a_page_prints(html, found):
    assert shown(html) == found


def test_a_table_has_its_rows_and_its_head():
    table, = blocks("<table><caption>表1</caption><thead><tr><th>年</th></tr></thead><tbody><tr><td>2024</td></tr></tbody></table>")
    assert (table.type, table.text, table.rows, table.head_rows) == (BlockType.TABLE, "表1", (("年",), ("2024",)), 1)


@given(st.lists(st.sampled_from(["甲办法", "- 乙", "> 丙", "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |", "**丁**戊", "1. 己", "<b>庚</b>", "a & b", "　"]), max_size=8))
def test_no_word_is_lost(parts):
    html = render("\n\n".join(parts))
    words = "".join(block.lead + block.text + "".join(map("".join, block.rows)) for block in blocks(html))
    for word in "甲乙丙丁戊己庚":
        assert words.count(word) == "".join(parts).count(word)
