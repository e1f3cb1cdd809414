"""Dates as Chinese documents write them: 2025年1月3日, 二〇二五年一月三日, 2025-02-10; always with their year."""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from documents.vocabulary.numerals import DIGITS, NUMERAL, to_int

_ = r"[^\S\n]{0,3}"
_DIGIT = f"[{DIGITS}]"
_YEAR_DIGIT = "[〇○◯零ＯO一二三四五六七八九]"  # 二OO五 too
_DATE = re.compile(
    rf"""
    (?<!{_DIGIT}) (?P<y>[12１２](?:{_}{_DIGIT}){{3}}|[一二](?:{_}{_YEAR_DIGIT}){{3}}) {_}年
    {_} (?P<m>{NUMERAL}(?:{_}{NUMERAL})?) {_}月
    {_} (?P<d>{NUMERAL}(?:{_}{NUMERAL}){{0,2}}) {_}日
    | (?<![0-9.-]) (?P<iso>[12][0-9]{{3}} (?P<mark>[-/.]) [ ]?[0-9]{{1,2}} (?P=mark) [ ]?[0-9]{{1,2}}) (?![0-9])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class FoundDate:
    value: date
    start: int
    end: int

    def written_in(self, text: str) -> str:
        """How ``text`` writes it."""
        return text[self.start : self.end]


def find_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundDate]:
    """Every whole date of ``text[start:end]``, in order; impossible ones (2月30日) are passed over."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        value = _value(match)
        if value:
            yield FoundDate(value, match.start(), match.end())


def date_at(text: str, start: int) -> FoundDate | None:
    """The date that begins exactly at ``start``."""
    match = _DATE.match(text, start)
    if match and (value := _value(match)):
        return FoundDate(value, match.start(), match.end())
    return None


def _value(match: re.Match) -> date | None:
    numbers: list[int | None]
    if match["iso"]:
        numbers = [int(part) for part in re.split("[-/.]", match["iso"])]
    else:
        numbers = [to_int(re.sub("[ＯO]", "〇", match[part])) for part in "ymd"]
    try:
        return date(*numbers)  # type: ignore[arg-type]  # what is no number raises TypeError
    except (TypeError, ValueError):
        return None
