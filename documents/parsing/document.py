"""What parsing returns: frozen values, with ``None`` or ``()`` for what the text does not say."""
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Literal, TypeVar

from documents.vocabulary import facts

Self = TypeVar("Self", bound="DocumentFacts")


SaidBy = Literal["text", "file", "given"]


@dataclass(frozen=True)
class Evidence:
    """Where a value comes from: the text that proves it, and its span in the raw text (``None``: not from the text)."""

    text: str
    span: tuple[int, int] | None
    origin: SaidBy


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
class InnerDocument:
    """One of several documents in a file: its ``title``, and its ``text`` as Markdown that is read as that of a file."""

    title: str
    text: str


@dataclass(frozen=True)
class HistoryEntry:
    """One line of a law's history: on which day which body did what (通过, 修正, 公布, 施行), and the line itself."""

    on: date | None
    act: str
    text: str
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DocumentFacts:
    """What is known of a document, by the names of ``vocabulary.facts``; what is not known is empty.

    The facts that parsing works with are attributes; ``others`` has those of the further ones that are known.
    ``repeals``: the sentences that end other documents (…同时废止). ``evidence``: of facts, by their names.
    """

    title: str = ""
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
    others: Mapping[str, object] = field(default_factory=dict)
    history: tuple[HistoryEntry, ...] = ()
    repeals: tuple[Evidence, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def fact(self, name: str) -> Any:
        """The value of a fact, empty where it is not known. Raises ``KeyError`` where none is called ``name``."""
        return getattr(self, name) if name in ATTRIBUTES else self.others.get(name, facts.fact(name).empty)

    def with_facts(self: Self, values: Mapping[str, object]) -> Self:
        """The same with ``values`` in place of those of their names."""
        others = {name: value for name, value in values.items() if name not in ATTRIBUTES}
        attributes: dict[str, Any] = {name: value for name, value in values.items() if name in ATTRIBUTES}
        return replace(self, **attributes, others={**self.others, **others})


ATTRIBUTES = frozenset(attribute.name for attribute in fields(DocumentFacts)) - {"others"}


@dataclass(frozen=True, kw_only=True)
class ParsedDocument(DocumentFacts):
    """``version``: of what read the text, where that is known. ``has_body``: whether the text says anything beside its head,
    its signature and the names of its attachments. ``inner``: the titles of the documents that it holds, where they are several."""

    markdown: str
    sections: tuple[ParsedSection, ...]
    version: str = ""
    has_body: bool = True
    inner: tuple[str, ...] = ()
