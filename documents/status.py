"""时效 on a day, computed from the dated facts of a document: none is true only until the next midnight.

``querysets.with_validity`` says the same to a database; a test holds the two together.
"""
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from documents.vocabulary.enums import Validity, ValidityBasis

ENDINGS = (Validity.REPEALED, Validity.EXPIRED, Validity.AMENDED)


@dataclass(frozen=True, kw_only=True)
class StatusFacts:
    """What the status of a document on any day follows from; ``models.Document`` has the same fields.

    Every date is the first day on which what it says is true. ``validity`` (since ``validity_since``) is what a person
    decided or the versions of a work tell; the other dates and proofs are what texts say.
    """

    effective_on: date | None = None
    amended_on: date | None = None
    amendment_proof: str = ""
    superseded_on: date | None = None
    repealed_on: date | None = None
    repeal_proof: str = ""
    expires_on: date | None = None
    expiry_proof: str = ""
    validity: str = Validity.UNMARKED
    validity_since: date | None = None
    validity_basis: str = ""
    validity_proof: str = ""


FIELDS = tuple(field.name for field in fields(StatusFacts))
DATES = tuple(name for name in FIELDS if name.endswith(("_on", "_since")))


@dataclass(frozen=True)
class Event:
    """What a document becomes, from when on (``None``: nobody knows), and the sentence that proves it."""

    validity: Validity
    on: date | None
    proof: str = ""

    @property
    def label(self) -> str:
        """What lies ahead, for people: 将于2027年3月1日废止."""
        if self.on is None:
            return self.validity.label
        return f"将于{self.on.year}年{self.on.month}月{self.on.day}日{self.validity.label.removeprefix('已')}"


@dataclass(frozen=True)
class Status:
    """The status on a day, since when and by which proof, and the next ending, or amendment, that lies ahead of the day."""

    validity: Validity
    since: date | None = None
    proof: str = ""
    ahead: Event | None = None

    @property
    def label(self) -> str:
        return self.validity.label


def status_on(facts: StatusFacts, day: date) -> Status:
    """The status of a document on ``day``.

    >>> status_on(StatusFacts(repealed_on=date(2027, 3, 1)), date(2027, 2, 28)).validity.label
    '现行有效'
    """
    now = _event_at(facts, day)
    coming = sorted({event.on for event in _endings(facts) if event.on and event.on > day})
    later = (_event_at(facts, other) for other in coming)
    ahead = next((event for event in later if event.validity in ENDINGS and event.validity != now.validity), None)
    return Status(now.validity, now.on, now.proof, ahead)


def _event_at(facts: StatusFacts, day: date) -> Event:
    """What ``day`` finds: a person's decision, else the first end that has come, an amendment, a beginning ahead."""
    decided = _decided(facts, day)
    if decided:
        return decided
    came = [event for event in _endings(facts) if event.on is None or event.on <= day]
    ended = [event for event in came if event.validity is not Validity.AMENDED]
    if ended or came:
        return min(ended or came, key=lambda event: event.on or date.min)
    begins = _begins_on(facts)
    if begins and begins > day:
        return Event(Validity.NOT_YET, begins, facts.validity_proof)
    if facts.validity in (Validity.IN_FORCE, Validity.NOT_YET) or _is_to_end(facts):
        return Event(Validity.IN_FORCE, begins, facts.validity_proof)
    return Event(Validity.UNMARKED, None)


def _decided(facts: StatusFacts, day: date) -> Event | None:
    """A person's word where it reaches ``day``; that a text is not yet in force ends with the day of its beginning."""
    validity, since = Validity(facts.validity), facts.validity_since
    if facts.validity_basis == ValidityBasis.VERSIONS or validity in ENDINGS and since and since > day:
        return None
    if validity is Validity.UNMARKED and facts.validity_basis != ValidityBasis.PERSON:
        return None
    begins = _begins_on(facts)
    if validity is Validity.NOT_YET and begins and begins <= day:
        return None
    if validity is Validity.IN_FORCE and since and since > day:
        validity = Validity.NOT_YET
    return Event(validity, begins if validity is Validity.NOT_YET else since, facts.validity_proof)


def _begins_on(facts: StatusFacts) -> date | None:
    told = facts.validity_since if facts.validity in (Validity.IN_FORCE, Validity.NOT_YET) else None
    return told or facts.effective_on


def _is_to_end(facts: StatusFacts) -> bool:
    """Another text, or a person, ends or amends it: until then it is in force. Its own term does not say as much."""
    return facts.validity in ENDINGS or any((facts.repealed_on, facts.amended_on, facts.superseded_on))


def _endings(facts: StatusFacts) -> Iterator[Event]:
    """All that ends or amends a document, on whatever day; of one day the first counts."""
    if facts.validity in ENDINGS:
        yield Event(Validity(facts.validity), facts.validity_since, facts.validity_proof)
    for validity, on, proof in (
        (Validity.REPEALED, facts.repealed_on, facts.repeal_proof),
        (Validity.EXPIRED, facts.expires_on, facts.expiry_proof),
        (Validity.AMENDED, facts.amended_on, facts.amendment_proof),
        (Validity.AMENDED, facts.superseded_on, ""),
    ):
        if on:
            yield Event(validity, on, proof)
