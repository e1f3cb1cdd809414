"""时效 on a day, computed from the dated facts of a document: none is true only until the next midnight.

``querysets.with_validity`` says the same to a database; a test holds the two together.
"""
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from documents.vocabulary.enums import Validity, ValidityBasis

ENDINGS = (Validity.REPEALED, Validity.EXPIRED, Validity.AMENDED)
DECISIONS = tuple(validity for validity in Validity if validity is not Validity.NO_CHANGE_FOUND)
"""What may be decided, and so stored, of a document; that nothing was found is computed."""


@dataclass(frozen=True, kw_only=True)
class StatusFacts:
    """What the status of a document on any day follows from; ``models.Document`` has the same fields.

    Every date is the first day on which what it says is true; ``prolonged_on``: on which it ends by the text that prolongs
    its term, in the place of ``expires_on``. ``validity`` (since ``validity_since``) is what a person
    decided, a table, the versions of a work or a text that puts off its day or brings it back tell; the other dates and proofs are
    what texts say. What a text brings back was repealed before.
    """

    effective_on: date | None = None
    amended_on: date | None = None
    amendment_proof: str = ""
    superseded_on: date | None = None
    repealed_on: date | None = None
    repeal_proof: str = ""
    expires_on: date | None = None
    expiry_proof: str = ""
    prolonged_on: date | None = None
    prolongation_proof: str = ""
    validity: str = Validity.UNMARKED
    validity_since: date | None = None
    validity_basis: str = ""
    validity_proof: str = ""


def written(day: date) -> str:
    """2026年11月28日"""
    return f"{day.year}年{day.month}月{day.day}日"


FIELDS = tuple(field.name for field in fields(StatusFacts))
DATES = tuple(name for name in FIELDS if name.endswith(("_on", "_since")))


@dataclass(frozen=True)
class Event:
    """What a document becomes, from when on (``None``: nobody knows), the sentence that proves it, and whose word it is."""

    validity: Validity
    on: date | None
    proof: str = ""
    basis: ValidityBasis | None = None

    @property
    def label(self) -> str:
        """What lies ahead, for people: 将于2027年3月1日废止."""
        if self.on is None:
            return self.validity.label
        return f"将于{written(self.on)}{self.validity.label.removeprefix('已')}"


@dataclass(frozen=True)
class Status:
    """The status on a ``day``, since when and by which proof, and the next ending, or amendment, that lies ahead of the day.

    ``basis``: whose word it is; ``None`` where nothing tells of it.
    """

    validity: Validity
    day: date
    since: date | None = None
    proof: str = ""
    ahead: Event | None = None
    basis: ValidityBasis | None = None

    @property
    def label(self) -> str:
        return self.validity.label

    @property
    def told(self) -> str:
        """The status for people; where nothing was found, as of when and where: 未见废止或修改（本库，截至2026年11月28日）."""
        return f"{self.label}（本库，截至{written(self.day)}）" if self.validity is Validity.NO_CHANGE_FOUND else self.label


def status_on(facts: StatusFacts, day: date) -> Status:
    """The status of a document on ``day``.

    >>> status_on(StatusFacts(repealed_on=date(2027, 3, 1)), date(2027, 2, 28)).label
    '现行有效'
    >>> status_on(StatusFacts(), date(2026, 11, 28)).told
    '未见废止或修改（本库，截至2026年11月28日）'
    """
    now = _event_at(facts, day)
    coming = sorted({event.on for event in _endings(facts) if event.on and event.on > day})
    later = (event for other in coming if (event := _event_at(facts, other)).on == other)
    ahead = next((event for event in later if event.validity in ENDINGS and event.validity != now.validity), None)
    return Status(now.validity, day, now.on, now.proof, ahead, now.basis)


