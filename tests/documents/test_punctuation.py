"""Half-width punctuation between Chinese is shown full-width, and nothing else is; the text stays as it is."""
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.comparison import Change
from documents.rendering import plain, render, widened
from documents.templatetags.corpus import marked_changes
from search.text.highlighting import mark_html


def shown(html):
    """With what is shown full-width in the place of its mark."""
    return re.sub('<span data-as="(.)"><i>(?:.|&[lg]t;)</i></span>', r"\1", widened(html))


@pytest.mark.parametrize("source, wanted", [
    ("教育,科技;人才", "教育，科技；人才"),
    ("要求如下:", "要求如下："),
    ("是什么?这样!好", "是什么？这样！好"),
    ("本办法(试行)所称(2018年修正)的", "本办法（试行）所称（2018年修正）的"),
    ("《教育法》,根据", "《教育法》，根据"),
    ("(一)总则,", "（一）总则，"),
    ("<p>依照<a href='x,y(甲)'>《教育法》</a>,制定</p>", "<p>依照<a href='x,y(甲)'>《教育法》</a>，制定</p>"),
    ("《关于修改&lt;教育法&gt;的决定》", "《关于修改〈教育法〉的决定》"),
    ("通知(<a href='x'>教育部</a>)", "通知(<a href='x'>教育部</a>)"),  # which bracket closes is not certain
])
def test_between_chinese(source, wanted):
    assert shown(source) == wanted


@pytest.mark.parametrize("source", [
    "10:30", "1,000元", "第3,4条", "GB/T 7714-2015, 7.1", "f(x)", "(1)", "AI,ML", "见http://a.cn/?q=1,2;x", "教育&amp;科技", "甲&lt;乙", "教育:AI",
    "<p>甲</p><p>,乙</p>", "2.0版", "No.1", "", "，。（甲）", "甲)乙", "(甲",
])
def test_everything_else_stays(source):
    assert widened(source) == source


@given(st.text("甲乙丙,;:?!()<>&\"'《》ab1 \n", max_size=200))
def test_the_text_stays_as_it_is(text):
    html = render(text)
    assert re.sub("<[^>]*>", "", widened(html)) == re.sub("<[^>]*>", "", html)


def test_what_is_looked_for_is_marked_across_it():
    marked, count = mark_html(widened("<p>教育,科技</p>"), ("教育,科技",))
    assert count == 1 and plain(re.sub("<[^>]*>", "", marked)) == "教育,科技"


@pytest.mark.parametrize("piece", ["(", "甲,", "(甲", "(甲)"])
def test_cost_is_linear(piece):
    start = time.process_time()
    widened(piece * 50_000 + "(" + "甲" * 50_000)
    assert time.process_time() - start < 2


def test_a_mark_that_changed_is_shown_as_it_is():
    html = marked_changes([(Change.KEPT, "教育,科技"), (Change.REMOVED, ","), (Change.ADDED, "，"), (Change.KEPT, "人才")])
    assert html.count("data-as") == 1
    assert 'data-as="，"><i>,</i></span>科技' in html and "</span>,<span" in html
