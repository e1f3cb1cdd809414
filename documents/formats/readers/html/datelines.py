"""The line by which a site says when and from where it has put a page up: 发布时间：2024-03-05 09:30　来源：甲局　浏览：38次.

Its items stand in any order, often with nothing between them: what a style sheet parts, no blank does.
"""
import re
from collections.abc import Iterator
from typing import NamedTuple

from documents.vocabulary.agencies import SOURCE_LETTERS
from documents.vocabulary.characters import HAN
from documents.vocabulary.patterns import spaced
from documents.vocabulary.places import PROVINCE
from documents.vocabulary.traditional import simplified

LONGEST = 120
_DAY = r"(?P<day>\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2})日?"
_TIME = r"(?P<time>\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?:\.0)?|\s*\d{1,2}时\d\d分)?"
_PUBLISHED = "(?:信息|发布|发表|更新|公开|录入|添加|上传|编辑|发稿|推送)(?:时间|日期)|最[后後]更新(?:时间|日期)?"
_LABELLED = re.compile(rf"(?:^|[\s　|｜【\[（(·•]|号|次)(?:{_PUBLISHED})\s*[:：]?\s*{_DAY}(?!\d(?!\d?[:：]))")
_ITEM = re.compile(
    rf"""
    {_DAY} (?!\d(?!\d?[:：])) {_TIME}
    | (?P<when> (?:(?:{_PUBLISHED})|发[布表]于|(?<![{HAN}])(?:时间|日期)(?=\s*[:：])|(?:Posted|Published)(?:\s+on)?|(?:Date|Time)(?=\s*:)) )
    | (?P<source> (?<![{HAN}])(?:(?:信息|文章|稿件)?{spaced('来源')}|稿源|Source)(?=\s*[:：]) | (?<=\s)(?:信息|文章|稿件)来源(?=\s) | (?<=[\d）)\]】])来源(?=[:：]) )
    | (?P<staff> (?:文章)?作者(?=\s*[:：]) | (?:责任|文字|本文)?编辑(?=\s*[:：]) | 责编(?=\s*[:：]) | [初复终一二三]?审[核稿](?:人|员)?(?=\s*[:：])
      | (?:录入|发布|供稿|撰稿)(?:者|人|单位)?(?=\s*[:：]) | Author(?=\s*:)|by(?=\s) )
    | (?P<hits> (?:浏览|点击|阅读|访问)(?:人?次数?|总?量|数|率)?(?=\s*[:：\d]|\s*$|[】\]）)])|人气(?=\s*[:：])|(?:Hits|Views)(?=\s*:) )
    | (?P<view> 浏览字号|(?:正文)?(?:字[号体]|文字)(?:大小)?(?=\s*[:：【\[]|\s+[大小])|(?:保护视力色|视力保护色?)|(?:我要)?(?:打印|关闭|收藏|分享到?|纠错)(?:本页|窗口)? )
    """,
    re.VERBOSE,
)
_BETWEEN = " \t\u3000\xa0|｜·•【】[]()（）/，,-—>;；"
_VALUES = {name: re.compile(pattern) for name, pattern in {
    "when": f"[{HAN}]{{0,6}}", "source": r"[^，。：:；|｜]{0,40}", "staff": r"[^，。：:；]{0,20}", "hits": r"[\d,.万\s]*\+?\s*(?:人?次)?", "view": r"(?:[大中小默认特超+A-Za-z\s\-/·【】\[\]|｜]|微[信博])*",
}.items()}
_NAME = re.compile(rf"[{HAN}A-Za-z][{HAN}\w\s·|｜.]{{0,40}}(?<![于在自至定到以为])")
_OFFICE = re.compile(rf"(?![在于至到由请召举])[{HAN}]{{1,12}}[{SOURCE_LETTERS}]")


class _Read(NamedTuple):
    day: str
    source: str = ""


def is_dateline(line: str) -> bool:
    """Whether all of ``line`` says when and from where a page was put up.

    >>> is_dateline("2021-03-10 06:59 来源：甲市财政局"), is_dateline("会议时间：2021年3月10日 9:00")
    (True, False)
    >>> is_dateline("发布者：教务处发布时间：2024-03-18浏览次数：26")
    True
    """
    return _read(line) is not None


def dateline(text: str) -> Iterator[tuple[str, str]]:
    """The day and the source that the first such line of ``text`` says, with the names of their facts."""
    for line in text.split("\n"):
        if found := _read(line.strip()):
            yield "published_on", found.day
            if found.source:
                yield "source", found.source
            return


def _read(line: str) -> _Read | None:
    if len(line) > LONGEST or "。" in line:
        return None
    printed, line = line, simplified(line)
    items = list(_ITEM.finditer(line))
    days = [place for place, item in enumerate(items) if item["day"]]
    labelled = _LABELLED.search(line)
    if not days or not labelled and not _is_whole(line, items, days):
        return None
    named = [_behind(printed, items, place) for place, item in enumerate(items) if item.lastgroup == "source"]
    sources = [said for said in named if said and _VALUES["source"].fullmatch(said)]
    when = next((place for place in days if place and items[place - 1].lastgroup == "when"), days[0])
    return _Read(labelled["day"] if labelled else items[when]["day"], sources[0] if sources else "")


def _is_whole(line: str, items: list[re.Match], days: list[int]) -> bool:
    """Whether the items, each with its value, are all of a line; beside them names of who put it up may stand."""
    first, day = line[: items[0].start()].strip(_BETWEEN), items[days[0]]
    has_label = any(not item["day"] for item in items)
    if not all(_fits(line, items, place, has_label or bool(first)) for place in range(len(items))):
        return False
    if first and not (_NAME.fullmatch(first) and ((day["time"] or has_label) and days[0] == 0 or items[0].lastgroup == "when")):
        return False
    return has_label or bool(day["time"])


def _fits(line: str, items: list[re.Match], place: int, may_name: bool) -> bool:
    """Whether what stands behind an item is its value; behind a day with its hour, a column or a province where the line says more."""
    item, said = items[place], _behind(line, items, place)
    if not item["day"]:
        return bool(_VALUES[str(item.lastgroup)].fullmatch(said))
    return not said or bool(item["time"] and _OFFICE.fullmatch(said)) or bool(item["time"] and may_name and (re.fullmatch(PROVINCE, said) or place + 1 < len(items) and _NAME.fullmatch(said)))


def _behind(line: str, items: list[re.Match], place: int) -> str:
    """What stands between an item and the next."""
    end = items[place + 1].start() if place + 1 < len(items) else len(line)
    return line[items[place].end() : end].lstrip(":： \u3000").strip(_BETWEEN)
