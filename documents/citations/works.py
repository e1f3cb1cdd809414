"""The values of resolving: who cites, what is cited, what the corpus holds."""
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol

from documents.status import StatusFacts
from documents.vocabulary.enums import CitationKind, Resolution

from .mentions import Mention
from .origin import Origin, origin_of
from .titles import folded, title_key


@dataclass(frozen=True)
class CitingFacts:
    """What of a citing document tells the works of one name apart. ``on``: its latest date."""

    title: str = ""
    kind: str = ""
    on: date | None = None
    origin: Origin = Origin()
    id: int | None = None


@dataclass(frozen=True)
class CitingDocument:
    """What of the citing document decides what it may mean. ``dates``: all that are known, in any order.

    ``anchors``: of its sections in order, ``()`` for a text without. ``bodies`` under all their names; ``file``: its name.
    """

    markdown: str
    title: str = ""
    full_title: str = ""
    number: str = ""
    kind: str = ""
    work: str = ""
    dates: tuple[date, ...] = ()
    anchors: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    file: str = ""
    id: int | None = None

    @cached_property
    def facts(self) -> CitingFacts:
        origin = origin_of((self.title, self.full_title), self.bodies, self.file, self.markdown)
        return CitingFacts(self.title, self.kind, max(self.dates, default=None), origin, self.id)

    @property
    def keys(self) -> set[str]:
        return {title_key(name) for name in (self.title, self.full_title, self.work) if name}


@dataclass(frozen=True)
class HeldDocument(StatusFacts):
    """A published document that may be meant. ``work`` is shared by the versions of one law."""

    id: int
    title: str
    number: str = ""
    work: str = ""
    dates: tuple[date, ...] = ()
    slug: str = ""

    @property
    def since(self) -> date | None:
        """From when on a citation may mean this text."""
        return self.effective_on if self.work and self.effective_on else min(self.dates, default=None)

    @property
    def spelling(self) -> str:
        return folded(self.title)


class Lookups(Protocol):
    """What resolving asks of the corpus. Only published documents are answers."""

    def by_key(self, key: str) -> Sequence[HeldDocument]:
        """Documents that have ``key`` among their names (``title_key`` of title, full title, work)."""

    def by_number(self, number: str) -> Sequence[HeldDocument]:
        """Documents of this canonical 发文字号."""

    def by_short_name(self, key: str) -> Sequence[HeldDocument]:
        """Documents, not news of them, a name of which ends with ``key``, a year or edition in parentheses aside."""

    def origin(self, document_id: int) -> Origin:
        """What shows from where a document comes."""

    def has_anchor(self, document_id: int, anchor: str) -> bool:
        """Whether a document has a section with ``anchor``."""

    def history_years(self, document_id: int) -> Collection[int]:
        """The years in which a law was promulgated and revised, as its text tells."""


@dataclass(frozen=True)
class Reference:
    """Which work a mention means, before asking whether it is held.

    ``key`` and ``title`` of the work, its ``number`` where the text gives it, and the ``year`` in which the text says it
    was issued; ``is_first``: that is the year of a law's first promulgation, which its later versions share. ``key`` is
    empty where the text does not tell the work. ``issuer``: the bodies that stand before the title. ``doubtful``: it may be
    no document at all.
    """

    key: str = ""
    title: str = ""
    number: str = ""
    year: int | None = None
    is_first: bool = False
    issuer: str = ""
    doubtful: bool = False


@dataclass(frozen=True)
class Resolved:
    """A mention and what became of it. ``held`` only where ``resolution`` is ``ONE``; ``anchor`` is of the provision there,
    or, for ``SELF``, in the citing document."""

    mention: Mention
    reference: Reference
    resolution: Resolution
    kind: CitationKind
    held: HeldDocument | None = None
    anchor: str = ""
    candidates: tuple[HeldDocument, ...] = field(default=(), compare=False)
