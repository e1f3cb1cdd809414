"""Lists of repeals: the items below 决定废止下列文件： or 宣布失效的规范性文件目录, which print titles without 《》; and of what is prolonged."""
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from documents.vocabulary.numerals import NUMERAL
from documents.vocabulary.patterns import any_of
from documents.vocabulary.verbs import END, ENDING, PROLONG, REVISING

_ENDS = any_of(set(ENDING) - {"停止施行"})
_REPEALS = re.compile(_ENDS)
_BELOW = "下列|以下|如下"
TEXTS_KEPT = 8
"""Of so many texts is kept what is asked anew for each of their citations."""
LISTED = ("文件", "规章", "制度", "规定", "政策", "通知", "办法")
"""What the heading of a list of repeals may call what is listed: 二、废止的规范性文件."""
# 下列文件有效期延长五年：; 一、继续有效的文件（有效期延长至…）：; 二、延长有效期至…的文件
_PROLONGS_BELOW = re.compile(
    rf"""
    ^[^《\n]{{0,120}}(?<!拟)(?<!建议)(?: {PROLONG}[^。；\n]{{0,20}}(?:{_BELOW}) | (?:{_BELOW})[^。；《\n]{{0,30}}{PROLONG} )[^\n]*$
  | ^[^《，。；：\n]{{0,24}}{any_of(LISTED, ("目录", "清单"))}[（(][^（）()《》\n]{{0,12}}{PROLONG}[^（）()《》\n]{{1,24}}[）)][：:]?$
  | ^[^《，。；：\n]{{0,12}}{PROLONG}[^《，。；：\n]{{2,24}}的[^《，。；：\n]{{0,12}}{any_of(LISTED, ("目录", "清单"))}[：:]?$
    """,
    re.VERBOSE | re.MULTILINE,
)
_OPENS_A_LIST = re.compile(
    rf"""
    {_ENDS} [的了]? [^。；：]{{0,20}} (?:{_BELOW}|[：:]$)
    | (?:{_BELOW}) [^。]{{0,60}} {_ENDS}
    | {_ENDS} [^。；]{{0,30}} (?:目录|清单)$
  | ^ [\#\s]* (?:[（(]?{NUMERAL}{{1,3}}[）)]?[、.．]?)? [^，。；：]{{0,12}} {_ENDS} 的 [^，。；：]{{0,12}} {any_of(LISTED)} (?:[（(][^（）()]{{0,20}}[）)])? $
    """,
    re.VERBOSE,
)
_TITLE = re.compile(r"^#[ \t]([^\n]*)", re.M)
# 决定修改的, 保留的, 部分条款失效的文件目录: what is listed is not repealed.
_KEEPS = re.compile(any_of(REVISING, ("保留", "继续有效", "现行有效", "部分条款", "部分内容")))
# 二、继续有效的规范性文件: above what another list holds, and ends a list of repeals.
_KEPT_BELOW = re.compile(
    rf"""
    ^ [\#\ \t]* (?![\#\ \t]) (?:[（(]?{NUMERAL}{{1,3}}[）)]?[、.．]?)? [^《》，。；：\n]{{0,16}} (?:保留|继续有效|现行有效|修改|修订)的
    [^《》，。；：\n]{{0,12}} {any_of(LISTED, ("目录", "清单"))} (?:[（(][^（）()\n]{{0,20}}[）)])? $
    """,
    re.VERBOSE | re.MULTILINE,
)
_ITEM = re.compile(
    rf"""
    ^ (?:\#{{2,6}}[ \t]+)?
    (?: \\?[（(]? {NUMERAL}{{1,4}} [）)]? [、.．]? [ \t　]* | \\?\| | [-*][ \t] | (?=《) )
    (?P<text>[^\n]*) $
    """,
    re.VERBOSE | re.MULTILINE,
)
_IN_LINE = re.compile(rf"(?:{_BELOW})[^。；：:\n]{{0,40}}{_ENDS}[：:](?=《)(?P<works>[^。\n]*)")
_ROW = re.compile(r"^\\?\|(?P<text>[^\n]*)$", re.M)
# What was decided of the one text that a row of a table names: 废止, 继续有效.
_ENDED = re.compile(f"(?:予以|宣布|决定|已)?{END}")
# 《甲办法》（甲政〔2020〕2号）不适用于我市: a sentence, and no item of a list.
_GOES_ON_TO_SAY = re.compile(r"《[^《》\n]{1,80}》(?:[（(][^（）()\n]{0,40}[）)])?的?(?:不(?!再)|仍|尚|未|暂不|继续|保留)")
_KEPT = re.compile(rf"(?:予以|决定|拟)?(?:保留|(?:继续|现行)?有效|继续(?:执行|施行|实施)|{any_of(REVISING)})")
_WORK = re.compile("《[^《》]*(?:《[^《》]*》[^《》]*)*》[^《》；;]*")
_BLANK = re.compile(r"\s*\n")


class RepealedItem(NamedTuple):
    """An item of a list of repeals, from ``start`` to ``end``, its label left out; ``lead``: the line that opens the list."""

    start: int
    end: int
    lead: str


