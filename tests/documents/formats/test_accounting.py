"""Every character of a file is in its text or among what is listed as left out, in every format; what is neither is said."""
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.formats import RawText, Refused
from documents.formats.accounting import SAID, accounted
from documents.formats.reading import parse
from documents.formats.text import LeftOut
from documents.vocabulary import markdown

from .portable import article, pdf, show
from .word import p, r, word

WORDS = st.text(alphabet="甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒ABC", min_size=2, max_size=12)


def letters(text: str) -> Counter[str]:
    return Counter(filter(str.isalpha, text))


def held(raw: RawText) -> Counter[str]:
    text = markdown.plain(markdown.COMMENT.sub("", raw.text)) if raw.is_markdown else raw.text  # parsing takes comments out
    return letters(text) + sum((letters(piece.text) for piece in raw.left_out), Counter())


def check(extension: str, data: bytes, words: list[str]) -> None:
    try:
        raw = parse(extension, data)
    except Refused:
        return
    assert held(raw) == letters("".join(words)) and raw.characters >= len("".join("".join(words).split()))
    assert not any(SAID in note for note in raw.notes)


def pieces(*kinds: str):
    return st.lists(st.tuples(st.sampled_from(kinds), WORDS), min_size=1, max_size=14)


HTML = {
    "paragraph": "<p>{}</p>", "heading": "<h2>{}</h2>", "item": "<ul><li>{}</li></ul>", "cells": "<table><tr><td>{}</td><td>1</td></tr><tr><td>2</td><td>3</td></tr></table>",
    "nav": "<nav><a href=a>{}</a></nav>", "footer": '<div class="footer">{}</div>', "hidden": '<p style="display:none">{}</p>', "button": "<button>{}</button>",
    "link": "<a href=b>{}</a>", "crumbs": '<div class="crumbs">{}</div>', "bare": "{}", "select": "<select><option>{}</option></select>", "noscript": "<noscript>{}</noscript>",
    "nested": '<div class="top"><nav>{}</nav></div>', "content": '<div id="zoom"><p>{}</p></div>', "textarea": "<textarea>{}</textarea>",
}
QUICK = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(pieces(*HTML))
def test_pages(content):
    page = "<html><body><script>var words = 1;</script><!-- remark -->" + "".join(HTML[kind].format(words) for kind, words in content) + "</body></html>"
    check(".html", page.encode(), [words for _, words in content])


WORD = {
    "paragraph": p, "deleted": lambda words: f"<w:p><w:del><w:r><w:delText>{words}</w:delText></w:r></w:del></w:p>",
    "inserted": lambda words: f"<w:p><w:ins>{r(words)}</w:ins></w:p>", "hidden": lambda words: f"<w:p>{r(words, '<w:vanish/>')}</w:p>",
    "moved": lambda words: f"<w:p><w:moveFrom>{r(words)}</w:moveFrom></w:p>",
    "cells": lambda words: f"<w:tbl><w:tr><w:tc>{p(words)}</w:tc><w:tc>{p('1')}</w:tc></w:tr><w:tr><w:tc>{p('2')}</w:tc><w:tc>{p('3')}</w:tc></w:tr></w:tbl>",
    "deleted row": lambda words: f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p(words)}</w:tc></w:tr></w:tbl>",
    "contents": lambda words: f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{p(words)}</w:sdtContent></w:sdt>',
    "ruby": lambda words: f"<w:p><w:r><w:ruby><w:rt>{r('x')}</w:rt><w:rubyBase>{r(words)}</w:rubyBase></w:ruby></w:r></w:p>",
}


@QUICK
@given(pieces(*WORD), WORDS, WORDS)
def test_word_documents(content, head, remark):
    comments = f'<w:comment w:id="0">{p(remark)}</w:comment>'
    relation = '<Relationship Id="h" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>'
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    header = ("word/header1.xml", f"<w:hdr {namespace}>{p(head)}</w:hdr>")
    body = "".join(WORD[kind](words) for kind, words in content)
    readings = ["x" for kind, _ in content if kind == "ruby"]
    check(".docx", word(body, extra=[header], relations=relation, comments=comments), [*(words for _, words in content), *readings, head, remark])


