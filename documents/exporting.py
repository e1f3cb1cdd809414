"""Documents as plain values, for export: everything that a reader can see of them."""
from collections.abc import Iterator

from documents.models import Document, Section
from documents.parsing.provisions import provisions


def as_records(documents) -> Iterator[dict]:
    """One JSON-ready dictionary a document; unknown facts are ``None`` or empty, dates ISO 8601.

    ``sections`` is the whole outline in order; the items (项) of an article stand behind it, one level deeper.
    """
    rows = documents.select_related("column").prefetch_related("signatures", "topics", "sections", "citations__cited")
    for document in rows.iterator(chunk_size=100):
        yield _record(document)


def _record(document: Document) -> dict:
    return {
        "slug": document.slug,
        "url": document.get_absolute_url(),
        "title": document.title,
        "full_title": document.full_title or None,
        "number": document.number or None,
        "kind": document.kind or None,
        "bodies": [signature.signed_as for signature in document.signatures.all()],
        "issued_on": _iso(document.issued_on),
        "published_on": _iso(document.published_on),
        "effective_on": _iso(document.effective_on),
        "expires_on": _iso(document.expires_on),
        "validity": document.status.validity.value,
        "column": document.column.name if document.column else None,
        "topics": [topic.name for topic in document.topics.all()],
        "source": document.source or None,
        "note": document.note or None,
        "sections": [record for section in document.sections.all() for record in _section_records(section)],
        "citations": [_citation_record(citation) for citation in document.citations.all()],
        "markdown": document.markdown,
    }


def _iso(day) -> str | None:
    return day.isoformat() if day else None


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


def _citation_record(citation) -> dict:
    return {
        "text": citation.text,
        "start": citation.start,
        "end": citation.end,
        "kind": citation.kind,
        "resolution": citation.resolution,
        "cited": citation.cited.slug if citation.cited else None,
        "provision": citation.provision or None,
    }
