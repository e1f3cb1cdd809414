"""Lists of repeals: the items below 决定废止下列文件： or 宣布失效的规范性文件目录, which print titles without 《》."""
import re
from collections.abc import Iterator

_REPEALS = re.compile("废止|失效|停止执行")
_LEAD = re.compile(r"^[^\n]*(?:废止|失效|停止执行)[^\n]*$", re.M)
_ENDS = "(?:废止|失效|停止执行)"
_OPENS_A_LIST = re.compile(rf"{_ENDS}(?:的|了)?[^。；：]{{0,20}}(?:下列|以下|如下|[：:]$)|(?:下列|以下|如下)[^。]{{0,60}}{_ENDS}|{_ENDS}[^。；]{{0,30}}(?:目录|清单)$")
_TITLE = re.compile(r"^#[ \t]([^\n]*)", re.M)
_KEEPS = re.compile("修改|修订|修正|保留|继续有效|现行有效")
_ITEM = re.compile(r"(?:#{2,6}[ \t]+)?(?P<label>\\?[（(]?[一二三四五六七八九十百\d]{1,4}[）)]?[、.．]?[ \t　]*|\\?\||[-*][ \t]|(?=《))(?P<text>[^\n]*)$", re.M)


def repealed_items(markdown: str) -> Iterator[tuple[int, int]]:
    """Where each item of a list of repeals begins and ends, its label left out: every row of a table, every numbered line.

    In a document that only repeals (its title says so), every item; elsewhere those directly below the line that opens the list.
    """
    if not _REPEALS.search(markdown):
        return
    title = _TITLE.search(markdown)
    if title and _REPEALS.search(title[1]) and not _KEEPS.search(title[1]):
        yield from (item.span("text") for item in _items(markdown, title.end()))
        return
    for lead in _LEAD.finditer(markdown):
        if _OPENS_A_LIST.search(lead[0]) and not _KEEPS.search(lead[0]):
            yield from _directly_below(markdown, lead.end())


def _items(markdown: str, place: int) -> Iterator[re.Match]:
    return (item for item in _ITEM.finditer(markdown, place) if markdown[item.start() - 1] == "\n")


def _directly_below(markdown: str, place: int) -> Iterator[tuple[int, int]]:
    for item in _items(markdown, place):
        if markdown[place : item.start()].strip():
            return
        yield item.span("text")
        place = item.end()
