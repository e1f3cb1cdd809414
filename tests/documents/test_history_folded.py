"""A long 题注 is folded, so that a law begins on the first screen; nothing else is."""
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.rendering import render
from documents.rendering.history import fold_history

ACTS = ["1979年7月1日 第五届全国人民代表大会第二次会议通过", "1997年3月14日 第八届全国人民代表大会第五次会议修订",
        "1999年12月25日 第九届全国人民代表大会常务委员会第十三次会议通过的《刑法修正案》修正", "2020年12月26日 起施行"]
HEADING = '<div class="headed"><h2 id="ch-1">第一章 总则</h2></div>'


def page(lines, after=HEADING, before=""):
    return before + "\n".join(f"<p>{line}</p>" for line in lines) + after


@pytest.mark.parametrize("html", [
    "", "<p>甲</p>", HEADING,
    page(ACTS[:3]),
    page([*ACTS, "各县人民政府："]),
    page(["2001年1月1日，我市成立领导小组。", "2002年1月1日，会议召开。", "2003年1月1日，工程开工。", "2004年1月1日，工程竣工。"]),
    page(ACTS, after=""), page(ACTS, after="<p>为了惩罚犯罪，制定本法。</p>"),
    page(ACTS, before="<p>目录</p>"), HEADING + page(ACTS),
])
def test_stays_as_it_is(html):
    assert fold_history(html) == html


@pytest.mark.parametrize("lines", [
    ACTS,
    [line.replace("《刑法修正案》", "<a class='citation'>《刑法修正案》</a>") for line in ACTS],
    ["（1979年7月1日第五届全国人民代表大会第二次会议通过　1997年3月14日修订　根据1999年12月25日《修正案》修正　根据2020年12月26日《修正案（十一）》修正）"],
])
@pytest.mark.parametrize("title", ["", '<p class="printed-title">中华人民共和国<wbr>刑法</p>'])
def test_is_folded_below_its_title(lines, title):
    folded = fold_history(page(lines, before=title))
    assert folded.startswith(f'{title}<details class="history"><summary>题注：1979年7月1日至2020年12月26日</summary><p>')
    assert folded.endswith(f"</p></details>{HEADING}")


def test_is_open_where_something_in_it_was_looked_for():
    assert '<details class="history" open>' in fold_history(page([ACTS[0].replace("全国", "<mark>全国</mark>"), *ACTS[1:]]))


@given(st.lists(st.sampled_from([*ACTS, "第一条 甲", "## 第一章", "# 题", ""]), max_size=9))
def test_nothing_is_lost(lines):
    html = render("\n\n".join(lines))
    assert re.sub('<details class="history">.*?</summary>|</details>', "", fold_history(html)) == html


@pytest.mark.parametrize("piece", ["<p>2020年1月1日通过</p>\n", "<p>2020年", '<p class="printed-title">', "<p>（2020年1月1日通过"])
def test_cost_is_linear(piece):
    start = time.process_time()
    fold_history(piece * (400_000 // len(piece)))
    assert time.process_time() - start < 2
