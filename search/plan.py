"""What a search is, as plain values: the same for every engine.

A query is understood once (``search.queries``) and becomes a ``Plan``; an engine (``search.backends``) executes a
plan and returns ``Hits``. Neither knows the other.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Words:
    """Text to be cut by the index's own tokenizer; ``operator`` joins its tokens. ``field`` ``""``: all fields."""

    text: str
    operator: Literal["and", "or"] = "and"
    field: str = ""
    weight: float = 1.0


@dataclass(frozen=True)
class Phrase:
    """Exactly this run of characters, width, quotes, dashes and 繁/简 aside."""

    text: str
    field: str = ""
    weight: float = 1.0


@dataclass(frozen=True)
class Said:
    """What sections gain that hold this run of characters. It makes nothing a hit, and says nothing of a document as a whole: every
    long one has it somewhere."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True)
class Is:
    """An exact value of a facet or identifier field; ``weight`` is what it adds to the score."""

    field: str
    value: str
    weight: float = 0.0


@dataclass(frozen=True)
class Between:
    """A number or date (as ``YYYYMMDD``) within bounds, both included; ``None`` is open. ``field``: ``date``, ``year``, or one of
    exact values that are numbers."""

    field: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class All:
    """Every one of ``parts``; no parts: everything."""

    parts: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Any:
    """At least one of ``parts``; those that match more, or weigh more, come first."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not:
    part: Node


Node = Words | Phrase | Said | Is | Between | All | Any | Not
Unit = Literal["document", "section"]
Sort = Literal["relevance", "newest", "oldest"]


@dataclass(frozen=True)
class Plan:
    """One search.

    ``unit``: whether hits are documents or sections. ``filters``: chosen values, or ranges, of each facet; those of one
    facet are alternatives, facets add up. ``facets``: which to count (a facet's own choice does not narrow its counts).
    ``start``, ``stop``: the slice of hits wanted. ``on``: the day (``YYYYMMDD``) whose editions of a work come first.
    ``one_edition``: of the editions of a work that match, only the one that is in force on that day, or else the nearest
    to it, is a hit; it alone is counted.
    """

    query: Node
    unit: Unit = "document"
    filters: Mapping[str, tuple[str | Between, ...]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    sort: Sort = "relevance"
    start: int = 0
    stop: int = 10
    on: int = 0
    one_edition: bool = False


@dataclass(frozen=True)
class Hit:
    """``document_id`` is always set, ``anchor`` is of a section. ``sections``: a document's best, best first.

    ``cited``: how many other documents cite the document, which has raised the score. ``by_meaning``: its words were not
    looked for, or are not among its best hits: what it says is near.
    """

    document_id: int
    score: float
    anchor: str = ""
    sections: tuple[Hit, ...] = ()
    cited: int = 0
    by_meaning: bool = False


@dataclass(frozen=True)
class Hits:
    """``total`` counts all matches. ``facets``: for each requested facet, counts by value. ``terms``: the tokens that
    were looked for, for marking. ``partial``: the deadline came first, or a part of the
    index did not answer."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    terms: tuple[str, ...] = ()
    partial: bool = False