def _event_at(facts: StatusFacts, day: date) -> Event:
    """What ``day`` finds: a person's or a table's word, else the first end that has come, an amendment, a beginning ahead.

    That it is in force needs evidence: the newest of several versions is, and what another text is to end or amend.
    """
    decided = _decided(facts, day)
    if decided:
        return decided
    came = [event for event in _endings(facts) if event.on is None or event.on <= day]
    ended = [event for event in came if event.validity is not Validity.AMENDED and not _is_undone(event, facts, day)]
    came = [event for event in came if event in ended or event.validity is Validity.AMENDED]
    if ended or came:
        return min(ended or came, key=lambda event: event.on or date.min)
    begins = facts.validity_since if _is_back(facts, day) else _begins_on(facts)
    basis = ValidityBasis.TEXT if facts.validity == Validity.UNMARKED else _told_by(facts)
    if begins and begins > day:
        return Event(Validity.NOT_YET, begins, facts.validity_proof, basis)
    if facts.validity != Validity.UNMARKED or _is_to_end(facts):
        return Event(Validity.IN_FORCE, begins, facts.validity_proof, basis)
    return Event(Validity.NO_CHANGE_FOUND, None)


def _told_by(facts: StatusFacts) -> ValidityBasis:
    return ValidityBasis(facts.validity_basis or ValidityBasis.PERSON)


def _decided(facts: StatusFacts, day: date) -> Event | None:
    """A person's or a table's word where it reaches ``day``; that a text is not yet in force ends when it begins."""
    validity, since = Validity(facts.validity), facts.validity_since
    if facts.validity_basis in (ValidityBasis.TEXT, ValidityBasis.VERSIONS) or validity in ENDINGS and since and since > day:
        return None
    if validity is Validity.UNMARKED and facts.validity_basis != ValidityBasis.PERSON:
        return None
    begins = _begins_on(facts)
    if validity is Validity.NOT_YET and begins and begins <= day:
        return None
    if validity is Validity.IN_FORCE and since and since > day:
        validity = Validity.NOT_YET
    return Event(validity, begins if validity is Validity.NOT_YET else since, facts.validity_proof, _told_by(facts))


def _begins_on(facts: StatusFacts) -> date | None:
    told = facts.validity_since if facts.validity in (Validity.IN_FORCE, Validity.NOT_YET) and not _comes_back(facts) else None
    return told or facts.effective_on


def _comes_back(facts: StatusFacts) -> bool:
    """Whether a text brings it back after its repeal."""
    since, ended = facts.validity_since, facts.repealed_on
    return bool(facts.validity_basis == ValidityBasis.TEXT and since and ended and ended < since)


def _is_back(facts: StatusFacts, day: date) -> bool:
    return _comes_back(facts) and facts.validity_since is not None and facts.validity_since <= day


def _is_undone(event: Event, facts: StatusFacts, day: date) -> bool:
    """Whether ``event`` is the repeal of what was brought back by ``day``."""
    return event.validity is Validity.REPEALED and event.on == facts.repealed_on and _is_back(facts, day)


def _is_to_end(facts: StatusFacts) -> bool:
    """Another text ends or amends it: until then it is in force. Its own term does not say as much."""
    return any((facts.repealed_on, facts.amended_on, facts.superseded_on))


def _expiry(facts: StatusFacts) -> tuple[date | None, str]:
    return (facts.prolonged_on, facts.prolongation_proof) if facts.prolonged_on else (facts.expires_on, facts.expiry_proof)


def _endings(facts: StatusFacts) -> Iterator[Event]:
    """All that ends or amends a document, on whatever day; of one day the first counts."""
    if facts.validity in ENDINGS:
        yield Event(Validity(facts.validity), facts.validity_since, facts.validity_proof, _told_by(facts))
    for validity, on, proof, basis in (
        (Validity.REPEALED, facts.repealed_on, facts.repeal_proof, ValidityBasis.TEXT),
        (Validity.EXPIRED, *_expiry(facts), ValidityBasis.TEXT),
        (Validity.AMENDED, facts.amended_on, facts.amendment_proof, ValidityBasis.TEXT),
        (Validity.AMENDED, facts.superseded_on, "", ValidityBasis.VERSIONS),
    ):
        if on:
            yield Event(validity, on, proof, basis)
