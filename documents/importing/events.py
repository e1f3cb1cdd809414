"""Events of status are stored, and the columns of a document by which filters compare are derived from them.

One rule: a person's word outranks that of a table, which outranks what texts and versions say.
"""
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Prefetch

from documents.citations.effects import proof
from documents.models import Document, StatusEvent, Validity, ValidityBasis
from documents.status import FIELDS, Status, StatusFacts, status_on

WITH_PROVERS = Prefetch("events", StatusEvent.objects.select_related("by").defer("by__markdown", "by__html"))
DERIVED = (
    "repealed_on", "repeal_proof", "amended_on", "amendment_proof", "superseded_on", "prolonged_on", "prolongation_proof",
    "validity", "validity_since", "validity_basis", "validity_proof",
)
_TOLD = ("validity", "on", "basis", "proof", "by_id", "section", "anchor")


def record(document: Document, basis: ValidityBasis, events: Sequence[StatusEvent]) -> bool:
    """Make ``events`` all that ``basis`` says of ``document``; whether its derived columns changed, and were saved, by it.

    Two queries where ``document`` has its events prefetched (``WITH_PROVERS``) and they change, none where they do not.
    """
    others: list[StatusEvent] = []
    stored: list[StatusEvent] = []
    for event in document.events.all():
        (stored if event.basis == basis else others).append(event)
    if {_told(event) for event in stored} != {_told(event) for event in events}:
        StatusEvent.objects.filter(pk__in=[event.pk for event in stored]).delete()
        StatusEvent.objects.bulk_create(events)
    return _derive(document, [*others, *events])


def record_decision(document: Document) -> None:
    """Keep what a person has decided of ``document``, as its columns have it, as an event; where nobody decides any more,
    the columns are what the other events say."""
    decided = document.validity_basis == ValidityBasis.PERSON
    word = StatusEvent(
        document=document, validity=document.validity, on=document.validity_since, basis=ValidityBasis.PERSON.value,
        proof=document.validity_proof,
    )
    record(document, ValidityBasis.PERSON, [word] if decided else [])


def record_table_status(document: Document, validity: str, on: date | None, proof: str) -> None:
    """Keep what a table of statuses says of ``document`` as an event."""
    word = StatusEvent(document=document, validity=validity, on=on, basis=ValidityBasis.TABLE.value, proof=proof)
    record(document, ValidityBasis.TABLE, [word])


def without_table(document: Document, day: date) -> Status:
    """What texts and versions say of ``document`` on ``day``, whatever a table or a person says."""
    by_versions = (event for event in document.events.all() if event.basis == ValidityBasis.VERSIONS)
    begun = next((event for event in by_versions if event.validity == Validity.IN_FORCE), None)
    facts = {name: getattr(document, name) for name in FIELDS if not name.startswith("validity")}
    if begun:
        facts |= {"validity": begun.validity, "validity_since": begun.on, "validity_basis": begun.basis}
    return status_on(StatusFacts(**facts), day)


def _told(event: StatusEvent) -> tuple:
    return tuple(getattr(event, name) for name in _TOLD)


def _derive(document: Document, events: Iterable[StatusEvent]) -> bool:
    """Give ``document`` the columns that follow from all its ``events``; whether they are others than before."""
    before = [getattr(document, name) for name in DERIVED]
    said = {basis: [event for event in events if event.basis == basis] for basis in ValidityBasis}
    start, repeals = _start_and_repeals(said[ValidityBasis.TEXT])
    document.repealed_on, document.repeal_proof = _first(repeals, Validity.REPEALED)
    document.amended_on, document.amendment_proof = _first(said[ValidityBasis.TEXT], Validity.AMENDED)
    document.superseded_on, _ = _first(said[ValidityBasis.VERSIONS], Validity.AMENDED)
    document.prolonged_on, document.prolongation_proof = _prolonged(said[ValidityBasis.TEXT], document.expires_on)
    begun = [event for event in said[ValidityBasis.VERSIONS] if event.validity == Validity.IN_FORCE]
    if not document.is_decided:
        word = next(iter([*said[ValidityBasis.TABLE], *start, *begun]), None)
        document.validity = word.validity if word else Validity.UNMARKED.value
        document.validity_since = word.on if word else None
        document.validity_basis = word.basis if word else ""
        document.validity_proof = (cited_proof(word) if start and word is start[0] else word.proof) if word else ""
    if before == [getattr(document, name) for name in DERIVED]:
        return False
    document.save(update_fields=[*DERIVED, "updated_at"])
    return True


def _start_and_repeals(events: Iterable[StatusEvent]) -> tuple[list[StatusEvent], list[StatusEvent]]:
    """The last text that puts off the day of a document or brings it back, if any, and the repeals that count: those that
    came after it. Of what was brought back and ended again, the end alone."""
    repeals = [event for event in events if event.validity == Validity.REPEALED]
    starts = [event for event in events if event.validity == Validity.IN_FORCE and event.on]
    start = max(starts, key=lambda event: event.on or date.min, default=None)
    later = [event for event in repeals if start and start.on and (event.on or date.min) >= start.on]
    if start is None or later and len(later) < len(repeals):
        return [], later or repeals
    return [start], later or repeals


def _first(events: Iterable[StatusEvent], validity: Validity) -> tuple[date | None, str]:
    """From when on a document is repealed, or no longer reads as it does, and the proof."""
    found = min((event for event in events if event.validity == validity), key=lambda event: event.on or date.min, default=None)
    return (found.on, cited_proof(found)) if found else (None, "")


def _prolonged(events: Iterable[StatusEvent], expires_on: date | None) -> tuple[date | None, str]:
    """When a document ends by the last text that prolongs it, and the proof; nothing where it would end later by its own."""
    ends = [(event.on, event) for event in events if event.validity == Validity.EXPIRED and event.on]
    on, event = max(ends, key=lambda end: end[0], default=(None, None))
    return (on, cited_proof(event)) if on and event and (expires_on is None or on > expires_on) else (None, "")


def cited_proof(event: StatusEvent) -> str:
    """依据《…》第三十条：“…同时废止。” where another document proves it."""
    return proof(event.by.title, event.section, event.proof) if event.by else event.proof
