"""Lists of repeals: the items below 决定废止下列文件： or 宣布失效的规范性文件目录, which print titles without 《》."""
import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

_ENDS = "(?:废止|失效|停止执行)"
_REPEALS = re.compile(_ENDS)
_LEAD = re.compile(rf"^[^\n]*{_ENDS}[^\n]*$", re.M)
_OPENS_A_LIST = re.compile(
    rf"{_ENDS}(?:的|了)?[^。；：]{{0,20}}(?:下列|以下|如下|[：:]$)|(?:下列|以下|如下)[^。]{{0,60}}{_ENDS}|{_ENDS}[^。；]{{0,30}}(?:目录|清单)$"
)
_TITLE = re.compile(r"^#[ \t]([^\n]*)", re.M)
# 决定修改的, 保留的, 部分条款失效的文件目录: what is listed is not repealed.
_KEEPS = re.compile("修改|修订|修正|保留|继续有效|现行有效|部分条款|部分内容")
_ITEM = re.compile(
    r"^(?:#{2,6}[ \t]+)?(?:\\?[（(]?[一二三四五六七八九十百\d]{1,4}[）)]?[、.．]?[ \t　]*|\\?\||[-*][ \t]|(?=《))(?P<text>[^\n]*)$", re.M
)


class RepealedItem(NamedTuple):
    """An item of a list of repeals, from ``start`` to ``end``, its label left out; ``lead``: the line that opens the list."""

    start: int
    end: int
    lead: str


def repealed_items(markdown: str) -> Iterator[RepealedItem]:
    """Every row of a table and every numbered line in the lists of repeals.

    In a document that only repeals (its title says so) all of them, elsewhere those directly below the line that opens a list.
    """
    if not _REPEALS.search(markdown):
        return
    title = _TITLE.search(markdown)
    if title and _REPEALS.search(title[1]) and not _KEEPS.search(title[1].replace("部分条款", "")):
        yield from _everywhere(markdown, title)
        return
    done = 0
    for lead in _LEAD.finditer(markdown):
        if lead.start() >= done and _OPENS_A_LIST.search(lead[0]) and not _KEEPS.search(lead[0]):
            for item in _directly_below(markdown, lead):
                yield item
                done = item.end


def lead_of(markdown: str, place: int) -> str:
    """The line that opens the list of repeals in which ``place`` lies; ``""`` where it lies in none."""
    return next((item.lead for item in repealed_items(markdown) if item.start <= place < item.end), "")


def _everywhere(markdown: str, title: re.Match) -> Iterator[RepealedItem]:
    place = title.end()
    leads = [lead for lead in _LEAD.finditer(markdown, place) if not _ITEM.match(lead[0])]
    ends = [lead.end() for lead in leads]
    for item in _ITEM.finditer(markdown, place):
        before = bisect_left(ends, item.start())
        lead = leads[before - 1][0] if before else title[1]
        if not (before and _KEEPS.search(lead)):
            yield RepealedItem(*item.span("text"), lead.lstrip("# "))


def _directly_below(markdown: str, lead: re.Match) -> Iterator[RepealedItem]:
    place = lead.end()
    for item in _ITEM.finditer(markdown, place):
        if markdown[place : item.start()].strip():
            return
        yield RepealedItem(*item.span("text"), lead[0].lstrip("# "))
        place = item.end()
