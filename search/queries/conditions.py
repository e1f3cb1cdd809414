"""What a sentence says of time, bodies and kinds: 2025年教育部发的文件, 近三年的学籍政策, 最新的通知 → filters and an order.

A year beside other words is a word: 2022年 数字素养 may be what a text is called. It is a condition where the sentence says that
something was issued then, or gives a span, or counts from today.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta

from documents.vocabulary.kinds import KINDS
from documents.vocabulary.numerals import CHINESE_DIGITS, to_int
from documents.vocabulary.patterns import any_of
from documents.vocabulary.ranges import Range, day_number, write_days, write_years
from documents.vocabulary.verbs import MAKING, PASSING, PUBLISHING, REVISING, TAKING_EFFECT

from .questions import is_question
from .vocabulary import Vocabulary

ORDER = "sort"
"""The name under which an order is a condition."""
_PAPER = any_of(KINDS, ("文件", "政策文件", "政策", "公文", "法律", "法规", "规章", "文"))
_ISSUED = rf"(?:{any_of(PUBLISHING, MAKING, PASSING, REVISING, ('发出', '下达', '发'))}(?:实施|施行)?(?:了|过)?)"
_YEAR = "(?:19|20)[0-9]{2}"
_OPERATORS = re.compile(r"[\"“”「」『』《》〈〉:()（）|]|(?:^|\s)-|〔")
_HINT = re.compile(rf"年|近|最[新早]|的|有|{_ISSUED}|^\s*{_YEAR}[-./]")
"""What every condition has some of: most queries have none, and are not looked at further."""
_SPAN = re.compile(rf"""
    (?: (?P<low>{_YEAR})年?\s*[到至]\s*
      | # A dash between years stands in titles: 实施方案（2018—2022年）, 2018—2022年规划.
        (?:^|(?<=\s)) (?P<from>{_YEAR})年? [-—–~～]+ (?={_YEAR}年?(?:\s|$|的|之?间|期间|\w{{0,20}}?{_ISSUED}的)) )
    (?P<high>{_YEAR})年? (?:之?间|期间)? (?:的|以来)?
    """, re.VERBOSE)
_LAST = re.compile(rf"(?:最近|近|过去)(?P<many>[0-9]{{1,2}}|[{CHINESE_DIGITS}]{{1,3}})(?P<unit>年|个月)(?:以?来|之?内|间)?的?")
_RELATIVE = re.compile(
    rf"(?:(?<!\w)|(?=\w{{2,4}}(?:\w{{0,10}}{_ISSUED}的|的\w{{0,20}}{_PAPER}$)))(?P<year>今年|本年度?|去年|上一?年度?|前年)(?!同期)(?:以来)?的?"
)
_SINCE = re.compile(rf"(?:自|从)?(?P<year>{_YEAR})年(?:(?P<month>1[0-2]|0?[1-9])月(?:份)?)?(?:(?P<after>以后|之后|以来|后|起)|(?P<before>以前|之前|前))的?")
_DATED = re.compile(rf"""
    (?P<year>{_YEAR})年 (?: (?P<month>1[0-2]|0?[1-9])月 (?: 份 | (?P<day>3[01]|[12][0-9]|0?[1-9])[日号] )? )?
    (?= \s*(?:由|的)?\s*\w{{0,20}}?{_ISSUED}\s*(?:的|哪些|什么)  # 2020年由教育部印发的
      | 的(?:\w{{0,20}})?{_PAPER}$ )                            # 2020年的教育政策
    (?: 的(?!\w{{0,20}}?{_ISSUED}) )?
    """, re.VERBOSE)
_DAY = re.compile(rf"^\s*(?:于|在)?(?P<year>{_YEAR})(?:年|[-./])(?P<month>1[0-2]|0?[1-9])(?:(?:月|[-./])(?P<day>3[01]|[12][0-9]|0?[1-9])日?|月)\s*(?:{_ISSUED})?\s*$")
"""All of a query is a day or a month, and that something was issued then."""
_EFFECTIVE = re.compile(rf"(?:(?P<year>{_YEAR})年|(?P<relative>今年|明年|去年|前年))(?:起|开始|正式)*{any_of(TAKING_EFFECT)}(?:的|了)")
_DECADE = re.compile(r"(?:(?:上个?|20|二十)世纪)?(?P<decade>(?:19[5-9]|20[0-3])0|[5-9]0|[五六七八九]十)年代(?P<since>以来|以后|之后)?(?:的|$)")
"""九十年代中国儿童发展规划纲要 is what a text is called."""
_NEWEST = re.compile(rf"最新(?:版本?)?(?:发布|出台|印发)?的?|最近(?:新?(?:发布|出台|印发|公布|发)的|的(?=\w{{0,20}}{_PAPER}$))|新近(?:发布|出台|印发)的")
_LAW = re.compile(r"\s*\w{1,20}(?:法|法典|条例)$")
_OLDEST = re.compile(r"最早(?:发布|出台|印发)?的")
_BY_BODY = re.compile(rf"""
    (?:由\s*)? (?P<body>\w{{2,20}}?) (?P<others>等(?:[{CHINESE_DIGITS}]{{1,3}}个?)?(?:部门|部委|单位|机关))? \s*
    (?P<issued> {_ISSUED}(?:\s*的|(?<=[了过])|(?=哪些|什么))
              | 的(?=\w{{0,20}}{_PAPER}$)
              | 有(?=(?:哪些|什么)\w{{0,20}}{_PAPER}$) )
    """, re.VERBOSE)
_KIND = re.compile(rf"(?:^|的|\s|哪些|什么)(?P<kind>{_PAPER})(?:有哪些|是什么)?$")
_AROUND = re.compile(rf"^(?:\s|了|过|的|由|有|哪些|什么|有关|关于|中|里|{_ISSUED}(?:的|$))+|(?:\s|的|有哪些|是什么|有什么|吗|呢|[?？。，,])+$")


@dataclass(frozen=True)
class Condition:
    """``name``: of a filter, or ``ORDER``; ``value`` as addresses have it. ``words``: those of the query that say so."""

    name: str
    value: str
    words: str


def read(text: str, vocabulary: Vocabulary, today: date, without: Collection[str] = ()) -> tuple[str, tuple[Condition, ...]]:
    """What ``text`` asks for beside its conditions, and these. ``without``: conditions that are to be read as words."""
    if not _HINT.search(text) or _OPERATORS.search(text) or is_question(text) and not _KIND.search(_AROUND.sub("", text)):  # 去年公司没发工资怎么办
        return text, ()
    known = {field.name for field in vocabulary.fields} | {ORDER}
    found: list[Condition] = []
    rest = text
    for pattern, meaning in _RULES:
        for match in pattern.finditer(rest):
            condition = meaning(match, vocabulary, today)
            if condition and condition.name in known and condition.name not in (*without, *(other.name for other in found)):
                found.append(condition)
                rest = f"{rest[: match.start()]} {rest[match.end() :]}" if not condition.words else rest.replace(condition.words, " ", 1)
                break
    if not found:
        return text, ()
    rest = _without_paper(rest, found, known, without)
    return rest, tuple(found)


def _without_paper(rest: str, found: list[Condition], known: set[str], without: Collection[str]) -> str:
    """What is left of a sentence that is about papers: …的通知 is a kind, …的文件 nothing more."""
    rest = _AROUND.sub("", " ".join(rest.split()))
    match = _KIND.search(rest)
    if match and "关于" not in rest[: match.start()].replace("关于", "", 1):
        if match["kind"] in KINDS and "kind" in known and "kind" not in without:
            found.append(Condition("kind", match["kind"], match["kind"]))
            rest = rest[: match.start()]
        elif match["kind"] not in KINDS:
            rest = rest[: match.start()]
    return _AROUND.sub("", _AROUND.sub("", rest))


def _years(low: int | None, high: int | None, match: re.Match, name: str = "year") -> Condition:
    if low and high and low > high:
        low, high = high, low
    return Condition(name, write_years(Range(low, high)), match[0])


def _span(match: re.Match, *_: object) -> Condition:
    return _years(int(match["low"] or match["from"]), int(match["high"]), match)


def _last(match: re.Match, _: Vocabulary, today: date) -> Condition | None:
    many = to_int(match["many"])
    if not many:
        return None
    months = today.year * 12 + today.month - 1 - (many if match["unit"] == "个月" else 12 * many)
    low = months // 12 * 10000 + (months % 12 + 1) * 100 + min(today.day, 28)
    return Condition("date", write_days(Range(low, None)), match[0])


def _relative(match: re.Match, _: Vocabulary, today: date) -> Condition:
    year = _counted_from(today, match["year"])
    return _years(year, year, match)


def _counted_from(today: date, word: str) -> int:
    return today.year + {"明": 1, "今": 0, "本": 0, "去": -1, "上": -1, "前": -2}[word[0]]


def _decade(match: re.Match, *_: object) -> Condition:
    number = int(match["decade"]) if match["decade"].isdecimal() else to_int(match["decade"]) or 0
    low = number if number > 99 else 1900 + number
    return _years(low, None if match["since"] else low + 9, match)


def _since(match: re.Match, *_: object) -> Condition:
    year = int(match["year"])
    if month := match["month"]:
        first = date(year, int(month), 1)
        bounds = Range(day_number(first), None) if match["after"] else Range(None, day_number(first - timedelta(days=1)))
        return Condition("date", write_days(bounds), match[0])
    return _years(year, None, match) if match["after"] else _years(None, year - 1, match)


def _dated(match: re.Match, *_: object) -> Condition:
    if not match["month"]:
        return _years(int(match["year"]), int(match["year"]), match)
    day = f"-{int(match['day']):02}" if match["day"] else ""
    return Condition("date", f"{match['year']}-{int(match['month']):02}{day}", match[0])


def _effective(match: re.Match, _: Vocabulary, today: date) -> Condition:
    year = int(match["year"]) if match["year"] else _counted_from(today, match["relative"])
    return _years(year, year, match, "effect_year")


def _by_body(match: re.Match, vocabulary: Vocabulary, _: date) -> Condition | None:
    """The longest name of a body that ends before the verb."""
    name = match["body"]
    for start in range(len(name) - 1):
        if body := vocabulary.body(name[start:]):
            return Condition("body", body, match.string[match.start("body") + start : match.end()])
    return None


def _newest(match: re.Match, *_: object) -> Condition:
    """An order; of a law by its name the edition in force comes first anyway."""
    return Condition(ORDER, "relevance" if _LAW.match(match.string, match.end()) else "newest", match[0])


def _oldest(match: re.Match, *_: object) -> Condition:
    return Condition(ORDER, "oldest", match[0])


_RULES: tuple[tuple[re.Pattern[str], Callable[..., Condition | None]], ...] = (
    (_SPAN, _span), (_DECADE, _decade), (_LAST, _last), (_EFFECTIVE, _effective), (_RELATIVE, _relative), (_SINCE, _since), (_DAY, _dated), (_DATED, _dated), (_BY_BODY, _by_body),
    (_NEWEST, _newest), (_OLDEST, _oldest),
)
