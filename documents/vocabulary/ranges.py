"""Ranges of years and of days, as people write them and as addresses hold them."""
from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

TO = r"\.\.+|~|至|到|—"
_YEARS = re.compile(rf"(?:(?P<low>\d{{4}})年?)?(?P<to>{TO}|-)?(?:(?P<high>\d{{4}})年?)?")
_DAYS = re.compile(rf"(?P<low>.*?)(?P<to>{TO})(?P<high>.*)", re.S)
_DAY = re.compile(r"(?P<year>\d{4})(?:[-年](?P<month>\d{1,2})(?:[-月](?P<day>\d{1,2})日?)?)?[年月]?")


@dataclass(frozen=True)
class Range:
    """From ``low`` to ``high``, both included: years, or days as ``YYYYMMDD``. ``None`` is open; one of them is a number."""

    low: int | None
    high: int | None

    @property
    def is_one(self) -> bool:
        return self.low == self.high

    def __contains__(self, number: int) -> bool:
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)


def read_years(text: str) -> Range | None:
    """One year or a range of years; ``None`` for anything else.

    >>> read_years("2021年至2023年")
    Range(low=2021, high=2023)
    >>> read_years("..2023")
    Range(low=None, high=2023)
    """
    match = _YEARS.fullmatch(text)
    if not match:
        return None
    low, high = (int(year) if year else None for year in match.group("low", "high"))
    if not match["to"]:
        return None if low and high else _range(low, low)
    return _range(low, high)


def read_days(text: str) -> Range | None:
    """One day, month or year, or a range from the first day of one to the last of another; ``None`` for anything else.

    >>> read_days("2021-03..2021年6月15日")
    Range(low=20210301, high=20210615)
    """
    match = _DAYS.fullmatch(text)
    low_text, high_text = match.group("low", "high") if match else (text, text)
    low, high = (_days(part.strip()) if part.strip() else (None, None) for part in (low_text, high_text))
    if low is None or high is None:
        return None
    if low[0] and high[0] and low[0] > high[0]:
        low, high = high, low
    return _range(low[0], high[1])


def write_years(years: Range) -> str:
    """The one spelling of a range of years in addresses, which ``read_years`` reads: ``2018..2021``, ``2021``."""
    return _write(years, lambda year: f"{year:04}")


def write_days(days: Range) -> str:
    """The same of days: ``2021-03-01..2021-06-15``."""
    return _write(days, iso_day)


def day_number(day: date) -> int:
    """A day as a ``Range`` of days and the index hold it.

    >>> day_number(date(2021, 3, 1))
    20210301
    """
    return day.year * 10000 + day.month * 100 + day.day


def iso_day(number: int) -> str:
    """The day of such a number, as 2021-03-01."""
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"


def _write(numbers: Range, write: Callable[[int], str]) -> str:
    if numbers.is_one and numbers.low is not None:
        return write(numbers.low)
    return "..".join("" if number is None else write(number) for number in (numbers.low, numbers.high))


def _range(low: int | None, high: int | None) -> Range | None:
    """Bounds in their order. There is no year 0, and no range without a bound."""
    if low == 0 or high == 0 or (low is None and high is None):
        return None
    return Range(high, low) if low and high and low > high else Range(low, high)


def _days(text: str) -> tuple[int, int] | None:
    """The first and the last day of what ``text`` names."""
    match = _DAY.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.group("year", "month", "day"))
    first, last = (1, 12) if month is None else (month, month)
    if not year or not 1 <= last <= 12:
        return None
    begins, ends = (1, monthrange(year, last)[1]) if day is None else (day, day)
    if not 1 <= ends <= monthrange(year, last)[1]:
        return None
    return year * 10000 + first * 100 + begins, year * 10000 + last * 100 + ends
