"""How many documents there are of each kind and year: a chart for each kind, and a table, each number a link to the list of them."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents import filters
from documents.counts import kept
from documents.filters import NONE, Choice
from documents.models import Document
from documents.pages import charts
from documents.pages.filtering import Chosen, chosen_values, group
from documents.pages.listing import narrowed

MOST_YEARS = 80
"""What a chart has room for."""
Counts = Mapping[str, Mapping[str, int]]
"""By kind, then by year."""


@dataclass(frozen=True)
class Cell:
    """How many documents have the ``kind`` and the ``year``, and the list of them."""

    kind: str
    year: str
    count: int
    address: str


@dataclass(frozen=True)
class Counted:
    """``kinds``, ``years``: those that a document has, with how many have them, the years last first. ``chosen``: of
    filters by anything else than the year."""

    counts: Counts
    kinds: Sequence[Choice]
    years: Sequence[Choice]
    chosen: Mapping[str, Sequence[str]]

    @cached_property
    def cells(self) -> Mapping[tuple[str, str], Cell]:
        return {(kind.value, year.value): self._cell(kind, year) for kind in self.kinds for year in self.years}

    def _cell(self, kind: Choice, year: Choice) -> Cell:
        count = self.counts[kind.value].get(year.value, 0)
        return Cell(kind.label, year.label, count, self.address(kind=kind.value, year=year.value) if count else "")

    def address(self, **values: str) -> str:
        """The list of those that have also these ``values``."""
        return reverse("documents:documents", query={**self.chosen, **values})

    @property
    def total(self) -> int:
        return sum(kind.count or 0 for kind in self.kinds)

    @property
    def rows(self) -> list[tuple[Choice, list[Cell]]]:
        return [(year, [self.cells[kind.value, year.value] for kind in self.kinds]) for year in self.years]


@dataclass(frozen=True)
class Chart:
    """The chart of a ``kind``: ``marks`` are its columns with what they show, ``labels`` the years below some of them."""

    kind: Choice
    columns: charts.Columns
    marks: list[tuple[charts.Column, Cell]]
    labels: list[tuple[int, str]]


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Of all documents, or of those that the filters of the address choose."""
    chosen, notes = chosen_values(request.GET, filters.FILTERS)
    found = counted(chosen)
    groups = [group(declared, [], chosen, request.GET) for declared in filters.FILTERS if declared.name in chosen]
    context = {"found": found, "charts": _charts(found), "groups": groups, "notes": notes, "most": MOST_YEARS}
    return render(request, "documents/years.html", context)


def counted(chosen: Chosen) -> Counted:
    """What the index counts, at a cost that does not grow with the corpus; where it is behind, the database."""
    kind, year = filters.by_name()["kind"], filters.by_name()["year"]
    counts = {value: _within(own, chosen.get("year", {})) for value, own in (_kept(chosen) or _stored(chosen)).items()}
    kinds = kind.listed({value: sum(own.values()) for value, own in counts.items() if any(own.values())})
    of_years = {value: sum(own.get(value, 0) for own in counts.values()) for value in set().union(*counts.values())}
    years = year.listed({value: count for value, count in of_years.items() if count})
    return Counted(counts, kinds, years, {name: list(values) for name, values in chosen.items() if name != "year"})


def _within(counts: Mapping[str, int], chosen: Mapping[str, str]) -> dict[str, int]:
    """``counts`` by year, of the years that are ``chosen``, or of all where none is."""
    year = filters.by_name()["year"]
    ranges = [bounds for value in chosen if (bounds := year.range(value))]

    def is_chosen(value: str) -> bool:
        one = year.range(value)
        return not chosen or value in chosen or bool(one and one.low and any(one.low in bounds for bounds in ranges))

    return {value: count for value, count in counts.items() if is_chosen(value)}


def _kept(chosen: Chosen) -> Counts | None:
    """A question for each kind: there are few."""
    names = {name: list(values) for name, values in chosen.items()}
    kinds = kept(names, names=("kind",)).by_value.get("kind")
    counts = {}
    for value in kinds or ():
        if "kind" not in chosen or value in chosen["kind"]:
            counts[value] = kept({**names, "kind": [value]}, names=("year",)).by_value.get("year")
    found = {value: own for value, own in counts.items() if own is not None}
    return found if kinds is not None and len(found) == len(counts) else None


def _stored(chosen: Chosen) -> Counts:
    rows = narrowed(Document.objects.published(), filters.FILTERS, chosen).order_by()
    counts: dict[str, dict[str, int]] = {}
    for kind, day, count in rows.values_list("kind", "sort_date").annotate(Count("pk")):  # by day: an index serves it, and SQLite has no years
        own, year = counts.setdefault(kind or NONE, {}), f"{day.year:04}" if day else NONE
        own[year] = own.get(year, 0) + count
    return counts


def _charts(found: Counted) -> list[Chart]:
    """Of all documents, then of each kind, those of the same years, from the first that any has to the last."""
    known = {int(year.value): year.value for year in found.years if year.value != NONE}
    span = range(max(min(known), max(known) - MOST_YEARS + 1), max(known) + 1) if known else range(0)
    every = {year.value: Cell("全部文件", year.label, year.count or 0, found.address(year=year.value)) for year in found.years}
    of_kinds = [_chart(kind, {year: found.cells[kind.value, year] for year in every}, span) for kind in found.kinds]
    return [_chart(Choice("", "全部文件", found.total), every, span), *(of_kinds if len(of_kinds) > 1 else [])]


def _chart(kind: Choice, by_year: Mapping[str, Cell], span: range) -> Chart:
    cells = [by_year.get(f"{year:04}") for year in span]
    columns = charts.columns([cell.count if cell else 0 for cell in cells])
    marks = [(mark, cell) for mark in columns.marks if (cell := cells[mark.row])]
    return Chart(kind, columns, marks, [(x, str(span[row])) for row, x in columns.labels])
