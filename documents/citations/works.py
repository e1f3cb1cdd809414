"""The values of resolving: who cites, what is cited, what the corpus holds."""
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from documents.status import StatusFacts
from documents.vocabulary.enums import CitationKind, Resolution
from documents.vocabulary.traditional import simplified

from .mentions import Mention
from .origin import Origin, origin_of
from .titles import folded, title_key


@dataclass(frozen=True)
class CitingFacts:
    """What of a citing document decides between works of one name. ``on``: the day for which is resolved, its latest date.

    ``keeps``: the key of a work that it amends without numbering its articles anew.
    """

    title: str = ""
    kind: str = ""
    on: date | None = None
    origin: Origin = Origin()
    id: int | None = None
    keeps: str = ""


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
        return {title_key(spelling) for name in (self.title, self.full_title, self.work) if name for spelling in (name, simplified(name))}


@dataclass(frozen=True)
class HeldDocument(StatusFacts):
    """A published document that may be meant. ``work``: the name by which its work is known, shared by the editions of one law."""

    id: int
    title: str
    number: str = ""
    work: str = ""
    dates: tuple[date, ...] = ()
    slug: str = ""
    work_id: int | None = None

    @property
    def since(self) -> date | None:
        """From when on a citation may mean this text."""
        return self.effective_on if self.work and self.effective_on else min(self.dates, default=None)

    @property
    def spelling(self) -> str:
        return folded(self.title)


class Lookups(Protocol):
    """What resolving looks up in the corpus, of which only published documents count."""

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

    def section_text(self, document_id: int, anchor: str) -> str:
        """The text of a section, one paragraph a line; ``""`` where there is none, or it is not known."""

    def amended_on(self, document_id: int, article: str) -> date | None:
        """The day of the last text that is known to have numbered the 款 and 项 of an article anew; ``None`` where none is."""

    def short_names(self) -> Mapping[str, str]:
        """The short names of works that editors keep (个保法, 公司法解释三), each with the title."""

    def history_years(self, document_id: int) -> Collection[int]:
        """The years in which a law was promulgated and revised, by the head of its text."""


@dataclass(frozen=True)
class Reference:
    """Which work a mention means, before asking whether it is held.

    ``key`` and ``title`` of the work, its ``number`` where the text gives it, and the ``year`` in which the text says it
    was issued; ``is_first``: that is the year of a law's first promulgation, which its later versions share. ``key`` is
    empty where the text does not say which. ``is_former``: its text before the one that holds is meant; ``is_latest``: the one
    that it was last changed to. ``issuer``: the bodies that stand before the title. ``doubtful``: it may be no document at all.
    """

    key: str = ""
    title: str = ""
    number: str = ""
    year: int | None = None
    is_first: bool = False
    issuer: str = ""
    doubtful: bool = False
    is_former: bool = False
    is_latest: bool = False


@dataclass(frozen=True)
class MissingWork:
    """A work that is cited and not held: the key that all its citations share, and its title."""

    key: str
    title: str


FORMER, LATEST = "修订前", "修订后"
_OF_AN_EDITION = re.compile(rf"(?P<work>.+)\((?:\d{{4}}年|{FORMER}|{LATEST})\)")


def edition_named(name: str, edition: int | str) -> str:
    """The key of an edition that is not held of a work that is: of a year, ``FORMER`` or ``LATEST``.

    >>> edition_named("公司法", 2012), edition_named("公司法", FORMER)
    ('公司法(2012年)', '公司法(修订前)')
    """
    return f"{name}({edition}年)" if isinstance(edition, int) else f"{name}({edition})"


def work_of_edition(key: str) -> str:
    """The key of the work of which ``key`` names an edition; empty where it names none.

    >>> work_of_edition("公司法(2012年)"), work_of_edition("公司法")
    ('公司法', '')
    """
    named = _OF_AN_EDITION.fullmatch(key)
    return named["work"] if named else ""


@dataclass(frozen=True)
class Outcome:
    """What a reference means in the corpus. ``held`` only where ``resolution`` is ``ONE``, ``missing`` only where it is
    ``NONE``; ``anchor`` is of the provision in ``held``, or, for ``SELF``, in the citing document."""

    resolution: Resolution
    held: HeldDocument | None = None
    anchor: str = ""
    missing: MissingWork | None = None


@dataclass(frozen=True)
class Resolved:
    """A mention, the work that it means, and what that is in the corpus. For ``SELF`` the ``reference`` is empty."""

    mention: Mention
    reference: Reference
    kind: CitationKind
    outcome: Outcome

    @property
    def resolution(self) -> Resolution:
        return self.outcome.resolution

    @property
    def held(self) -> HeldDocument | None:
        return self.outcome.held

    @property
    def anchor(self) -> str:
        return self.outcome.anchor
