"""How words come and go: a chart and a table, each number a link to the search for what it counts."""
from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents import filters
from documents.pages import charts
from search.engine import IndexUnavailable, TooManySearches
from search.trends import BY, MOST_WORDS, Row, Trend, read_words, trend

LONGEST_TYPED = 300
_LATER = {TooManySearches: ("search/busy.html", "2"), IndexUnavailable: ("search/unavailable.html", "60")}


@dataclass(frozen=True)
class Cell:
    """How many documents with the ``label`` have the ``word``, and the search for them."""

    count: int
    word: str
    label: str
    address: str


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """``?q=教育信息化 教育数字化&by=year``; without words, the form alone."""
    typed = request.GET.get("q", "").strip()[:LONGEST_TYPED]
    by = next((name for name in BY if name == request.GET.get("by")), BY[0])
    words, left_out = read_words(typed)
    context = {"typed": typed, "by": by, "ways": [filters.by_name()[name] for name in BY], "left_out": left_out, "most": MOST_WORDS}
    try:
        found = trend(words, by) if words else None
    except (IndexUnavailable, TooManySearches) as refused:
        template, wait = _LATER[type(refused)]
        response = render(request, template, {"query": ""}, status=503)
        response["Retry-After"] = wait
        return response
    return render(request, "search/trends.html", context | (_shown(found) if found else {}))


def _shown(found: Trend) -> dict[str, object]:
    """The chart, with the names and addresses of what it draws, and the rows of the table that are not empty."""
    cells = {row.value: [Cell(count, word, row.label, _address(word, found, row)) for word, count in zip(found.words, row.counts, strict=True)]
             for row in found.rows}
    drawn = found.drawn
    chart = (charts.lines if found.is_by_year else charts.bars)([row.counts for row in drawn])
    return {
        "trend": found, "rows": [(row, cells[row.value]) for row in found.rows if any(row.counts)], "chart": chart, "drawn": len(drawn),
        "marks": [(mark, cells[drawn[mark.row].value][mark.series]) for mark in chart.marks],
        "labels": [(place, drawn[row].label) for row, place in chart.labels],
    }


def _address(word: str, found: Trend, row: Row) -> str:
    """The search for exactly the documents that were counted."""
    return reverse("search:search", query={"q": f'"{word}"', found.by.name: row.value, "editions": "all"})
