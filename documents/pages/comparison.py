"""Two documents side by side, article by article; mostly two editions of one work."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from threading import BoundedSemaphore

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.comparison import Change, Comparison, Part, Row, Segment, TooLong, compare, parts
from documents.models import Document, Section
from documents.pages.day import DayRequest, looks_from_a_day
from documents.pages.editions import editions

# Comparing two long texts takes a while: never so many at once that other pages have to wait.
_turns = BoundedSemaphore(1)
SECONDS_TO_WAIT = 3
SIDES = {
    "old": (Change.KEPT, Change.REMOVED),
    "new": (Change.KEPT, Change.ADDED),
    "both": (Change.KEPT, Change.REMOVED, Change.ADDED),
}
KINDS = ("changed", "added", "removed", "moved", "moved-changed", "renumbered", "kept")
Paragraph = list[tuple[Change, str]]


class Busy(Exception):
    """Other texts are being compared."""


@dataclass(frozen=True)
class ShownRow:
    """A row as the page shows it: ``id`` of its element, ``kind`` the word for what became of it."""

    id: str
    kind: str
    old: Part | None
    new: Part | None
    segments: tuple[Segment, ...]

    @property
    def is_different(self) -> bool:
        return self.kind not in ("kept", "renumbered")

    @property
    def sides(self) -> dict[str, list[Paragraph]]:
        """Its paragraphs as they were (``old``), as they are (``new``), and ``both`` with all marks."""
        return {side: paragraphs(self.segments, side) for side in SIDES}


@require_safe
@looks_from_a_day
def page(request: DayRequest, slug: str, other: str) -> HttpResponse:
    """Two published documents, the earlier one first, whichever way the address names them."""
    old, new = earlier_first(slug, other)
    is_exact, is_short = request.GET.get("exact") == "1", request.GET.get("only") == "changes"
    others = [edition.document for edition in editions(new, request.day).known if edition.document not in (old, new)]
    context = {"old": old, "new": new, "others": others, "is_exact": is_exact, "is_short": is_short}
    try:
        rows = compared(old, new, is_exact)
    except Busy:
        response = render(request, "documents/comparison.html", {**context, "problem": "busy"}, status=503)
        response["Retry-After"] = "5"
        return response
    except TooLong:
        return render(request, "documents/comparison.html", {**context, "problem": "too-long"})
    context |= {"groups": _groups(rows), "rows": [row for row in rows if row.is_different or not is_short]}
    return render(request, "documents/comparison.html", context)


def compared(old: Document, new: Document, is_exact: bool = False) -> list[ShownRow]:
    """The rows of two texts side by side. Raises ``Busy`` where others are being compared, and ``TooLong``."""
    if not _turns.acquire(timeout=SECONDS_TO_WAIT):
        raise Busy
    try:
        return _shown(compare(*(parts(d.markdown, d.sections.all()) for d in (old, new)), exact=is_exact))
    finally:
        _turns.release()


def earlier_first(*slugs: str) -> list[Document]:
    """Both documents, or ``Http404``."""
    sections = Prefetch("sections", Section.objects.defer("text").order_by("position"))
    found = Document.objects.published().filter(slug__in=slugs).defer("html", "note").prefetch_related(sections)
    documents = sorted(found, key=lambda d: (d.issued_on or d.published_on or date.min, d.pk))
    if len(documents) != 2:
        raise Http404
    return documents


def _shown(compared: Comparison) -> list[ShownRow]:
    return [ShownRow(f"row-{number}", _kind(row), row.old, row.new, row.segments) for number, row in enumerate(compared.rows, 1)]


def _kind(row: Row) -> str:
    if row.change is Change.MOVED and row.is_altered:
        return "moved-changed"
    return "renumbered" if row.change is Change.KEPT and row.is_renumbered else row.change.value


def _groups(rows: Iterable[ShownRow]) -> list[tuple[str, list[ShownRow]]]:
    """The rows by kind, in the order of the table."""
    groups: dict[str, list[ShownRow]] = {kind: [] for kind in KINDS}
    for row in rows:
        groups[row.kind].append(row)
    return [(kind, own) for kind, own in groups.items() if own]


def paragraphs(segments: Iterable[Segment], side: str) -> list[Paragraph]:
    """The paragraphs of a part as one side of the comparison has them, each in pieces that were kept, removed or added."""
    result: list[Paragraph] = [[]]
    for change, text in _pieces(segments, side):
        first, *others = text.split("\n")
        result[-1].append((change, first))
        result += [[(change, line)] for line in others]
    return [paragraph for paragraph in result if any(text for _, text in paragraph)]


def _pieces(segments: Iterable[Segment], side: str) -> Iterator[tuple[Change, str]]:
    for segment in segments:
        if segment.change in SIDES[side]:
            yield segment.change, segment.old if side == "old" else segment.new or segment.old
