"""Markdown to safe HTML: what must never survive, what must never be slow, then what a page looks like."""
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from documents.formats.markup import Paragraph
from documents.formats.text import RawText
from documents.parsing import ParsedSection, parse
from documents.rendering import Link, finished, plain, render, unsafe
from documents.vocabulary import markdown

from .hostile_markdown import HOSTILE

PAYLOADS = [
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    "<script>alert(1)",
    "</p><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css'</style>",
    "<form action=//evil.example><input name=p><button>go</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<div style=background:url(javascript:alert(1))>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<video><source onerror=alert(1)></video>",
    "<marquee onstart=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](//evil.example/)",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/pixel.gif)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "[x](https://a.example/\"onmouseover=alert(1))",
    "`<script>alert(1)</script>`",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)",
    "**<img src=x onerror=alert(1)>**",
    "| a |\n| - |\n| <img src=x onerror=alert(1)> |",
    "{: onclick=alert(1) }",
    "\\<script>alert(1)\\</script>",
    "\U00100100<script>\U00100081\U0010003cscript\U0010003e",
]
ALLOWED = {"a", "p", "strong", "em", "code", "div", "section", "h2", "h3", "li", "ul", "ol", "blockquote", "br"} | {
    "table", "thead", "tbody", "tr", "th", "td", "caption"
}


class Elements(HTMLParser):
    """All start tags of a text, as a browser would see them."""

    def __init__(self, html):
        super().__init__()
        self.seen, self.text = [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def assert_inert(html):
    for tag, attributes in Elements(html).seen:
        assert tag in ALLOWED, tag
        for name, value in attributes.items():
            assert name in {"id", "class", "href", "title", "rel", "role", "tabindex", "aria-label"}, name
            if name == "href":
                assert value.startswith(("#", "/documents", "/about", "http://", "https://", "mailto:")), value
                assert not value.startswith("//")


def section(anchor, label="", heading="", text="", level=1):
    return ParsedSection(level, label, heading, anchor, text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_s10_nothing_active_survives_anywhere(payload):
    line = payload.replace("\n", " ")
    markdown = f"{payload}\n\n# {line}\n\n## {line}\n\n{payload}\n\n- {line}\n\n> {line}\n"
    at = markdown.index(payload)
    link = Link(at, at + len(payload), "/documents/x/", title=payload, kind="basis", id=payload)
    assert_inert(render(markdown, [section("h-1", heading=line)], [link]))
    assert_inert(render(markdown, [section(payload, heading=line)]))


@pytest.mark.parametrize("payload", ["javascript:alert(1)", "data:text/html,x", " javascript:alert(1)", "vbscript:x"])
def test_s10_a_link_with_an_active_address_loses_it(payload):
    assert "href" not in render("《甲》", links=[Link(0, 3, payload)])


# How long each takes is measured by benchmarks/rendering.py.
@pytest.mark.parametrize("name", HOSTILE)
def test_i21_hostile_text_is_answered(name):
    assert_inert(render(HOSTILE[name]))


def unspaced(text):
    return "".join(text.split())


def text_of(html):
    return unspaced(Elements(html).text.replace("¶", ""))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("政策一（）<>&[]()!*`_#|-+>~:=\\\n 1.\"'"), max_size=200))
def test_any_text_is_rendered_inert(text):
    assert_inert(render(text, [section("h-1")]))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Co"]), max_size=60))
def test_words_come_out_as_they_went_in(text):
    plain = "政" + "".join(c for c in text if c.isalnum() or c in "〔〕《》（），。—<&\"';")
    assert text_of(render(plain)) == "".join(plain.split())


LINE = st.text(st.sampled_from("甲乙a1 *_`\\[](){}<>!&;#^|~.+-=:：\"'"), max_size=30).map(lambda text: " ".join(text.split()))


@settings(max_examples=400, deadline=None)
@given(LINE)
@example("1. 甲")
@example("- [甲](http://a.cn)")
@example("**甲** __乙__")
@example("&lt;b&gt;")
def test_an_escaped_line_is_shown_as_it_was(line):
    source = markdown.paragraph(markdown.escape(line))
    assert text_of(render(source + "\n")) == unspaced(line)
    assert markdown.plain(markdown.from_paragraph(source)) == line


@settings(max_examples=200, deadline=None)
@given(LINE.filter(lambda line: "[^" not in line))
@example("1. 甲")
@example("[甲](http://a.cn)")
def test_what_a_reader_escapes_is_shown_as_it_was(line):
    """``[^1]`` aside, which is how a reader writes the mark of a note."""
    parsed = parse(RawText(str(Paragraph(line)), is_markdown=True), {}, frozenset())
    assert text_of(render(parsed.markdown)) == unspaced(line)


