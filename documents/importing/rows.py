"""Parsed values become rows. Called inside a transaction that the pipeline holds."""
from typing import TypeVar, cast

from django.utils import timezone

from documents import citations
from documents.analysis import Analysed
from documents.importing import near_duplicates, passages, works
from documents.importing.identity import text_hash
from documents.importing.slugs import free_slug
from documents.models import Column, Document, DocumentBody, IssuingBody, Section, Tombstone, Topic
from documents.parsing import ParsedDocument, ParsedSection
from documents.vocabulary import facts
from documents.vocabulary.facts import Type

Named = TypeVar("Named", Column, IssuingBody, Topic)

LONGEST_PROOF = Document.expiry_proof.field.max_length
COUNTER_CHARACTERS = 8  # behind a slug that is taken
HEADING_CHARACTERS = Section.heading.field.max_length


def write_document(parsed: Analysed, document: Document) -> set[int]:
    """Give ``document`` (new or stored) the values of ``parsed``, with its bodies, topics, column and sections.

    Once a document is published its slug stays, whatever its title becomes. Returns the works of which it was and is an edition.
    """
    for fact in facts.FACTS:
        if fact.is_stored and fact.type not in (Type.NAME, Type.NAMES):
            setattr(document, fact.name, parsed.fact(fact.name))
    document.markdown = parsed.markdown
    document.expiry_proof = _expiry_proof(parsed)
    document.column = named(Column, parsed.column) if parsed.column else None
    had, document.text_hash = document.text_hash, text_hash(parsed.markdown)
    document.analysis_version, document.citations_version = parsed.version, citations.VERSION  # they are found in the same transaction
    if not document.slug:
        document.slug = free_slug(parsed.title, parsed.issued_on or parsed.published_on, _slug_is_taken)
    if document.is_published and not document.collected_at:
        document.collected_at = timezone.now()
    is_stored = document.pk is not None
    passages.forget(document)
    before, document.work = document.work_id, works.work_of(parsed, document)
    document.save()
    works.after_change(document, before)
    if document.text_hash != had:
        near_duplicates.tie(document, parsed.sketch, is_stored=is_stored)
    if is_stored:
        document.signatures.all().delete()
        document.sections.all().delete()
        document.topics.clear()
    if parsed.topics:
        document.topics.add(*(named(Topic, name) for name in parsed.topics))
    _write_signatures(document, parsed.bodies)
    document.outline = _write_sections(document, parsed.sections)
    return {before or document.work_id, document.work_id}


def would_change(parsed: ParsedDocument, document: Document) -> bool:
    """Whether ``write_document`` would make another document of ``document``."""
    stored = [tuple(row) for row in document.sections.order_by("position").values_list("level", "label", "heading", "anchor", "text")]
    new = [(s.level, s.label, s.heading[:HEADING_CHARACTERS], s.anchor, s.text) for s in parsed.sections]
    return (
        stored != new
        or parsed.markdown != document.markdown
        or _expiry_proof(parsed) != document.expiry_proof
        or set(parsed.topics) != set(document.fact("topics"))
        or not works.is_edition_of(parsed, document.work)
        or any(parsed.fact(f.name) != document.fact(f.name) for f in facts.FACTS if f.is_stored and f.name not in ("topics", "work"))
    )


def _expiry_proof(parsed: ParsedDocument) -> str:
    expiry = parsed.evidence.get("expires_on")
    return expiry.text[:LONGEST_PROOF] if expiry and expiry.origin == "text" else ""


def _slug_is_taken(slug: str) -> bool:
    """Whether a document has, or one that was deleted for good had, the address ``slug``."""
    return Document.objects.filter(slug=slug).exists() or Tombstone.objects.filter(slug=slug).exists()


def named(model: type[Named], name: str, **values: object) -> Named:
    """The row called ``name``; a new one, with ``values``, where the source names something new."""
    found = model.objects.filter(name=name).first()
    if found:
        return found
    longest = cast(int, model._meta.get_field("slug").max_length) - COUNTER_CHARACTERS
    slug = free_slug(name, None, lambda s: model.objects.filter(slug=s).exists(), longest)
    return model.objects.create(name=name, slug=slug, **values)


def body_named(name: str) -> IssuingBody:
    """The body that signs as ``name``, under its usual name or an alias; a new one where nobody does yet."""
    bodies = IssuingBody.objects.order_by("pk")
    body = bodies.filter(name=name).first() or bodies.filter(aliases__name=name).first()
    return body or named(IssuingBody, name, is_confirmed=False)


def _write_signatures(document: Document, names: tuple[str, ...]) -> None:
    signed: dict[IssuingBody, str] = {}
    for name in names:
        signed.setdefault(body_named(name), name)
    DocumentBody.objects.bulk_create(
        DocumentBody(document=document, body=body, position=position, signed_as=name)
        for position, (body, name) in enumerate(signed.items(), 1)
    )


def _write_sections(document: Document, sections: tuple[ParsedSection, ...]) -> list[Section]:
    """Write the sections level by level, so that each finds its parent's row; all of them, in their order.

    By keys alone: of a law with hundreds of articles the relations of so many rows would cost more than their making.
    """
    rows: list[Section] = []
    parents: list[int | None] = []
    open_rows: list[tuple[int, int]] = []
    for position, section in enumerate(sections):
        while open_rows and open_rows[-1][0] >= section.level:
            open_rows.pop()
        parents.append(open_rows[-1][1] if open_rows else None)
        open_rows.append((section.level, position))
        rows.append(
            Section(
                document_id=document.pk, position=position, level=section.level, label=section.label,
                heading=section.heading[:HEADING_CHARACTERS], anchor=section.anchor, text=section.text,
            )
        )
    for level in sorted({row.level for row in rows}):
        for row, parent in zip(rows, parents, strict=True):
            if row.level == level and parent is not None:
                row.parent_id = rows[parent].pk
        Section.objects.bulk_create([row for row in rows if row.level == level])
    return rows
