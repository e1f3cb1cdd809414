"""The shapes of answers. A member that was not asked for (``fields``) is left out; one that is not known is ``null``."""
from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.resources import documents
from documents.vocabulary.enums import CitationKind, Resolution, Validity
from documents.vocabulary.facts import Type, fact

DAY: dict[str, Any] = {"type": "string", "format": "date"}
TYPES: dict[Type, dict[str, Any]] = {
    Type.DATE: {"type": ["string", "null"], "format": "date"}, Type.NAMES: {"type": "array", "items": {"type": "string"}},
}


class Problem(BaseModel):
    """What went wrong (RFC 9457), in Chinese and in English."""

    type: str = Field(examples=["urn:wenlan:problem:not-held"])
    status: int
    title: str = Field(examples=["本库没有收录"])
    title_en: str
    detail: str
    detail_en: str


class Event(BaseModel):
    value: Literal[tuple(v.value for v in Validity)]  # type: ignore[valid-type]
    on: str | None = Field(json_schema_extra=DAY)
    label: str
    proof: str | None


class Status(BaseModel):
    """时效 on the day ``on``; ``ahead``: what is known to come after it. ``no-change-found`` is less than ``in-force``."""

    on: str = Field(json_schema_extra=DAY)
    value: Literal[tuple(v.value for v in Validity)]  # type: ignore[valid-type]
    label: str = Field(examples=["现行有效"])
    since: str | None
    proof: str | None = Field(description="证明时效的原句。The words that prove it.")
    basis: str | None
    ahead: Event | None


class Reference(BaseModel):
    slug: str
    title: str
    number: str | None
    url: str


class WorkReference(BaseModel):
    slug: str
    title: str
    url: str


class Ground(BaseModel):
    text: str
    quote: str | None
    url: str | None


class Edition(Reference):
    known_since: str | None
    effective_on: str | None
    status: Status
    is_current: bool = Field(description="这一天的现行版本。The edition that holds on the day.")


class Provision(BaseModel):
    anchor: str
    label: str
    text: str
    url: str


class Section(BaseModel):
    anchor: str
    level: int | None = None
    label: str | None
    heading: str | None = None
    text: str
    url: str
    provisions: list[Provision] = []


class CitationWords(BaseModel):
    text: str
    sentence: str
    kind: Literal[tuple(kind.value for kind in CitationKind)]  # type: ignore[valid-type]
    kind_label: str
    provision: str | None
    url: str


class Outgoing(CitationWords):
    start: int
    end: int
    resolution: Literal[tuple(r.value for r in Resolution)]  # type: ignore[valid-type]
    resolution_label: str
    cited: Reference | None
    cited_anchor: str | None
    work: WorkReference | None


class Incoming(CitationWords):
    citing: Reference


def _with_facts(schema: dict[str, Any]) -> None:
    """The facts of a document as they are declared now."""
    for name in documents.fact_names():
        declared = fact(name)
        shape = TYPES.get(declared.type, {"type": ["string", "null"]})
        schema["properties"][name] = {**shape, "description": declared.label}


class Summary(BaseModel):
    """A document on a day, with every declared fact; ``was_known``: whether it had been issued by that day."""

    model_config = ConfigDict(extra="allow", json_schema_extra=_with_facts)
    slug: str = ""
    url: str = ""
    work: WorkReference | None = None
    status: Status | None = None
    was_known: bool = True
    updated_at: str = ""


class Whole(Summary):
    ground: list[Ground] = []
    editions: list[Edition] = []
    sections: list[Section] = []
    citations: list[Outgoing] = []
    markdown: str = ""


class Page(BaseModel):
    """``next``: the address of what follows, or ``null``; ``total``: how many there are in all, where ``total=true`` asks for it."""

    next: str | None
    total: int = 0


class Documents(Page):
    items: list[Summary]


class CitedBy(Page):
    items: list[Incoming]


class WorkListed(WorkReference):
    is_held: bool


class Works(Page):
    items: list[WorkListed]


class TimelineEntry(BaseModel):
    on: str = Field(json_schema_extra=DAY)
    label: str
    proof: str | None
    edition: Reference


class Repeal(BaseModel):
    on: str | None
    by: Reference
    place: str
    sentence: str
    url: str


class Work(WorkReference):
    is_held: bool
    on: str = Field(json_schema_extra=DAY)
    editions: list[Edition]
    timeline: list[TimelineEntry]
    repeal: Repeal | None


class Heading(BaseModel):
    slug: str
    name: str
    count: int
    url: str


class Filter(BaseModel):
    name: str
    label: str
    keywords: list[str]
    help: str | None
    example: str | None


class Segment(BaseModel):
    change: str
    old: str
    new: str


class Part(BaseModel):
    label: str | None
    anchor: str | None
    text: str


class Row(BaseModel):
    change: str
    old: Part | None
    new: Part | None
    segments: list[Segment]


class ReferenceOnDay(Reference):
    status: Status


class Comparison(BaseModel):
    old: ReferenceOnDay
    new: ReferenceOnDay
    counts: dict[str, int]
    rows: list[Row]


class File(BaseModel):
    """A file of the kind that was asked for; the description names its media types."""
