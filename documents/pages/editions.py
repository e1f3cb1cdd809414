"""The editions of a work as they are on a day: which are there, which of them holds, and which one is shown."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from documents.models import Document
from documents.status import Status
from documents.vocabulary.enums import Validity

HOLDS_NOT = (Validity.NOT_YET, Validity.REPEALED, Validity.EXPIRED)


@dataclass(frozen=True)
class Edition:
    """``before``: the edition before it, to compare it with. ``is_current``: the one that holds on the day."""

    document: Document
    status: Status
    before: Document | None
    is_shown: bool
    is_current: bool


@dataclass(frozen=True)
class Editions:
    """``known``: those that had been issued by the day, the newest first."""

    known: tuple[Edition, ...]

    @property
    def current(self) -> Edition | None:
        return next((edition for edition in self.known if edition.is_current), None)

    @property
    def shown(self) -> Edition | None:
        """The document of the page; ``None`` where it had not been issued yet."""
        return next((edition for edition in self.known if edition.is_shown), None)

    @property
    def are_several(self) -> bool:
        """Whether there is another than the document of the page."""
        return any(not edition.is_shown for edition in self.known)

    @property
    def coming(self) -> Edition | None:
        """An edition later than the document of the page, issued but not in force yet, where none in force is later."""
        newest = self.known[0] if self.known else None
        return newest if newest and not newest.is_shown and newest.status.validity is Validity.NOT_YET and not self.is_older else None

    @property
    def is_older(self) -> bool:
        """Whether an edition later than the document of the page holds on the day."""
        order = [edition for edition in self.known if edition.is_shown or edition.is_current]
        return len(order) == 2 and order[0].is_current


def editions(document: Document, day: date | None = None) -> Editions:
    """The published editions of the work of ``document``, itself included, by one query. ``None`` is today."""
    known = sorted(_known(document, day), key=_age)
    statuses = [edition.status_on(day or timezone.localdate()) for edition in known]
    holds = next((place for place, status in enumerate(statuses) if status.validity not in HOLDS_NOT), None)
    return Editions(tuple(
        Edition(edition, status, before, edition.pk == document.pk, place == holds)
        for place, (edition, status, before) in enumerate(zip(known, statuses, [*known[1:], None], strict=False))
    ))


def _known(document: Document, day: date | None) -> Sequence[Document]:
    """What had been issued by the day; of today, all that is here."""
    found = Document.objects.published().filter(work=document.work_id)
    return list((found.known_on(day) if day else found).order_by().as_editions())


def _age(edition: Document) -> tuple[int, int]:
    """The newest first; of two of one day, or of unknown days, the one that came in last."""
    return -(edition.known_since or date.min).toordinal(), -edition.pk


def holding(found: Iterable[Document], day: date) -> list[Document]:
    """Of the editions of each work the one that holds on ``day``, or else the newest."""
    newest = sorted(found, key=_age)
    held = {edition.work_id: edition for edition in reversed(newest)}
    held |= {edition.work_id: edition for edition in reversed(newest) if edition.status_on(day).validity not in HOLDS_NOT}
    return list(held.values())