@given(LINE, st.integers(1, 5))
def test_an_escaped_heading_is_shown_as_it_was(line, level):
    heading = markdown.heading(level, markdown.escape(line))
    assert text_of(render(heading + "\n")) == unspaced(line)


@given(LINE)
def test_what_is_shown_of_any_markdown_is_its_plain_text(line):
    """The other direction: what ``plain`` says of a line that nobody escaped, when written as a paragraph of its own."""
    source = markdown.paragraph(line)
    if not re.search(r"[_`]|\*|\]\(|\[\^", line):  # emphasis, code and links are rendered by rules of their own
        assert text_of(render(source + "\n")) == unspaced(markdown.plain(line))


def test_private_use_characters_of_old_fonts_stay():
    assert render("\ue000姓") == "<p>\ue000姓</p>"


def test_an_entity_in_the_text_is_shown_as_it_is_printed():
    assert render("&lt;b&gt; AT&T") == "<p>&amp;lt;b&amp;gt; AT&amp;T</p>"


def test_a_backslash_shows_the_character_after_it():
    assert render("1\\. \\*甲\\* \\[乙\\] \\# C:\\路径") == "<p>1. *甲* [乙] # C:\\路径</p>"


def test_every_heading_gets_the_anchor_of_its_section_and_a_link_to_it():
    html = render("## 第一章 总则\n\n### 第一条\n\n为了。\n", [
        section("ch-1", "第一章", "总则"), section("art-1", "第一条", text="为了。", level=2),
    ])
    assert '<h2 id="ch-1" class="chapter">第一章 总则</h2><a class="permalink" href="#ch-1" aria-label="第一章的链接"></a>' in html
    assert '<div class="run-in"><h3 id="art-1">第一条</h3><a class="permalink"' in html


def test_headings_without_sections_are_still_headings():
    assert render("## 甲\n\n乙") == "<h2>甲</h2><p>乙</p>"


def test_a_heading_printed_within_its_paragraph_runs_in():
    html = render("## （一）指导思想。\n\n以……为指导。\n\n下一段。", [section("sec-1", "（一）", "指导思想")])
    assert html.startswith('<div class="run-in"><h2 id="sec-1" class="sentence">')
    assert html.endswith("</p></div>\n<p>下一段。</p>")


def test_a_heading_of_its_own_line_does_not_run_in():
    assert "run-in" not in render("## 一、总体要求\n\n甲。", [section("sec-1", "一、", "总体要求")])


def test_the_notice_before_the_printed_title_is_its_preamble():
    html = render("现将《办法》印发给你们。\n\n教育部\n\n# 办法\n\n甲。")
    assert html.startswith('<section class="preamble" aria-label="印发通知"><p>现将')
    assert '</section><p class="printed-title">办法</p>' in html


def test_a_title_with_nothing_before_it_has_no_preamble():
    assert render("# 办法\n\n甲。") == '<p class="printed-title">办法</p><p>甲。</p>'


def test_links_stand_where_their_offsets_say_in_spite_of_escapes():
    markdown = "\\[注\\] 依据《甲<法>》和《乙法》。"
    start, end = markdown.index("《甲"), markdown.index("和")
    html = render(markdown, links=[Link(start, end, "/documents/a/#art-1", "甲法 “x”", "basis", "c-1")])
    assert html == (
        '<p>[注] 依据<a class="citation basis" id="c-1" href="/documents/a/#art-1" title="甲法 “x”">'
        "《甲&lt;法&gt;》</a>和《乙法》。</p>"
    )


def test_a_citation_without_a_target_is_a_place():
    assert render("《甲》", links=[Link(0, 3, kind="not-held", id="c-1")]) == (
        '<p><a class="citation not-held" id="c-1">《甲》</a></p>'
    )


def test_links_in_headings_tables_and_bold():
    markdown = "## 贯彻《甲》\n\n| a |\n| - |\n| 《乙》 |\n\n**《丙》**"
    links = [Link(markdown.index(t), markdown.index(t) + 3, f"/documents/{t[1]}/") for t in ("《甲》", "《乙》", "《丙》")]
    html = render(markdown, [section("h-1", heading="贯彻《甲》")], links)
    assert html.count('<a class="citation"') == 3
    assert "<strong><a" in html and "<td><a" in html


def test_of_overlapping_links_the_first_counts():
    html = render("《甲》第一条", links=[Link(0, 6, "/documents/a/"), Link(3, 6, "/documents/b/")])
    assert html.count("<a") == 1 and "/documents/a/" in html


@pytest.mark.parametrize(("markdown", "shown"), [
    ("见《[甲办法](https://a.example/)》。", "《<a href"),
    ("《甲》[^1]第一条。\n\n[^1]: 注。", "note-mark"),
])
def test_what_is_written_counts_before_what_is_found(markdown, shown):
    html = render(markdown, links=[Link(0, markdown.index("。"), id="cite-0")])
    assert shown in html and "cite-0" not in html


