"""Numbers with a unit, in figures and in Chinese characters: 18周岁 and 十八周岁, 50万元 and 五十万元 and 500000元, 80% and 百分之八十, 2/3 and 三分之二.

What only begins like one is a word: 一般, 十分, 万一.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from documents.vocabulary.numerals import to_chinese, to_int

_DIGITS = "〇○零一二三四五六七八九十百千万亿两"
_UNITS = (
    "周岁", "岁", "个工作日", "工作日", "日", "天", "周", "个月", "月", "年级", "年度", "年", "小时", "分钟", "秒", "元", "美元", "欧元", "吨", "公斤", "千克", "克", "公里", "千米",
    "米", "厘米", "毫米", "平方米", "平方公里", "立方米", "亩", "公顷", "人", "名", "户", "次", "倍", "个", "种", "项", "级", "期", "届", "学时", "课时", "学分", "批", "号", "位", "辆",
    "台", "件", "份", "张", "套", "层",
)
_ORDERED = ("条", "款", "项", "章", "节", "编", "届", "次", "期", "批", "号", "年度", "年", "季度", "学期", "个")
"""What has a place in an order: 第十二条."""
_ANY_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_ANY_ORDERED = "|".join(sorted(_ORDERED, key=len, reverse=True))
_FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d{1,4})?"
_NUMBER = re.compile(
    rf"""
    (?<![\d.,{_DIGITS}a-z])
    (?: (?:(?P<percent>{_FIGURES})(?P<sign>[%‰]))
      | (?P<share>百分之|千分之)(?P<parts>[{_DIGITS}]{{1,8}}(?:点[{_DIGITS}]{{1,4}})?)(?![{_DIGITS}])
      | (?<!/)(?P<over>\d{{1,2}})/(?P<under>[1-9]\d?)(?![\d/.])
      | (?P<under_said>[二三四五六七八九十]{{1,3}})分之(?P<over_said>[一二三四五六七八九十]{{1,3}})(?![{_DIGITS}])
      | (?P<ordinal>第)(?P<place>\d{{1,4}}|[{_DIGITS}]{{1,8}})(?P<rank>{_ANY_ORDERED})
      | (?P<number>(?:{_FIGURES})[百千]?[万亿]{{0,2}}|[〇○零一二三四五六七八九十两][{_DIGITS}]{{0,19}})(?P<unit>{_ANY_UNIT})
    )
    """,
    re.VERBOSE,
)
BEFORE = f"0123456789.,{_DIGITS}"
"""What does not stand before a form of a number: it would be a longer one."""


@dataclass(frozen=True)
class Number:
    """``value`` of ``unit``, which is /3 of thirds; ``prefix``: 第, of what has a place in an order."""

    value: Decimal
    unit: str
    prefix: str = ""


def find(text: str) -> Iterator[tuple[int, int, Number]]:
    """Where in ``text`` (normalised) a number with a unit may stand; whether it is part of a word is for others to see."""
    for match in _NUMBER.finditer(text):
        if number := _read(match):
            yield *match.span(), number


@lru_cache(4096)
def whole(term: str) -> Number | None:
    """The number that all of ``term`` is."""
    match = _NUMBER.fullmatch(term)
    return _read(match) if match else None


def _read(match: re.Match) -> Number | None:
    if match["percent"] or match["share"]:
        value = Decimal(match["percent"].replace(",", "")) if match["percent"] else _with_point(match["parts"])
        return Number(value, match["sign"] or {"百": "%", "千": "‰"}[match["share"][0]]) if value is not None else None
    if match["over"] or match["over_said"]:
        over, under = to_int(match["over"] or match["over_said"]), to_int(match["under"] or match["under_said"])
        return Number(Decimal(over), f"/{under}") if over is not None and under is not None else None
    value, unit = _value(match["place"] or match["number"]), match["rank"] or match["unit"]
    return Number(value, unit, match["ordinal"] or "") if value is not None else None


def _value(written: str) -> Decimal | None:
    figures = re.match(rf"{_FIGURES}", written)
    if not figures:
        return _chinese(written)
    value = Decimal(figures[0].replace(",", ""))
    for times in written[figures.end() :]:
        value *= {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}[times]
    return value


def _chinese(written: str) -> Decimal | None:
    head, hundred_millions, tail = written.rpartition("亿")
    if not hundred_millions:
        value = to_int(written)
        return None if value is None else Decimal(value)
    high, low = to_int(head), to_int(tail) if tail else 0
    return None if high is None or low is None else Decimal(high * 100_000_000 + low)


def _with_point(written: str) -> Decimal | None:
    before, point, after = written.partition("点")
    high, low = to_int(before), [to_int(digit) for digit in after]
    if high is None or None in low:
        return None
    return Decimal(f"{high}.{''.join(map(str, low))}" if point else high)


@lru_cache(4096)
def forms(number: Number) -> tuple[str, ...]:
    """Every form of a number, as laws write it first; normalised."""
    if number.unit in "%‰":
        share = {"%": "百分之", "‰": "千分之"}[number.unit]
        return (*(f"{share}{written}" for written in _in_chinese(number.value)), f"{_plain(number.value)}{number.unit}")
    if number.unit.startswith("/"):
        return f"{to_chinese(int(number.unit[1:]))}分之{to_chinese(int(number.value))}", f"{number.value}{number.unit}"
    written = [*_in_chinese(number.value), *_in_figures(number.value)]
    if number.unit.startswith("年") and not number.prefix and 1000 <= number.value <= 2999:
        written = [_plain(number.value), *(_digit_by_digit(number.value, zero) for zero in "〇○零")]
    return tuple(dict.fromkeys(f"{number.prefix}{form}{number.unit}" for form in written))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _in_figures(value: Decimal) -> Iterator[str]:
    yield _plain(value)
    if value >= 1000 and value == int(value):
        yield f"{int(value):,}"
    for name, times in (("万", 10_000), ("亿", 100_000_000)):
        if value >= times and (in_units := value / times) == in_units.quantize(Decimal("0.01")):
            yield f"{_plain(in_units)}{name}"


def _in_chinese(value: Decimal) -> Iterator[str]:
    if value != int(value):
        whole_part, _, rest = _plain(value).partition(".")
        for written in _in_chinese(Decimal(whole_part)):
            yield f"{written}点{''.join(map(to_chinese, map(int, rest)))}"
        return
    high, low = divmod(int(value), 100_000_000)
    if not high:
        written = to_chinese(low)
    elif high < 100_000_000 and (not low or low >= 10_000_000):
        written = f"{to_chinese(high)}亿{to_chinese(low) if low else ''}"
    else:
        return
    yield written
    if (other := re.sub("二(?=[百千万亿]|$)(?<![十]二)", "两", written)) != written:
        yield other


def _digit_by_digit(value: Decimal, zero: str) -> str:
    return "".join(zero if digit == "0" else to_chinese(int(digit)) for digit in _plain(value))