def repealed_items(markdown: str) -> Iterator[RepealedItem]:
    """Every row of a table and every numbered line in the lists of repeals, and every title in a line that lists them, in order.

    In a document that only repeals (its title says so) all of them, elsewhere those directly below the line that opens a list.
    """
    if not _REPEALS.search(markdown):
        return
    end = 0
    for item in sorted((*_below(markdown), *_in_lines(markdown), *_in_tables(markdown)), key=lambda item: (item.start, not item.lead)):
        if item.start >= end and not _is_kept(markdown, item):
            yield item
            end = item.end


def _in_lines(markdown: str) -> Iterator[RepealedItem]:
    """对下列文件予以废止：《甲办法》（甲政〔2020〕1号）；《乙办法》（甲政〔2021〕2号）。"""
    for line in _IN_LINE.finditer(markdown):
        if not _KEEPS.search(line[0], 0, line.start("works") - line.start()):
            for work in _WORK.finditer(markdown, *line.span("works")):
                yield RepealedItem(*work.span(), markdown[line.start() : line.start("works")])


def _in_tables(markdown: str) -> Iterator[RepealedItem]:
    """| 1 | 甲办法 | 甲政〔2020〕1号 | 废止 |: rows of a table that says of each text what was decided."""
    for row in _ROW.finditer(markdown):
        if any(map(_ENDED.fullmatch, _cells(row["text"]))):
            yield RepealedItem(*row.span("text"), "")


def _is_kept(markdown: str, item: RepealedItem) -> bool:
    """Whether an item, or the row of a table, says that what it names holds on, though a list of repeals holds it."""
    if _GOES_ON_TO_SAY.match(markdown, *item[:2]):
        return True
    return markdown.startswith(("|", "\\|"), markdown.rfind("\n", 0, item.start) + 1) and any(map(_KEPT.fullmatch, _cells(markdown[item.start : item.end])))


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.replace("\\|", "|").split("|")]


def _below(markdown: str) -> Iterator[RepealedItem]:
    """The items of lists that stand below the line that opens them."""
    title = _TITLE.search(markdown)
    if title and _REPEALS.search(title[1]) and not _KEEPS.search(title[1].replace("部分条款", "")):
        yield from _everywhere(markdown, title)
        return
    done = 0
    for start, end in _leads(markdown, 0):
        line = markdown[start:end]
        if start >= done and _OPENS_A_LIST.search(line) and not _KEEPS.search(line):
            for item in _directly_below(markdown, end, line):
                yield item
                done = item.end


def lead_of(markdown: str, place: int) -> str:
    """The line that opens the list of repeals in which ``place`` lies; ``""`` where it lies in none."""
    return _lead(_items(markdown), place)


def prolonging_lead(markdown: str, place: int) -> str:
    """The line that opens the list in which ``place`` lies, where it prolongs what is listed: 下列文件有效期延长至2027年12月31日：."""
    return _lead(_prolonged(markdown), place)


def _lead(items: Sequence[RepealedItem], place: int) -> str:
    nearest = bisect_right(items, place, key=attrgetter("start")) - 1
    return items[nearest].lead if nearest >= 0 and place < items[nearest].end else ""


@lru_cache(maxsize=TEXTS_KEPT)
def _prolonged(markdown: str) -> tuple[RepealedItem, ...]:
    found: list[RepealedItem] = []
    for lead in _PROLONGS_BELOW.finditer(markdown):
        if not found or lead.start() >= found[-1].end:
            found += _directly_below(markdown, lead.end(), lead[0])
    return tuple(found)


@lru_cache(maxsize=TEXTS_KEPT)
def _items(markdown: str) -> tuple[RepealedItem, ...]:
    return tuple(repealed_items(markdown))


def _everywhere(markdown: str, title: re.Match) -> Iterator[RepealedItem]:
    place = title.end()
    repealing = (lead for lead in _leads(markdown, place) if not _ITEM.match(markdown, *lead) or _is_heading(markdown[slice(*lead)]))
    kept = {lead.span() for holding in (_KEPT_BELOW, _PROLONGS_BELOW) for lead in holding.finditer(markdown, place)}
    leads = sorted({*repealing, *kept})
    ends = [end for _, end in leads]
    for item in _ITEM.finditer(markdown, place):
        before = bisect_left(ends, item.start())
        lead = markdown[slice(*leads[before - 1])] if before else title[1]
        if not (before and (leads[before - 1] in kept or _KEEPS.search(lead))):
            yield RepealedItem(*item.span("text"), lead.lstrip("# "))


def _is_heading(line: str) -> bool:
    """Whether ``line``, which has a number as items have it, is the heading of a list: ## 三、废止的规范性文件."""
    return line.startswith("#") and "《" not in line and bool(_OPENS_A_LIST.search(line))


def _leads(markdown: str, place: int) -> Iterator[tuple[int, int]]:
    """Every line that speaks of repealing."""
    end = place - 1
    for word in _REPEALS.finditer(markdown, place):
        if word.start() > end:
            start, end = markdown.rfind("\n", 0, word.start()) + 1, markdown.find("\n", word.end())
            end = len(markdown) if end < 0 else end
            yield start, end


def _directly_below(markdown: str, place: int, lead: str) -> Iterator[RepealedItem]:
    while (blank := _BLANK.match(markdown, place)) and (item := _ITEM.match(markdown, blank.end())):
        if any(holding.match(markdown, item.start(), item.end()) for holding in (_KEPT_BELOW, _PROLONGS_BELOW)):
            return
        yield RepealedItem(*item.span("text"), lead.lstrip("# "))
        place = item.end()