HEADED = "# 《甲》实施办法\n\n## 第一条\n\n**依照《乙》第二条**，见[《丙》](https://a.example/)与《丁[^1]》。\n\n| 《戊》 |\n| --- |\n| 《己》 |\n\n[^1]: 《庚》。\n"


@pytest.mark.parametrize("wanted", [(), (0,), (1, 3), (0, 2, 4), (0, 1, 2, 3, 4, 5, 6)])
def test_a_page_that_was_begun_elsewhere_is_the_same(wanted):
    found = [Link(m.start(), m.end(), id=f"cite-{m.start()}") for m in re.finditer("《[^》]+》", HEADED)]
    kept = [found[number] for number in wanted]
    sections = [section("art-1", label="第一条", heading="")]
    assert finished(unsafe(HEADED, sections, found), {link.id for link in kept}) == render(HEADED, sections, kept)


def test_what_comes_from_elsewhere_is_cleaned():
    assert finished('<p onclick="x()">甲<script>x()</script><a href="javascript:x()">乙</a></p>', ()) == "<p>甲<a>乙</a></p>"


def test_links_outside_the_text_are_left_out():
    assert render("甲", links=[Link(0, 9, "/documents/a/"), Link(1, 1, "/documents/b/")]) == "<p>甲</p>"


def test_written_links_lead_out_with_their_protection():
    assert render("见[网站](https://a.example/?a=1&b=2)。") == (
        '<p>见<a href="https://a.example/?a=1&amp;b=2" rel="noopener noreferrer">网站</a>。</p>'
    )


def test_tables_scroll_and_take_the_caption_printed_above_them():
    html = render("表1 经费\n\n| 年 | 数 |\n| --- | --- |\n| 2020 | 1 |\n")
    assert html.startswith('<div class="table-scroll" role="group" tabindex="0" aria-label="表格">')
    assert "<caption>表1 经费</caption>" in html


def test_what_looks_like_syntax_but_is_text_stays_text():
    assert text_of(render("2018\\. 三\n\n====\n\n甲\n----")) == "2018.三====甲----"


def test_paragraphs_and_items_of_an_article_have_anchors_of_their_own():
    text = "学校应当：\n（一）甲；\n（二）乙。\n学生可以。"
    html = render("## 第十二条\n\n" + text.replace("\n", "\n\n"), [section("art-12", "第十二条", text=text)])
    assert '<p id="art-12-p1">学校应当：</p>' in html
    assert '<p id="art-12-p1-i2">（二）乙。</p>' in html
    assert '<p id="art-12-p2">学生可以。</p>' in html


def test_paragraphs_that_are_not_those_of_the_text_get_no_anchor():
    html = render("## 第一条\n\n甲。\n\n乙。", [section("art-1", "第一条", text="甲。")])
    assert "<p id=" not in html


def test_a_notice_is_addressed_and_signed():
    html = render("各省教育厅：\n\n现印发给你们。\n\n教育部\n\n财政部\n\n2020年1月2日\n\n# 办法\n\n甲。")
    assert '<p class="addressee">各省教育厅：</p>' in html
    assert '<p class="signature">教育部</p>\n<p class="signature">财政部</p>\n<p class="signature">2020年1月2日</p>' in html


def test_the_notice_may_print_its_title_and_number_first():
    html = render("教育部关于印发《办法》的通知\n\n教基〔2025〕1号\n\n各省教育厅:\n\n现印发。\n\n# 办法\n\n甲。")
    assert '<p class="notice-head">教育部关于印发《办法》的通知</p>\n<p class="notice-head">教基〔2025〕1号</p>' in html
    assert '<p class="addressee">各省教育厅:</p>' in html


def test_a_date_in_mid_text_is_no_signature():
    assert "signature" not in render("甲\n\n2020年1月2日\n\n乙。")


def test_plain_words_of_a_heading_or_sentence():
    assert plain("## 问:**《办法》**\\[修订\\]的背景?\n") == "问:《办法》[修订]的背景?"
    assert plain("教基#1号 \\\\") == "教基#1号 \\"


def test_footnotes_and_their_marks_lead_to_each_other():
    html = render("甲[^1]乙[^1]。\n\n丙\\[^1\\]\n\n[^1]: 注 *文*。")
    assert html == (
        '<p>甲<a class="note-mark" id="note-mark-1" href="#note-1">1</a>乙<a class="note-mark" href="#note-1">1</a>。</p>\n'
        '<p>丙[^1]</p>\n<p><a class="note-back" id="note-1" href="#note-mark-1">1</a> 注 <em>文</em>。</p>'
    )


def test_a_note_without_a_mark_and_a_mark_without_a_note_are_harmless():
    assert_inert(render("甲[^a]。\n\n[^b]: 注。\n\n[^c]丙"))