@settings(QUICK, max_examples=25)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=8), min_size=1, max_size=4), WORDS)
def test_pdfs(pages, head):
    contents = [show(head, 230, 800, 9) + article(*((words, 122) for words in page), top=730) + show(f"— {i} —", 280, 40, 12) for i, page in enumerate(pages, 1)]
    check(".pdf", pdf(*contents), [words for page in pages for words in page] + [head] * len(pages))


TEXT = {"line": "{}\n", "marked": "**检索时间**: {}\n", "rule": "---\n", "field": "Title: {}\n", "heading": "# {}\n\n", "comment": "<!-- {} -->\n\n", "item": "- {}\n", "blank": "\n"}


@QUICK
@given(st.sampled_from([".md", ".txt"]), pieces(*TEXT))
def test_texts(extension, content):
    text = "".join(TEXT[kind].format(words) for kind, words in content)
    check(extension, text.encode(), [markdown.plain(text) if extension == ".md" else text])


def test_what_is_lost_is_said_and_what_is_listed_is_not():
    raw = accounted(RawText("甲乙", left_out=(LeftOut("页眉", 1, "丙"),)), "甲乙丙丁丁")
    assert raw.notes == ("有 2 个字既没有读入，也不在略去之列：“丁丁”，请对照原文",) and raw.characters == 5


@pytest.mark.parametrize("content, what", [
    (f"<w:p><w:del><w:r><w:delText>旧文</w:delText></w:r></w:del></w:p>{p('正文。')}", "略去修订中删去的文字“旧文”"),
    (f"<w:p>{r('密', '<w:vanish/>')}{r('正文。')}</w:p>", "略去隐藏的文字“密”"),
])
def test_what_a_person_should_see_is_a_note(content, what):
    assert what in parse(".docx", word(content)).notes


def test_pictures_are_listed():
    raw = parse(".html", '<div id="zoom"><p>正文。</p><img src="a/1.jpg"><img src="2.png" alt="公章"></div>'.encode())
    assert [(piece.what, piece.text) for piece in raw.left_out] == [("图片", "a/1.jpg"), ("图片", "公章")]


@pytest.mark.parametrize("extension, text, count", [
    (".html", "<h1>甲通知</h1><p>全文如下。</p><img src=1.jpg><img src=2.jpg>", 2), (".html", "<h1>甲通知</h1><p>全文如下。</p><iframe src=a.pdf></iframe>", 1),
    (".html", "<h1>甲通知</h1><embed src=a.pdf><p>见附件。</p>", 1), (".md", "# 甲通知\n\n全文如下。\n\n![](1.jpg)\n", 1), (".md", '# 甲通知\n\n全文如下。\n\n<img src="1.jpg">\n', 1),
    (".html", "<h1>甲通知</h1><p>全文如下。</p>", 0), (".html", f"<h1>甲通知</h1><p>{'各单位要认真执行。' * 20}</p><img src=1.jpg>", 0), (".md", f"# 甲通知\n\n{'各单位要认真执行。' * 20}\n\n![](1.jpg)\n", 0),
])
def test_a_text_that_may_be_in_its_pictures(extension, text, count):
    notes = " ".join(parse(extension, text.encode()).notes)
    assert (f"另有图片或内嵌的文件 {count} 个" in notes) is bool(count)


@pytest.mark.parametrize("table", [
    "<table><form><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></form></table>", "<table>戊<tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>",
    "<table><tr>戊<td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>", "<table><tr><td>甲</td><p>戊</p><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>",
    "<table><p>戊</p><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>", "<table><tbody>戊<tr><td>甲</td><td>乙</td></tr></tbody><tr><td>丙</td><td>丁</td></tr></table>",
])
def test_text_beside_the_cells_of_a_table(table):
    check(".html", f"<p>正文一段。</p>{table}".encode(), ["正文一段。", "甲乙丙丁", "戊" * ("戊" in table)])
