"""Filters by a date: single years or days, and ranges of them."""
from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import ClassVar

from django.db.models import Count, Q

from documents.models import Document
from documents.models.querysets import DocumentQuerySet
from documents.vocabulary.ranges import Range, iso_day, read_days, read_years, write_days, write_years

from .base import NONE, UNSPECIFIED, Choice, DocumentFilter


@dataclass(frozen=True)
class Ranged(DocumentFilter):
    """``field`` is a date that may be unknown. In addresses a range is ``low..high``; either side may be left out."""

    input_type: ClassVar[str]
    """Of the boxes of a form, one for each bound; what they hold lies between ``first`` and ``last``."""
    first: ClassVar[str]
    last: ClassVar[str]
    shape: ClassVar[str]

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        bounds = {value: self.range(value) for value in values}
        return {value: self._label(of) if of else UNSPECIFIED for value, of in bounds.items() if of or value == NONE}

    def spelled(self, value: str) -> str | None:
        bounds = self.range(value)
        return self.write(bounds) if bounds else NONE if value == NONE else None

    def narrow(self, found: DocumentQuerySet, values: Sequence[str]) -> DocumentQuerySet:
        return found.filter(reduce(or_, map(self._condition, values)))

    def _condition(self, value: str) -> Q:
        bounds = self.range(value)
        if bounds is None:
            return Q(**{f"{self.field}__isnull": True})
        first, last = self._days(bounds)
        return Q(**({f"{self.field}__gte": first} if first else {}), **({f"{self.field}__lte": last} if last else {}))

    def ordered(self, choices: Iterable[Choice]) -> list[Choice]:
        """The newest first; what has no date is last."""
        return sorted(choices, key=lambda choice: ("" if choice.value == NONE else choice.value), reverse=True)

    def complaint(self, value: str) -> str:
        return f"“{value[:50]}”不是{self.label}，{self.shape}，已忽略这个条件。"

    def _label(self, bounds: Range) -> str:
        low = self._say(bounds.low) if bounds.low else ""
        if bounds.is_one:
            return low
        return f"{low}起" if bounds.high is None else f"{low}至{self._say(bounds.high)}"

    @abstractmethod
    def write(self, bounds: Range) -> str:
        """A range in its one spelling."""

    @abstractmethod
    def bound(self, number: int | None) -> str:
        """A bound as a box of ``input_type`` holds it."""

    @abstractmethod
    def _say(self, number: int) -> str: ...

    @abstractmethod
    def _days(self, bounds: Range) -> tuple[date | None, date | None]:
        """The first and the last day of a range."""


@dataclass(frozen=True)
class Years(Ranged):
    """By the year of a date."""

    example: str = "2021..2023"
    help: str = "一年或一段。"
    input_type: ClassVar[str] = "number"
    first: ClassVar[str] = "1"
    last: ClassVar[str] = "9999"
    shape: ClassVar[str] = "可以写一年或一段，例如 2021、2018..2021"

    def range(self, text: str) -> Range | None:
        return read_years(text.zfill(4) if text.isdecimal() else text)

    def write(self, bounds: Range) -> str:
        return write_years(bounds)

    def bound(self, number: int | None) -> str:
        return "" if number is None else str(number)

    def counted(self, found: DocumentQuerySet) -> list[Choice]:
        years: Counter[int] = Counter()
        for day, count in found.order_by().values_list(self.field).annotate(Count("pk")):  # by day: an index serves it, and SQLite has no years
            years[day.year if day else 0] += count
        return self.ordered(
            Choice(f"{year:04}", str(year), count) if year else Choice(NONE, UNSPECIFIED, count) for year, count in years.items()
        )

    def of(self, document: Document) -> list[str]:
        day = getattr(document, self.field)
        return [f"{day.year:04}"] if day else []

    def subject(self, value: str) -> str | None:
        year = super().subject(value)
        return f"{year}年" if year else None

    def _say(self, number: int) -> str:
        return str(number)

    def _days(self, bounds: Range) -> tuple[date | None, date | None]:
        return date(bounds.low, 1, 1) if bounds.low else None, date(bounds.high, 12, 31) if bounds.high else None


@dataclass(frozen=True)
class Days(Ranged):
    """By a date, in ranges alone: there are too many days to list."""

    example: str = "2021-03..2021-06"
    help: str = "一天、一个月或一段。"
    input_type: ClassVar[str] = "date"
    first: ClassVar[str] = "0001-01-01"
    last: ClassVar[str] = "9999-12-31"
    shape: ClassVar[str] = "可以写一天、一个月或一段，例如 2021-03-01..2021-06-30"
    is_counted: ClassVar[bool] = False

    def range(self, text: str) -> Range | None:
        return read_days(text)

    def write(self, bounds: Range) -> str:
        return write_days(bounds)

    def bound(self, number: int | None) -> str:
        return "" if number is None else iso_day(number)

    def counted(self, found: DocumentQuerySet) -> list[Choice]:
        return []

    def of(self, document: Document) -> list[str]:
        day = getattr(document, self.field)
        return [f"{day:%Y%m%d}"] if day else []

    def _say(self, number: int) -> str:
        return f"{number // 10000}年{number // 100 % 100}月{number % 100}日"

    def _days(self, bounds: Range) -> tuple[date | None, date | None]:
        low, high = (date.fromisoformat(iso_day(number)) if number else None for number in (bounds.low, bounds.high))
        return low, high
