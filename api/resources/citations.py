"""Citations, both ways: what a document cites, and who cites it."""
from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from documents.models import Citation, Document, State, Work
from documents.pages.outgoing_citations import LABELS, cited_by_document
from documents.vocabulary.enums import Resolution

from .basics import Record, reference, work_reference
from .cursors import BY_KEY, turn


def outgoing(document: Document) -> list[Record]:
    """What ``document`` cites, in order. ``start`` and ``end`` count characters of its ``markdown``."""
    return [
        {
            **_words(citation), "start": citation.start, "end": citation.end,
            "resolution": citation.resolution, "resolution_label": Resolution(citation.resolution).label,
            "url": f"{document.get_absolute_url()}#{citation.place}",
            "cited": reference(citation.cited) if citation.cited else None,
            "cited_anchor": citation.provision_anchor if citation.cited else None,
            "work": work_reference(citation.work) if citation.work else None,
        }
        for citation in cited_by_document(document)
    ]


def incoming(target: Document | Work, day: date | None, cursor: str, limit: int) -> tuple[list[Record], str | None]:
    """A page of the places where published documents, known on ``day``, cite ``target``."""
    rows = _citing(target, day).select_related("citing").defer("citing__markdown", "citing__html")
    found, following = turn(rows, BY_KEY, cursor, limit)
    return [
        {**_words(row), "citing": reference(row.citing), "url": f"{row.citing.get_absolute_url()}#{row.place}"} for row in found
    ], following


def total(target: Document | Work, day: date | None) -> int:
    """How many places ``incoming`` has in all."""
    return _citing(target, day).count()


def _citing(target: Document | Work, day: date | None) -> QuerySet[Citation]:
    cites = Q(cited=target) & ~Q(citing=target) if isinstance(target, Document) else Q(work=target) & ~Q(citing__work=target)
    rows = Citation.objects.filter(cites, citing__state=State.PUBLISHED)
    return rows.filter(citing__in=Document.objects.known_on(day).order_by().values("pk")) if day else rows


def _words(citation: Citation) -> Record:
    return {
        "text": citation.text, "sentence": citation.sentence, "kind": citation.kind, "kind_label": LABELS[citation.kind],
        "provision": citation.provision or None,
    }
