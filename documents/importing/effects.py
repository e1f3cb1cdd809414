"""废止, 修订 and 延长有效期 take effect: the validity of documents that others repeal, amend or prolong."""
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from documents.citations.effects import (
    LONGEST_PROOF,
    amends_term,
    begins_again,
    effective_date,
    is_draft,
    is_report,
    is_told,
    postponed_start,
    prolonged_end,
)
from documents.citations.lists import prolonging_lead
from documents.importing.events import WITH_PROVERS, record
from documents.models import Citation, Document, State, StatusEvent, Validity, ValidityBasis
from documents.resolving import enactment, where_it_is_said
from documents.vocabulary.enums import CitationKind
from documents.vocabulary.kinds import ABOUT
from documents.vocabulary.numbers import is_same_number, number_parts

CHANGING = {
    CitationKind.REPEALS: Validity.REPEALED, CitationKind.AMENDS: Validity.AMENDED, CitationKind.PROLONGS: Validity.EXPIRED,
    CitationKind.STARTS: Validity.IN_FORCE,
}


def settle_validity(document_ids: set[int]) -> set[int]:
    """Record from when on published texts repeal or amend documents or let them begin (again), or to when they prolong them, with the proof.

    What none proves any more is taken back. Returns the ids of the documents that changed.
    """
    changed: set[int] = set()
    affected = _affected(document_ids)
    if not affected:
        return changed
    for document in Document.objects.filter(pk__in=affected).select_related("work").defer("markdown", "html").prefetch_related(WITH_PROVERS):
        rows = _changes({document.pk}).select_related("citing", "section").defer("citing__html")
        events = {tuple(effect.values()): effect for row in where_it_is_said(rows) for effect in _effects(row, document)}
        if record(document, ValidityBasis.TEXT, _without_idle_starts([StatusEvent(**effect) for effect in events.values()])):
            changed.add(document.pk)
    return changed


def _without_idle_starts(events: list[StatusEvent]) -> list[StatusEvent]:
    """``events`` but for what brings a document back that nothing had stopped."""
    stops = [event.on for event in events if event.validity == Validity.REPEALED]
    return [event for event in events if not _is_start(event) or not begins_again(event.proof) or any(on and event.on and on < event.on for on in stops)]


def _is_start(event: StatusEvent) -> bool:
    return event.validity == Validity.IN_FORCE


def _affected(document_ids: set[int]) -> set[int]:
    """Those that a published text changes, or that one has changed before."""
    if not document_ids:
        return set()
    told = Q(repealed_on__isnull=False) | Q(amended_on__isnull=False) | Q(prolonged_on__isnull=False) | Q(validity_basis=ValidityBasis.TEXT)
    is_changed = Exists(_changes(document_ids).filter(cited=OuterRef("pk")))
    return set(Document.objects.filter(told | is_changed, pk__in=document_ids).order_by().values_list("pk", flat=True))


def _changes(document_ids: set[int]) -> QuerySet[Citation]:
    """The citations in published texts that repeal, amend or prolong documents."""
    return Citation.objects.filter(cited__in=document_ids, kind__in=list(CHANGING), citing__state=State.PUBLISHED)


def _effects(row: Citation, document: Document) -> Iterator[dict[str, Any]]:
    """The events that one citation proves: none where it concerns a single provision, or an older text than the one held.

    An amendment that gives the text another term proves two.
    """
    validity = CHANGING[CitationKind(row.kind)]
    if validity is not Validity.AMENDED and row.provision:
        return
    enacted = _read_by(validity)(row, document)
    if enacted:
        yield from _event(row, document, validity, enacted)
    if enacted and validity is Validity.AMENDED and amends_term(row.sentence) and (prolonged := _prolongation(row, document)):
        yield from _event(row, document, Validity.EXPIRED, prolonged)


def _read_by(validity: Validity) -> Callable[[Citation, Document], tuple[date, str] | None]:
    """What reads the day and the words of a citation by which a document becomes so."""
    readers = {Validity.EXPIRED: _prolongation, Validity.IN_FORCE: _start}
    return readers.get(validity, lambda row, _: enactment(row))


def _event(row: Citation, document: Document, validity: Validity, enacted: tuple[date, str]) -> Iterator[dict[str, Any]]:
    (since, statement), citing = enacted, row.citing
    if not _is_older(document, citing, since) or not _is_the_edition(row, document):
        return
    label, anchor = (row.section.label, row.section.anchor) if row.section else ("", "")
    yield {
        "document": document, "validity": validity.value, "on": since, "basis": ValidityBasis.TEXT.value,
        "proof": statement[:LONGEST_PROOF], "by": citing, "section": label[:100], "anchor": anchor[:100],
    }


def _prolongation(row: Citation, document: Document) -> tuple[date, str] | None:
    """When a document ends by a citation that prolongs it, and the words that say so; ``None`` also where that is but proposed."""
    if is_draft(row.citing.title, row.citing.markdown, row.start):
        return None
    before, _, after = row.sentence.partition(row.text)
    end = prolonged_end(prolonging_lead(row.citing.markdown, row.start) or after or row.sentence, document.expires_on, before)
    return (end, row.sentence.strip("#| ")) if end else None


def _start(row: Citation, document: Document) -> tuple[date, str] | None:
    """From when on a document holds by a citation that puts its day off or brings it back, and the words that say so."""
    citing, sentence = row.citing, row.sentence.strip("#| ")
    if not is_told(sentence) or is_draft(citing.title, citing.markdown, row.start):
        return None
    if begins_again(sentence):
        on = effective_date(sentence, sentence, issued=(citing.issued_on, citing.published_on), effective_on=citing.effective_on)
    else:
        before, _, after = row.sentence.partition(row.text)
        on = postponed_start(after, document.effective_on, before)
    return (on, sentence) if on else None


def _is_the_edition(row: Citation, document: Document) -> bool:
    """Whether the text that is held is the document that ``row`` names: its number, or else no news of a document so called.

    Of a number that a text does not print, its date has to show the year.
    """
    if row.number and is_same_number(row.number, document.number):
        return True
    parts, days = number_parts(row.number), (document.issued_on, document.published_on, document.effective_on)
    if parts and parts.year and not document.work.is_known_by_name and parts.year not in {day.year for day in days if day}:
        return False
    return document.kind not in ABOUT and not is_report(document.title, document.markdown)


def _is_older(document: Document, citing: Document, since: date) -> bool:
    """Whether the text that is held is from before the change: not the edition that a change on the same day made."""
    if document.issued_on and citing.issued_on:
        return document.issued_on < citing.issued_on
    held_since = document.effective_on or document.issued_on or document.published_on
    return held_since is None or held_since < since
