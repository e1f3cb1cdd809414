"""Which published documents share passages with one, and these passages side by side.

They were found beforehand (``importing.passages``); here they are read. Of a work that has several editions the one that shares most is shown.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, QuerySet, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from documents.comparison import Budget, segments
from documents.models import Document, Section, SharedPassage, State
from documents.pages.comparison import SIDES, Paragraph, earlier_first, paragraphs
from documents.vocabulary.characters import STOPS
from documents.vocabulary.markdown import from_paragraph, plain

DOCUMENTS_A_PAGE = 50
_OPENING, _CLOSING = "（(《〈“‘「【", f"{STOPS},;:!?.%％）)》〉”’」】"


@dataclass(frozen=True)
class Sharing:
    """``document`` has so many ``passages``, of so many ``characters``, in common with another."""

    document: Document
    passages: int
    characters: int


@dataclass(frozen=True)
class Place:
    """A passage where it stands: in the ``section`` of a document, or before its first, with its ``text``."""

    document: Document
    section: Section | None
    text: str

    @property
    def address(self) -> str:
        return f"{self.document.get_absolute_url()}{f'#{self.section.anchor}' if self.section else ''}"


@dataclass(frozen=True)
class Pair:
    """A passage in either text; what differs in it is paid from the ``budget`` of all that are shown together."""

    one: Place
    other: Place
    characters: int
    budget: Budget

    @property
    def sides(self) -> dict[str, list[Paragraph]]:
        """Its paragraphs in the one (``old``), in the other (``new``), and in one text with all marks (``both``)."""
        found = segments(self.one.text, self.other.text, budget=self.budget)
        return {side: paragraphs(found, side) for side in SIDES}


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The documents that share passages with one, those that share most first."""
    document = get_object_or_404(Document.objects.published().defer("markdown", "html"), slug=slug)
    found = Paginator(totals(document), DOCUMENTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "documents/passages.html", {"document": document, "page": found, "sharings": _sharings(list(found.object_list))})


@require_safe
def side_by_side(request: HttpRequest, slug: str, other: str) -> HttpResponse:
    """The passages that two documents share, the earlier document first, whichever way the address names them."""
    old, new = earlier_first(slug, other)
    found = pairs(old, new, between(old).filter(other=new))
    if not found:
        raise Http404
    return render(request, "documents/shared_passages.html", {"document": old if old.slug == slug else new, "old": old, "new": new, "pairs": found})


def between(document: Document) -> QuerySet[SharedPassage]:
    """The passages that ``document`` shares with published documents of other works."""
    return document.shared_passages.filter(other__state=State.PUBLISHED).exclude(other__work=document.work_id)


def count(document: Document) -> int:
    """How many works share passages with ``document``."""
    return between(document).order_by().values("other__work").distinct().count()


def totals(document: Document) -> list[tuple[int, int, int]]:
    """The keys of the documents, one of each work, with how many passages and characters they share; the most first."""
    rows = between(document).order_by().values_list("other__work", "other").annotate(Count("pk"), Sum("characters"))
    best: dict[int, tuple[int, int, int]] = {}
    for work, other, passages, characters in sorted(rows, key=lambda row: (-row[3], -row[1])):
        best.setdefault(work, (other, passages, characters))
    return list(best.values())


def _sharings(found: Sequence[tuple[int, int, int]]) -> list[Sharing]:
    documents = Document.objects.published().as_editions().in_bulk([other for other, _, _ in found])
    return [Sharing(documents[other], passages, characters) for other, passages, characters in found if other in documents]


def whole(key: int) -> Document | None:
    """A published document with its text and sections, as ``pairs`` needs it."""
    return Document.objects.published().filter(pk=key).defer("html", "note").prefetch_related(
        Prefetch("sections", Section.objects.defer("text").order_by("position"))
    ).first()


def pairs(one: Document, other: Document, rows: Iterable[SharedPassage]) -> list[Pair]:
    """What ``rows`` say of ``one`` and ``other``."""
    here, there = ({section.anchor: section for section in document.sections.all()} for document in (one, other))
    budget = Budget()
    return [
        Pair(
            _place(one, here, row.anchor, row.start, row.end), _place(other, there, row.other_anchor, row.other_start, row.other_end),
            row.characters, budget,
        ) for row in rows
    ]


def _place(document: Document, sections: Mapping[str, Section], anchor: str, start: int, end: int) -> Place:
    """With the brackets before the passage and the marks behind it, and without Markdown."""
    text = document.markdown
    while start and text[start - 1] in _OPENING:
        start -= 1
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    lines = (plain(from_paragraph(line.strip())) for line in text[start:end].split("\n"))
    return Place(document, sections.get(anchor), "\n".join(filter(None, lines)))
