"""Documents as plain values, for export: everything that a reader can see of them."""
from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch, Q, prefetch_related_objects

from documents.models import Citation, Document, Section, State
from documents.models.querysets import DocumentQuerySet
from documents.parsing.provisions import provisions
from documents.vocabulary.facts import Place, Value, shown


def as_records(documents: DocumentQuerySet) -> Iterator[dict]:
    """One JSON-ready dictionary a document; unknown facts are ``None`` or empty, dates ISO 8601. ``validity`` is that
    of the day ``validity_on``.

    ``sections`` is the whole outline in order; the items (项) of an article stand behind it, one level deeper.
    """
    cites = Citation.objects.select_related("cited").defer("cited__markdown", "cited__html")
    rows = documents.select_related("column", "work").prefetch_related("signatures", "topics", "sections", Prefetch("citations", cites))
    for document in rows.iterator(chunk_size=100):
        yield _record(document)


def public_record(document: Document) -> dict:
    """The same of one published document as readers may know it: what it cites and is not public is left out."""
    public = Citation.objects.filter(Q(cited=None) | Q(cited__state=State.PUBLISHED)).select_related("cited").order_by("start")
    prefetch_related_objects([document], "signatures", "topics", "sections", Prefetch("citations", public))
    return _record(document)


def _record(document: Document) -> dict:
    return {
        "slug": document.slug,
        "url": document.get_absolute_url(),
        **{fact.name: _plain(document.fact(fact.name)) for fact in shown(Place.EXPORT)},
        "validity": document.status.validity.value,
        "validity_on": document.status.day.isoformat(),
        "sections": [record for section in document.sections.all() for record in _section_records(section)],
        "citations": [_citation_record(citation) for citation in document.citations.all()],
        "markdown": document.markdown,
    }


def _plain(value: Value) -> str | list[str] | None:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value or None


def _section_records(section: Section) -> Iterator[dict]:
    yield {
        "level": section.level, "label": section.label, "heading": section.heading, "anchor": section.anchor,
        "text": section.text,
    }
    if not section.anchor.startswith("art-"):
        return
    for provision in provisions(section.text, section.anchor):
        depth = provision.anchor.removeprefix(section.anchor).count("-") - 1
        if depth:  # a 款 has no number in print, and is whole in the article's own text
            yield {
                "level": section.level + depth, "label": provision.label, "heading": "", "anchor": provision.anchor,
                "text": provision.text,
            }


def _citation_record(citation: Citation) -> dict:
    return {
        "text": citation.text,
        "start": citation.start,
        "end": citation.end,
        "kind": citation.kind,
        "resolution": citation.resolution,
        "cited": citation.cited.slug if citation.cited else None,
        "provision": citation.provision or None,
    }
