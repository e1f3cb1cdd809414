"""In how many documents words stand: by year, by body, by kind, several words beside each other."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from documents import filters
from documents.filters import NONE, Choice, DocumentFilter, Years
from search import engine
from search.plan import All, Phrase, Plan
from search.text.analyzers import query_tokens

BY = ("year", "body", "kind")
MOST_WORDS, SHORTEST, LONGEST = 5, 2, 30
MOST_YEARS, MOST_VALUES = 80, 20
"""What a chart has room for."""
_BETWEEN = re.compile(r"[\s,，、;；\"“”]+")


@dataclass(frozen=True)
class Row:
    """``counts``: documents with each of the words; ``total``: all documents that have the value."""

    value: str
    label: str
    total: int
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Trend:
    """``by``: the filter whose values the ``rows`` are; ``totals``: documents with each word, whatever their value. ``is_partial``:
    the deadline came first, so that there are more than are counted."""

    words: tuple[str, ...]
    by: DocumentFilter
    rows: tuple[Row, ...]
    totals: tuple[int, ...]
    is_partial: bool = False

    @property
    def is_by_year(self) -> bool:
        return isinstance(self.by, Years)

    @property
    def drawn(self) -> tuple[Row, ...]:
        """The rows that a chart has room for: the latest years, or the first of other values."""
        return tuple(row for row in self.rows if row.value != NONE)[-MOST_YEARS:] if self.is_by_year else self.rows[:MOST_VALUES]

    @property
    def is_drawn_in_part(self) -> bool:
        return len(self.drawn) < sum(row.value != NONE or not self.is_by_year for row in self.rows)


def read_words(typed: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that can be counted, and those that cannot: of one character, too long, without letters, or too many.

    >>> read_words("教育信息化、教育数字化 的")
    (('教育信息化', '教育数字化'), ('的',))
    """
    words = list(dict.fromkeys(filter(None, _BETWEEN.split(typed))))
    fit = [word for word in words if SHORTEST <= len(word) <= LONGEST and word.isprintable() and query_tokens(word)][:MOST_WORDS]
    return tuple(fit), tuple(word for word in words if word not in fit)


def trend(words: Sequence[str], by: str) -> Trend:
    """One search for each word, and one for all documents. Every edition counts, in its own year.

    Raises ``engine.IndexUnavailable`` and ``engine.TooManySearches``, as a search does.
    """
    declared = filters.by_name()[by]
    every = engine.search(Plan(All(), facets=(by,), stop=0))
    found = [engine.search(Plan(Phrase(word), facets=(by,), stop=0)) for word in words]
    counts = [hits.facets.get(by, {}) for hits in found]
    listed = declared.listed({value: sum(one.get(value, 0) for one in counts) for value in set().union(*counts)})
    choices = _years(listed) if isinstance(declared, Years) else listed
    rows = tuple(Row(c.value, c.label, every.facets.get(by, {}).get(c.value, 0), tuple(one.get(c.value, 0) for one in counts)) for c in choices)
    return Trend(tuple(words), declared, rows, tuple(hits.total for hits in found), any(hits.partial for hits in (every, *found)))


def _years(listed: Sequence[Choice]) -> list[Choice]:
    """Every year that has a document, and of the latest, which are drawn, those without any too; what has no date is last."""
    known = {int(choice.value): choice for choice in listed if choice.value != NONE and choice.count}
    last = max(known, default=0)
    years = sorted(known.keys() | set(range(max(min(known, default=1), last - MOST_YEARS + 1), last + 1)))
    undated = [choice for choice in listed if choice.value == NONE and choice.count]
    return [known.get(year) or Choice(f"{year:04}", str(year), 0) for year in years] + undated
