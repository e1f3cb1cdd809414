"""联合发文: which bodies issue documents together, as a ranked table and as a picture of those that do so most."""
from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.core.paginator import Paginator
from django.db.models import Count, F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents import filters
from documents.models import Document, DocumentBody, IssuingBody, State
from documents.pages import charts
from documents.pages.counting import until_change
from documents.pages.filtering import Chosen, chosen_values, group
from documents.pages.listing import narrowed

PAIRS_A_PAGE, MOST_PAIRS, MOST_DRAWN = 50, 1000, 12


@dataclass(frozen=True)
class Pair:
    """So many documents (``count``) both bodies have signed; ``address``: the search for them."""

    rank: int
    one: IssuingBody
    other: IssuingBody
    count: int
    address: str


@dataclass(frozen=True)
class Picture:
    """The bodies with most joint documents, and a circle for each pair of them."""

    grid: charts.Grid
    bodies: list[tuple[charts.Line, IssuingBody]]
    marks: list[tuple[charts.Circle, Pair]]


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Of all documents, or of those that the filters of the address choose."""
    chosen, notes = chosen_values(request.GET, filters.FILTERS)
    found = pairs(chosen)
    shown = Paginator(found, PAIRS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown, "picture": _picture(found) if shown.number == 1 else None, "most": found[0].count if found else 0, "notes": notes,
        "groups": [group(declared, [], chosen, request.GET) for declared in filters.FILTERS if declared.name in chosen],
    }
    return render(request, "documents/joint.html", context)


def pairs(chosen: Chosen) -> list[Pair]:
    """The pairs of public bodies that issue together most, ``MOST_PAIRS`` at most; in a fixed number of queries."""
    name = sha256(json.dumps({name: sorted(values) for name, values in sorted(chosen.items())}).encode()).hexdigest()
    counts = until_change(f"joint.{name}", lambda: _counts(chosen))
    public = IssuingBody.objects.public().in_bulk({body for one, other, _ in counts for body in (one, other)})
    known = [(public[one], public[other], count) for one, other, count in counts if one in public and other in public]
    return [Pair(rank, one, other, count, _address(one, other, chosen)) for rank, (one, other, count) in enumerate(known, 1)]


def _counts(chosen: Chosen) -> list[tuple[int, int, int]]:
    """Of two bodies that which signed more documents together with others comes first."""
    signed = DocumentBody.objects.filter(document__state=State.PUBLISHED, document__signatures__body__gt=F("body")).order_by()
    if chosen:
        signed = signed.filter(document__in=narrowed(Document.objects.all(), filters.FILTERS, chosen).order_by().values("pk"))
    rows = list(signed.values_list("body", "document__signatures__body").annotate(count=Count("document")))
    total: Counter[int] = Counter()
    for one, other, count in rows:
        total.update({one: count, other: count})
    ordered = [(*sorted((one, other), key=lambda body: (-total[body], body)), count) for one, other, count in rows]
    return sorted(ordered, key=lambda row: (-row[2], -total[row[0]], row[:2]))[:MOST_PAIRS]


def _address(one: IssuingBody, other: IssuingBody, chosen: Chosen) -> str:
    query = {"q": f'机关:"{one.name}" 机关:"{other.name}"', "editions": "all", **{name: list(values) for name, values in chosen.items()}}
    return reverse("search:search", query=query)


def _picture(found: Sequence[Pair]) -> Picture | None:
    """The bodies with most joint documents against each other; none where there are too few to be worth it."""
    total: Counter[IssuingBody] = Counter()
    for pair in found:
        total.update({pair.one: pair.count, pair.other: pair.count})
    leading = [body for body, _ in total.most_common(MOST_DRAWN)]
    places: Mapping[IssuingBody, int] = {body: place for place, body in enumerate(leading)}
    drawn = {(max(at), min(at)): pair for pair in found if pair.one in places and pair.other in places and (at := (places[pair.one], places[pair.other]))}
    if len(drawn) < 2:
        return None
    grid = charts.triangle({at: pair.count for at, pair in drawn.items()}, len(leading))
    return Picture(grid, list(zip(grid.lines, leading, strict=True)), [(mark, drawn[mark.row, mark.column]) for mark in grid.marks])
