"""What every filter is and does."""
from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Generic, TypeVar

from documents.counts import Kept
from documents.models import Document
from documents.models.querysets import DocumentQuerySet
from documents.vocabulary.ranges import Range

NONE = "none"
"""The value of documents that have none; no slug is spelled so (``importing.slugs``)."""
UNSPECIFIED = "未注明"


@dataclass(frozen=True)
class Choice:
    """A value as it stands in addresses and in the index, how it reads, and how many documents have it, where that was counted."""

    value: str
    label: str
    count: int | None = None


Found = TypeVar("Found")
"""What is narrowed: documents, or places in documents."""


@dataclass(frozen=True)
class Filter(ABC, Generic[Found]):
    """``name``: in addresses and in the index."""

    name: str
    label: str

    @abstractmethod
    def labels(self, values: Iterable[str]) -> dict[str, str]:
        """How those of the values read that are values of this filter, by value."""

    @abstractmethod
    def narrow(self, found: Found, values: Sequence[str]) -> Found:
        """What has one of these values, each of which ``labels`` knows."""

    @abstractmethod
    def counted(self, found: Found) -> list[Choice]:
        """Every value that ``found`` has, with how many documents have it, in the order of a list."""

    def spelled(self, value: str) -> str | None:
        """The one spelling of a value as an address has it; ``None`` for what can be none."""
        return value

    def ordered(self, choices: Iterable[Choice]) -> list[Choice]:
        """The most frequent first; what has no value is last."""
        return sorted(choices, key=lambda choice: (choice.value == NONE, -(choice.count or 0)))

    def on(self, day: date | None) -> Filter[Found]:
        """The same filter as it is on ``day``, where that makes a difference; ``None`` is today."""
        return self

    def turns(self, day: date | None) -> bool:
        """Whether it is another on ``day`` than today, of which alone counts are kept."""
        return day is not None and self.on(day) != self.on(None)

    def merged(self, value: str) -> str | None:
        """The value that took the place of one that is none any more."""
        return None

    def range(self, value: str) -> Range | None:
        """The range that a value is, of a filter that has ranges."""
        return None

    def complaint(self, value: str) -> str:
        """What to say of a value that this filter does not have."""
        return f"没有“{value[:50]}”这一{self.label}，已忽略这个条件。"


@dataclass(frozen=True)
class DocumentFilter(Filter[DocumentQuerySet]):
    """``field``: of a document. ``keyword`` (else ``label``) and ``other_keywords``: what people write before the colon in the query
    language. ``path``: every value has a page, ``documents:<name>`` at ``/<path>/<value>/``. ``example``, ``help``: for the
    help page."""

    field: str
    keyword: str = ""
    other_keywords: tuple[str, ...] = ()
    path: str = ""
    example: str = ""
    help: str = ""

    is_counted: ClassVar[bool] = True
    """Whether the values are listed with their counts; else only ranges can be given."""

    @property
    def keywords(self) -> tuple[str, ...]:
        """What may stand before the colon in the query language; the first is what is written."""
        return tuple(dict.fromkeys([self.keyword or self.label, self.label, *self.other_keywords, self.name]))

    @abstractmethod
    def of(self, document: Document) -> list[str]:
        """The values of one document, without a query where its relations are prefetched."""

    def indexed(self, document: Document) -> tuple[str, ...]:
        """The values of one document, or that it has none."""
        return tuple(self.of(document)) or (NONE,)

    def listed(self, counts: Mapping[str, int]) -> list[Choice]:
        """Counts by value, as the index has them, in the order of a list."""
        labels = self.labels(counts)
        return self.ordered(Choice(value, labels[value], count) for value, count in counts.items() if value in labels)

    def on(self, day: date | None) -> DocumentFilter:
        return self

    def values_of(self, found: DocumentQuerySet) -> Iterable[tuple[int, str]]:
        """The key and the value of each document of ``found``, of a filter that ``turns``: of no other does anybody ask."""
        raise NotImplementedError

    def choices(self, counts: Kept, found: DocumentQuerySet) -> list[Choice]:
        """``counted`` of ``found``, by the ``counts`` that are kept of it, if any are."""
        by_value = counts.by_value.get(self.name)
        return self.counted(found) if by_value is None else self.listed(by_value)

    def ordered(self, choices: Iterable[Choice]) -> list[Choice]:
        return super().ordered(sorted(choices, key=lambda choice: choice.label))

    def named(self) -> list[tuple[str, str]]:
        """(name, value) of all values that have names, as published documents know them, and of none."""
        return [(NONE, NONE), (UNSPECIFIED, NONE)]

    def subject(self, value: str) -> object | None:
        """What the page of a value is about, to be printed as its title; ``None`` where no published document has it."""
        bounds = self.range(value)
        is_one = self.spelled(value) == value != NONE and (bounds is None or bounds.is_one)
        label = self.labels([value]).get(value) if is_one else None
        return label if label and self.narrow(Document.objects.published(), [value]).exists() else None

    def options(self) -> list[str]:
        """Names to choose from in a form; none where there are too many, or where ranges are given."""
        return []
