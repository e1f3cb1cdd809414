"""Who rests on whom: what published documents cite most, and whose documents cite whose.

To count citations costs more with each document, so what was counted is kept until the corpus changes. Kept are numbers
by id only: whoever shows them looks again at what is public.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet
from django.http import QueryDict

from documents.models import Citation, IssuingBody, State, Work
from documents.pages.counting import until_change
from documents.vocabulary.enums import CitationKind

MOST_BODIES = 10
MOST_WORKS = 1000
SHADES = 4
KINDS = {kind.value: kind.label for kind in CitationKind}


@dataclass(frozen=True)
class Wanted:
    """Which citations are counted. ``kind``: of which kind; ``year``: of documents issued then; empty: all."""

    kind: str = ""
    year: int | None = None

    @classmethod
    def of(cls, params: QueryDict) -> Wanted:
        """What an address asks for; what there is not is left aside."""
        kind, year = params.get("kind", ""), params.get("year", "")
        known = {str(year): year for year in years()}
        return cls(kind if kind in KINDS else "", known.get(year))


@dataclass(frozen=True)
class Cell:
    """How many documents cite those of the body ``cited``. ``shade``: 0 (none) to ``SHADES`` (as many as the most)."""

    cited: IssuingBody
    count: int
    shade: int


@dataclass(frozen=True)
class Matrix:
    """For each citing body, the documents of it that cite each of the ``cited`` bodies."""

    cited: Sequence[IssuingBody]
    rows: Sequence[tuple[IssuingBody, Sequence[Cell]]]


def most_cited(wanted: Wanted = Wanted()) -> list[tuple[int, int]]:
    """The ids of the works that other works' documents cite most, ``MOST_WORKS`` at most, each with how many do; the most cited first."""
    return until_change(f"reliance.works.{wanted.kind}.{wanted.year}", lambda: list(_citing_documents(wanted)[:MOST_WORKS]))


def not_held() -> list[tuple[int, int]]:
    """The same of works that the corpus does not hold."""
    return until_change("reliance.not_held", lambda: list(_citing_documents(Wanted(), works=Work.objects.cited_but_not_held())))


def matrix(wanted: Wanted = Wanted()) -> Matrix:
    """The bodies whose documents cite and are cited most, with how many documents do."""
    counts = dict(until_change(f"reliance.bodies.{wanted.kind}.{wanted.year}", lambda: _between_leading_bodies(wanted)))
    public = IssuingBody.objects.public().in_bulk({body for pair in counts for body in pair})
    counts = {pair: count for pair, count in counts.items() if public.keys() >= set(pair)}
    rows, columns = _leading(counts, 0), _leading(counts, 1)
    most = max(counts.values(), default=0)
    cells = [
        (public[citing], [_cell(public[cited], counts.get((citing, cited), 0), most) for cited in columns])
        for citing in rows
    ]
    return Matrix([public[cited] for cited in columns], cells)


def years() -> list[int]:
    """The years in which published documents that cite others were issued, the last first."""
    found = _citations(Wanted()).values_list("citing__sort_date__year", flat=True).distinct()
    return until_change("reliance.years", lambda: sorted(filter(None, found), reverse=True))


def _citations(wanted: Wanted) -> QuerySet[Citation]:
    """Of published documents; those of another edition of the same work are none."""
    found = Citation.objects.filter(citing__state=State.PUBLISHED, work__isnull=False).exclude(citing__work=F("work"))
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.year:
        found = found.filter(citing__sort_date__year=wanted.year)
    return found.order_by()


def _citing_documents(wanted: Wanted, works: QuerySet[Work] | None = None) -> QuerySet:
    found = _citations(wanted) if works is None else _citations(wanted).filter(work__in=works)
    counted = found.values("work").annotate(count=Count("citing", distinct=True))
    return counted.order_by("-count", "work__title", "work").values_list("work", "count")


def _between_leading_bodies(wanted: Wanted) -> list[tuple[tuple[int, int], int]]:
    found = _citations(wanted).filter(cited__state=State.PUBLISHED)
    pairs = found.values("citing__signatures__body", "cited__signatures__body").annotate(count=Count("citing", distinct=True))
    rows = pairs.values_list("citing__signatures__body", "cited__signatures__body", "count")
    counts = {(citing, cited): count for citing, cited, count in rows if citing and cited}
    citing, cited = set(_leading(counts, 0)), set(_leading(counts, 1))
    return [(pair, count) for pair, count in counts.items() if pair[0] in citing and pair[1] in cited]


def _leading(counts: dict[tuple[int, int], int], side: int) -> list[int]:
    """The bodies that most citations have on a ``side``."""
    total: dict[int, int] = {}
    for pair, count in counts.items():
        total[pair[side]] = total.get(pair[side], 0) + count
    return sorted(total, key=lambda body: (-total[body], body))[:MOST_BODIES]


def _cell(cited: IssuingBody, count: int, most: int) -> Cell:
    return Cell(cited, count, -(-count * SHADES // most) if most else 0)

