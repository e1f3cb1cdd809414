"""Lengths of time (五年, 6个月, 半年, 30日) and the day that lies so long after another."""
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from documents.vocabulary.numerals import NUMERAL, to_int

PERIOD = rf"(?:(?P<half>半)年|(?P<count>{NUMERAL}{{1,4}}) ?(?P<unit>年|周年|个月|天|日|个?工作日)(?P<and>半)?)"
"""A pattern with the named groups ``half``, ``count``, ``unit`` and ``and``, for ``read_period``."""


@dataclass(frozen=True)
class Period:
    months: int = 0
    days: int = 0

    def after(self, day: date) -> date | None:
        """The day with the same number so many months later, where there is none the first of the month after; then days on.

        >>> Period(months=60).after(date(2020, 4, 1))
        datetime.date(2025, 4, 1)
        """
        years, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        try:
            if day.day > monthrange(years, month + 1)[1]:
                return date(years + (month == 11), (month + 1) % 12 + 1, 1) + timedelta(self.days)
            return date(years, month + 1, day.day) + timedelta(self.days)
        except (ValueError, OverflowError):
            return None


def read_period(match: re.Match) -> Period | None:
    """The period that a match of ``PERIOD`` writes; ``None`` for working days, which depend on holidays, and for none at all."""
    if match["half"]:
        return Period(months=6)
    count, unit = to_int(match["count"]), match["unit"]
    if not count or unit.endswith("工作日") or match["and"] and "年" not in unit:
        return None
    if unit in ("天", "日"):
        return Period(days=count)
    return Period(months=count * 12 + (6 if match["and"] else 0) if "年" in unit else count)
