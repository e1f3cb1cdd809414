"""What parsing returns: frozen values, with ``None`` or ``()`` for what the text does not say."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True)
class Evidence:
    """Where a value comes from: the text that proves it, and its span in the raw text (``None``: not from the text)."""

    text: str
    span: tuple[int, int] | None
    origin: Literal["text", "file", "given"]


@dataclass(frozen=True)
class ParsedSection:
    """One labelled division, in document order; its parent is the nearest section above with a lower level.

    ``level`` counts from 1. ``label`` is the numbering as printed (第一条, 一、, （一）, 1., 问：), ``heading`` the
    text after it, without closing punctuation. ``text`` is the section's own text without its subsections,
    paragraphs separated by one newline.
    """

    level: int
    label: str
    heading: str
    anchor: str
    text: str


@dataclass(frozen=True)
class HistoryEntry:
    """One line of a law's history: on which day which body did what (通过, 修正, 公布, 施行), and the line itself."""

    on: date | None
    act: str
    text: str
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True)
class ParsedDocument:
    title: str
    markdown: str
    sections: tuple[ParsedSection, ...]
    full_title: str = ""
    number: str = ""
    kind: str = ""
    bodies: tuple[str, ...] = ()
    issued_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    work: str = ""
    column: str = ""
    topics: tuple[str, ...] = ()
    source: str = ""
    note: str = ""
    history: tuple[HistoryEntry, ...] = ()
    repeals: tuple[Evidence, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
