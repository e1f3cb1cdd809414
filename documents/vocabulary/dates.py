"""Dates as Chinese documents write them: 2025年1月3日, 二〇二五年一月三日, 贰零贰伍年壹月叁日, 民国一百一十四年一月三日, 2025年元月3号, 2025-02-10;
always with their year."""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from documents.vocabulary.numerals import DIGITS, NUMERAL, to_int

_ = r"[^\S\n]{0,3}"
_DIGIT = f"[{DIGITS}]"
_MARKS = "-/.．／－"
_ZEROS = "ＯOoｏοΟоО0０"  # letters and figures for 〇: 二OO五, 二0一九
YEAR_DIGIT = f"[〇○◯零{_ZEROS}一二三四五六七八九]"
_CAPITAL = "零〇壹贰貳叁參叄肆伍陆陸柒捌玖拾"
_FIRST_YEAR = 1911  # before the first of 民国
# 5号 is a day in speech; 5号文件, 5号线, 5号楼 are none.
_DAY_ENDS = "(?:日|号(?![文令楼院线室馆门栋店台机公通、和]))"
_DATE = re.compile(
    rf"""
    (?<!{_DIGIT}) (?:公元)? (?P<y>[12１２](?:{_}[{DIGITS}OoＯｏ]){{3}}|[一二](?:{_}{YEAR_DIGIT}){{3}}) {_}年
    {_} (?P<m>元|{NUMERAL}(?:{_}{NUMERAL})?) {_}月
    {_} (?P<d>{NUMERAL}(?:{_}{NUMERAL}){{0,2}}) {_}{_DAY_ENDS}
    | [壹贰貳](?:{_}[{_CAPITAL}]){{3}} {_}年 {_} [{_CAPITAL}](?:{_}[{_CAPITAL}]){{0,2}} {_}月 {_} [{_CAPITAL}](?:{_}[{_CAPITAL}]){{0,3}} {_}日
    | (?:中[华華])?民[国國]{_} (?P<era>元|{NUMERAL}(?:{_}{NUMERAL}){{0,5}}) {_}年
    {_} (?P<em>元|{NUMERAL}(?:{_}{NUMERAL})?) {_}月 {_} (?P<ed>{NUMERAL}(?:{_}{NUMERAL}){{0,2}}) {_}日
    | (?<![0-9.-]) (?P<iso>[12１２]{_DIGIT}{{3}} (?P<mark>[{_MARKS}]) [ ]?{_DIGIT}{{1,2}} (?P=mark) [ ]?{_DIGIT}{{1,2}})
      (?! [0-9] (?! [0-9]? : [ ]? [0-9]{{2}} ) )                                   # an hour may run on: 2023-02-0714:01
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
        numbers = [int(part) for part in re.split(f"[{_MARKS}]", match["iso"])]
    elif match["era"]:
        year, month, day = (1 if part == "元" else to_int(part) for part in match.group("era", "em", "ed"))
        numbers = [year and _FIRST_YEAR + year, month, day]
    elif not match["y"]:
        numbers = [to_int(part) for part in re.split("[年月日]", match[0])[:3]]
    else:
        zero = "0" if match["y"][0] in "12１２" else "〇"
        numbers = [to_int(re.sub(f"[{_ZEROS}]", zero, match["y"])), 1 if match["m"] == "元" else to_int(match["m"]), to_int(match["d"])]
    try:
        return date(*numbers)  # type: ignore[arg-type]  # what is no number raises TypeError
    except (TypeError, ValueError):
        return None
