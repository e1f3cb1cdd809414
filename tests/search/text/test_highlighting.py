import re
import time
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.analyzers import normalise
from search.text.highlighting import LENGTH, mark_html, marked, snippet, spans


class Reader(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.text, self.in_mark = [], "", ""
        self.open = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))
        self.open += tag == "mark"

    def handle_endtag(self, tag):
        self.open -= tag == "mark"

    def handle_data(self, data):
        self.text += data
        self.in_mark += data * bool(self.open)


PAYLOADS = [
    "<img src=x onerror=alert(1)//学籍", "<svg/onload=alert(1)>学籍</svg>", "学籍<script>alert(1)</script>", "&lt;b&gt;学籍&amp;",
    "学<b>籍", "</mark><mark>学籍", '"><a href="javascript:x">学籍', "𠮷学籍𠮷" * 80, "学\u0301籍", "<" * 300 + "学籍",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_s12_a_snippet_says_the_text_and_nothing_else(payload):
    for html in (snippet(payload, ("学籍",)), marked(payload, ("学籍",))):
        read = Reader(html)
        assert {tag for tag, _ in read.tags} <= {"mark"}
        assert read.text.strip("…") in payload


@given(st.text(max_size=600), st.lists(st.text(min_size=1, max_size=4), max_size=4))
def test_any_text_any_words(text, words):
    marks = tuple(map(normalise, words))
    assert unescape(re.sub("</?mark>", "", marked(text, marks))) == text
    assert len(Reader(snippet(text, marks)).text) <= LENGTH + 2


@pytest.mark.parametrize(("text", "mark", "hit"), [
    ("关于雙減的意见", "双减", "雙減"),
    ("ＡＩ与教育", "ai", "ＡＩ"),
    ("“十四五”规划", '"十四五"', "“十四五”"),
    ("2018—2022年", "2018-2022", "2018—2022"),
    ("学籍\n管理", "学籍管理", "学籍\n管理"),
    ("普惠性学前教育", "普惠", "普惠"),
])
def test_marks_what_the_index_takes_for_the_same(text, mark, hit):
    assert Reader(marked(text, (mark,))).in_mark == hit


@pytest.mark.parametrize(("text", "mark"), [("party", "art"), ("AIGC", "ai"), ("学校籍贯", "学籍"), ("任何", "")])
def test_what_must_not_be_marked(text, mark):
    assert spans(text, (mark,)) == []


def test_the_snippet_shows_where_most_of_the_words_are():
    text = "学籍。" + "甲" * 500 + "学校为学生建立学籍档案。" + "乙" * 500
    assert "<mark>学生</mark>建立<mark>学籍档案</mark>" in snippet(text, ("学籍", "学生", "档案"))


def test_hits_that_touch_are_one():
    assert marked("中小学生学籍管理", ("中小学生", "学籍管理")) == "<mark>中小学生学籍管理</mark>"


def test_i22_fifty_thousand_hits_cost_no_more_than_fifty():
    start = time.process_time()
    assert snippet("学籍" * 50_000, ("学籍",)).count("<mark>") == 1
    assert time.process_time() - start < 1


def test_a_document_is_marked_between_its_tags_only():
    html = '<h2 id="学籍"><a href="/学籍/">学籍</a></h2><p>学籍 &amp; amp 学籍</p>'
    result, count = mark_html(html, ("学籍", "amp"))
    assert count == 4
    assert re.sub(r"</?mark[^>]*>", "", result) == html
    assert [dict(attrs)["id"] for tag, attrs in Reader(result).tags if tag == "mark"] == [f"mark-{n}" for n in range(1, 5)]


@pytest.mark.parametrize(("html", "mark", "result"), [
    ("<p>根据<a>《甲法》</a>和国务院</p>", "根据《甲法》和", "<p>*根据|<a>|《甲法》|</a>|和|国务院</p>"),
    ("<p>甲<a>《甲法》第九条</a>处罚</p>", "甲法》第九条处", "<p>甲<a>《*甲法》第九条|</a>|处|罚</p>"),
    ("<p>甲<b>乙</b><a>丙</a></p><p>丁</p>", "乙丙", "<p>甲<b>*乙|</b><a>|丙|</a></p><p>丁</p>"),
])
def test_a_phrase_that_crosses_a_link_is_one_hit_in_pieces(html, mark, result):
    written = re.sub(r"<mark>|</mark>", "|", re.sub(r'<mark id="mark-\d+"[^>]*>', "*", mark_html(html, (mark,))[0]))
    assert written.replace("||", "|") == result.replace("||", "|")
    assert mark_html(html, (mark,))[1] == 1


@pytest.mark.parametrize("html", ["<p>甲乙</p><p>丙丁</p>", "<p>甲乙<br>丙丁</p>", "<td>甲乙</td><td>丙丁</td>", "<li>乙</li>\n<li>丙</li>", "甲乙&amp;丙"])
def test_a_phrase_does_not_run_from_one_block_into_the_next(html):
    assert mark_html(html, ("乙丙",)) == (html, 0)


def test_ids_of_hits_go_on_after_one_that_crosses_a_link():
    result, count = mark_html("<p>甲<a>乙</a>。甲乙<i>甲</i>乙</p><p>甲乙</p>", ("甲乙",))
    assert re.findall(r'id="(mark-\d+)"', result) == [f"mark-{n}" for n in range(1, count + 1)]
    assert count == 3


@given(st.text(alphabet="学籍<>&a;\"'= /p", max_size=80))
def test_marking_adds_marks_only(text):
    html = f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>"
    result, _ = mark_html(html, ("学籍", "a"))
    assert re.sub(r"</?mark[^>]*>", "", result) == html


@given(st.text(alphabet="学籍雙減双减 \n\0aＡß①㈠ﬁ\u3000《》&", max_size=40), st.sampled_from([("双减",), ("a",), ("ss",), ("fi", "1"), ("学籍",)]))
def test_what_is_marked_folds_to_what_was_looked_for(text, marks):
    """Whatever a character folds to: nothing, another, several."""
    for start, end in spans(text, marks):
        assert any(mark in normalise(text[start:end]).replace(" ", "") for mark in marks)
    folded = "".join(c if c == "\0" else normalise(c).replace(" ", "") for c in text)  # which hides an entity
    if not marks[0].isascii():  # of Latin, whole words alone are marked
        assert bool(spans(text, marks)) == (marks[0] in folded)
