"""What is said of a draft: each citation with its hints, and the names that it defines."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from documents.citations.works import HeldDocument, Lookups
from documents.comparison import Part, Segment
from documents.status import Status
from documents.vocabulary.enums import Labelled, Resolution


class HintKind(Labelled):
    """What an editor should look at."""

    TITLE = "title", "标题"
    NUMBER = "number", "文号"
    NUMBER_FORM = "number-form", "文号写法"
    STATUS = "status", "时效"
    EDITION = "edition", "版本"
    PROVISION = "provision", "条款"
    MOVED = "moved", "条款移位"
    QUOTATION = "quotation", "引文"


@dataclass(frozen=True)
class Hint:
    """``found``: what is wrong or missing; ``instead``: the words to put in its place; ``proof``: what shows it.

    ``segments``: how the words of the draft differ from those of the document.
    """

    kind: HintKind
    found: str = ""
    instead: str = ""
    proof: str = ""
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True)
class CheckedCitation:
    """One citation of a draft, at ``text[start:end]``.

    ``resolution``: held (``ONE``), not held (``NONE``), ambiguous (``SEVERAL``) or the draft itself (``SELF``);
    ``held`` is the document with its exact title and number. ``status``: its 时效 on that day, ``None`` where it is
    not held. ``anchor``: of the ``provision`` cited, where the document has it. ``code``: the key of the code that is
    cited as a whole, or by a division, and held in parts (民法典 by 编); ``title`` is its own then.
    """

    text: str
    start: int
    end: int
    title: str
    number: str
    resolution: Resolution
    held: HeldDocument | None = None
    status: Status | None = None
    provision: str = ""
    anchor: str = ""
    code: str = ""
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True)
class DefinedName:
    """A local name and where its definition begins."""

    name: str
    start: int


@dataclass(frozen=True)
class FormerBody:
    """An issuing body under its usual name and its others, since when it is no more, and what took over its work."""

    names: tuple[str, ...]
    ended_on: date
    successors: tuple[str, ...] = ()


@dataclass(frozen=True)
class NamedBody:
    """A ``name`` of a ``body`` that is no more, and where it stands."""

    name: str
    start: int
    body: FormerBody


@dataclass(frozen=True)
class DraftReport:
    """``undefined``: local names used but never defined; ``redefined``: those defined more than once; ``unused``: those that
    are defined and do not stand anywhere else. ``former_bodies``: bodies that the draft names though they are no more.

    ``is_whole``: whether all of the draft was checked; otherwise it was up to its mention ``MOST_MENTIONS``."""

    on: date
    citations: tuple[CheckedCitation, ...]
    undefined: tuple[DefinedName, ...]
    redefined: tuple[DefinedName, ...]
    unused: tuple[DefinedName, ...]
    former_bodies: tuple[NamedBody, ...] = ()
    is_whole: bool = True


@dataclass(frozen=True)
class Repeal:
    """That a document of the title ``by`` and of ``by_number`` repeals a work from the day ``on``, in the words of ``proof``.

    ``number`` and ``year``: of what is repealed, where the words name them.
    """

    by: str
    by_number: str
    on: date
    proof: str
    number: str = ""
    year: int | None = None


class DraftLookups(Lookups, Protocol):
    """What checking a draft looks up beyond resolving."""

    def articles_of(self, document_id: int) -> Sequence[Part]:
        """The articles of a document, in order."""

    def former_bodies(self) -> Sequence[FormerBody]:
        """The bodies that are known to be no more."""

    def repeals(self, key: str, number: str) -> Sequence[Repeal]:
        """The repeals of works of this key or of this number, by published documents; either may be empty."""
