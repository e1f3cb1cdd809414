"""What people have decided of citations goes before what is read."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents.citations import Mention, Outcome, Reference, Resolved, find, resolve, title_key
from documents.citations.choose import place_in
from documents.citations.titles import bodies, folded
from documents.citations.works import FORMER, LATEST, CitingDocument, HeldDocument, Lookups
from documents.models import CitationDecision, Document, State
from documents.parsing import ParsedDocument
from documents.vocabulary.enums import Resolution

from .database import HELD_FIELDS, DatabaseLookups, as_citing, as_held, known_days


def key_of(reference: Reference) -> str:
    """By what a decision on ``reference`` is kept: all that tells works and editions of one title apart, as far as ``Citation``
    stores it, so that a text and its stored citations have the same. Empty where no work is named.

    >>> key_of(Reference("教育法", "教育法", year=1995, is_first=True)), key_of(Reference("教育法", "教育法", is_former=True))
    ('教育法||1995|首次||', '教育法||||修订前|')
    """
    work, number = (reference.key or reference.number)[:300], reference.number[:100]
    if not work:
        return ""
    body = bodies(reference.title[:300]) or folded(reference.issuer[:100])
    year, first = str(reference.year or ""), "首次" if reference.is_first else ""
    edition = FORMER if reference.is_former else LATEST if reference.is_latest else ""
    return "|".join([work, number, year, first, edition, body[:100]])


class Decisions:
    """Those on citations of the documents with the ids ``citing``; one query, or two."""

    def __init__(self, citing: Iterable[int]) -> None:
        rows = list(CitationDecision.objects.filter(citing__in=set(citing)).order_by().values_list("citing", "key", "cited"))
        held: dict[int, HeldDocument] = {}
        if wanted := {cited for *_, cited in rows if cited}:
            found = Document.objects.filter(pk__in=wanted, state=State.PUBLISHED).order_by().values_list(*HELD_FIELDS)
            held = {document.id: document for document in (as_held(*values) for values in found)}
        self._cited = {(citing, key): held.get(cited) if cited else None for citing, key, cited in rows if not cited or cited in held}

    def outcome(self, citing: int | None, reference: Reference, provision: str, found: Outcome, lookups: Lookups) -> Outcome:
        """``found``, or what was decided. A document that is not public now is meant again when it is."""
        decided = (citing or 0, key_of(reference))
        if decided not in self._cited:
            return found
        cited = self._cited[decided]
        return Outcome(Resolution.ONE, cited, place_in(cited, provision, lookups)) if cited else Outcome(Resolution.IGNORED)


@dataclass(frozen=True)
class ReadReference:
    """What a text names: the words and the sentence of the first of its ``count`` places, what was read of it, and what is held
    under its name or number."""

    key: str
    text: str
    sentence: str
    count: int
    outcome: Outcome
    candidates: Sequence[HeldDocument]


def references_of(document: Document) -> list[ReadReference]:
    """What the text of a stored document names besides itself, each once, in the order of the text."""
    return _references(as_citing(document))


def references_in(parsed: ParsedDocument, mentions: Sequence[Mention], name: str) -> list[ReadReference]:
    """The same of ``parsed``, of the file ``name``, which is not stored. ``mentions``: what ``find`` finds in its text."""
    return _references(CitingDocument(
        markdown=parsed.markdown, title=parsed.title, full_title=parsed.full_title, number=parsed.number, kind=parsed.kind, work=parsed.work,
        dates=known_days(parsed.issued_on, parsed.published_on, parsed.effective_on),
        anchors=tuple(section.anchor for section in parsed.sections), bodies=tuple(parsed.bodies), file=name,
    ), mentions)


def _references(citing: CitingDocument, mentions: Sequence[Mention] | None = None) -> list[ReadReference]:
    lookups = DatabaseLookups()
    mentions = find(citing.markdown) if mentions is None else mentions
    lookups.prime((title_key(m.title) for m in mentions if m.title), (m.number for m in mentions if m.number))
    found: dict[str, list[Resolved]] = {}
    for one in resolve(mentions, citing, lookups):
        if one.resolution is not Resolution.SELF and (key := key_of(one.reference)):
            found.setdefault(key, []).append(one)
    return [_read(citing, key, places, lookups) for key, places in found.items()]


def _read(citing: CitingDocument, key: str, places: Sequence[Resolved], lookups: DatabaseLookups) -> ReadReference:
    first = next((one for one in places if one.outcome.held), places[0])
    reference, (start, end) = first.reference, first.mention.sentence
    held = [first.outcome.held] if first.outcome.held else []
    held += lookups.by_key(reference.key) if reference.key else []
    held += lookups.by_number(reference.number) if reference.number else []
    candidates = {document.id: document for document in held if document.id != citing.id}
    return ReadReference(key, first.mention.text, citing.markdown[start:end], len(places), first.outcome, list(candidates.values()))
