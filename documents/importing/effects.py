"""废止 and 修订 take effect: the validity of documents that others repeal or amend."""
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from documents.citations.effects import effective_date, is_enacted, is_report, proof
from documents.citations.lists import lead_of
from documents.models import Citation, Document, State, Validity
from documents.status import Event
from documents.vocabulary.enums import CitationKind
from documents.vocabulary.kinds import ABOUT
from documents.vocabulary.numbers import number_parts

CHANGING = {CitationKind.REPEALS: Validity.REPEALED, CitationKind.AMENDS: Validity.AMENDED}
DERIVED = ("repealed_on", "repeal_proof", "amended_on", "amendment_proof")


def settle_validity(document_ids: set[int]) -> set[int]:
    """Set from when on published texts repeal or amend documents, with the proof; take back what none proves any more.

    Returns the ids of the documents that changed.
    """
    if not document_ids:
        return set()
    changed = set()
    changed_before = Q(repealed_on__isnull=False) | Q(amended_on__isnull=False)
    affected = Document.objects.filter(changed_before | Q(Exists(_changes(OuterRef("pk")))), pk__in=document_ids)
    for document in affected.defer("markdown", "html"):
        before = [getattr(document, name) for name in DERIVED]
        rows = _changes(document).select_related("citing", "section").defer("citing__html")
        events = [effect for row in rows if (effect := _effect(row, document))]
        document.repealed_on, document.repeal_proof = _first(events, Validity.REPEALED)
        document.amended_on, document.amendment_proof = _first(events, Validity.AMENDED)
        if before != [getattr(document, name) for name in DERIVED]:
            document.save(update_fields=[*DERIVED, "updated_at"])
            changed.add(document.pk)
    return changed


def _first(events: list[Event], validity: Validity) -> tuple[date | None, str]:
    """From when on a document is repealed, or no longer reads as it does, and the proof."""
    first = min((event for event in events if event.validity is validity), key=lambda event: event.on or date.min, default=None)
    return (first.on, first.proof) if first else (None, "")


def _changes(document) -> QuerySet[Citation]:
    """The citations in published texts that repeal or amend a document."""
    return Citation.objects.filter(cited=document, kind__in=list(CHANGING), citing__state=State.PUBLISHED)


def _effect(row: Citation, document: Document) -> Event | None:
    """What one citation proves: nothing where it concerns a single provision, or an older text than the one held."""
    validity, citing = CHANGING[CitationKind(row.kind)], row.citing
    lead = lead_of(citing.markdown, row.start) if validity == Validity.REPEALED else ""
    statement = f"{lead} {row.sentence.strip('#| ')}".strip()
    if not is_enacted(CitationKind(row.kind), statement) or validity == Validity.REPEALED and row.provision:
        return None
    paragraph = citing.markdown[max(0, citing.markdown.rfind("\n", 0, row.start)) :].strip().partition("\n")[0]
    since = effective_date(statement, paragraph, issued=(citing.issued_on, citing.published_on), effective_on=citing.effective_on)
    if since is None or not _is_older(document, citing, since) or not _is_the_edition(row, document):
        return None
    label = row.section.label if row.section else ""
    return Event(validity, since, proof(citing.title, label, statement))


def _is_the_edition(row: Citation, document: Document) -> bool:
    """Whether the text that is held is the document that ``row`` names: its number, or else no news of a document so called.

    Of a number that a text does not print, its date has to show the year.
    """
    if row.number and row.number == document.number:
        return True
    parts, days = number_parts(row.number), (document.issued_on, document.published_on, document.effective_on)
    if parts and parts.year and not document.work and parts.year not in {day.year for day in days if day}:
        return False
    return document.kind not in ABOUT and not is_report(document.title, document.markdown)


def _is_older(document: Document, citing: Document, since: date) -> bool:
    """Whether the text that is held is from before the change: not the edition that a change on the same day made."""
    if document.issued_on and citing.issued_on:
        return document.issued_on < citing.issued_on
    held_since = document.effective_on or document.issued_on or document.published_on
    return held_since is None or held_since < since
