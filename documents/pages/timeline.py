"""What became of a work: issued, in force, amended, repealed, edition by edition, each with what proves it."""
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from documents.models import Document, StatusEvent, Validity, ValidityBasis
from documents.pages.grounds import Ground, ground_of, published_events
from documents.status import Event


@dataclass(frozen=True)
class TimelineEntry:
    """``on``: the first day on which it is so. ``proof``: the sentence that says so; ``ground``: the same with a link to its place."""

    on: date
    label: str
    edition: Document
    proof: str = ""
    ground: Ground | None = None


def timeline(editions: Sequence[Document]) -> list[TimelineEntry]:
    """All that is dated of ``editions``, the oldest first; one query."""
    events: dict[int, list[StatusEvent]] = defaultdict(list)
    for event in published_events(StatusEvent.objects.filter(document__in=[edition.pk for edition in editions])):
        events[event.document_id].append(event)
    return sorted((entry for edition in editions for entry in _entries(edition, events[edition.pk])), key=lambda entry: entry.on)


def _entries(edition: Document, events: Sequence[StatusEvent]) -> Iterator[TimelineEntry]:
    if issued := edition.issued_on or edition.published_on:
        yield TimelineEntry(issued, "公布", edition)
    if edition.effective_on:
        yield TimelineEntry(edition.effective_on, "施行", edition)
    for label, event in _ends(edition):
        if event.on:
            ground = ground_of(event, events) if event.proof or event.basis is ValidityBasis.VERSIONS else None
            yield TimelineEntry(event.on, label, edition, event.proof, ground)


def _ends(edition: Document) -> Iterable[tuple[str, Event]]:
    """What befell ``edition``; of what did not, the day is empty."""
    text = ValidityBasis.TEXT
    ended, why = edition.prolonged_on or edition.expires_on, edition.prolongation_proof or edition.expiry_proof
    return [
        ("被修改", Event(Validity.AMENDED, edition.amended_on, edition.amendment_proof, text)),
        ("由新版本代替", Event(Validity.AMENDED, edition.superseded_on, "", ValidityBasis.VERSIONS)),
        ("废止", Event(Validity.REPEALED, edition.repealed_on, edition.repeal_proof, text)),
        ("失效", Event(Validity.EXPIRED, ended, why, text)),
    ]
