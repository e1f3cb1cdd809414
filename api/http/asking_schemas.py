"""The shapes of answers to questions: search, what a name means, whether a draft or a quotation is right."""
from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from api.resources import quotations, resolving

from .schemas import Provision, Reference, ReferenceOnDay, Repeal, Status, WorkReference


class Suggestion(BaseModel):
    text: str
    kind: str
    note: str
    url: str


class Passage(BaseModel):
    anchor: str | None
    heading: str | None
    path: str | None
    excerpt: str
    excerpt_html: str
    url: str


class Result(ReferenceOnDay):
    bodies: list[str]
    kind: str | None
    date: str | None
    score: float
    reasons: list[str]
    passages: list[Passage]
    other_editions: list[Reference]


class Answer(BaseModel):
    title: str
    label: str | None
    text: str
    why: str | None
    url: str


class FacetValue(BaseModel):
    value: str
    label: str
    count: int | None


class Facet(BaseModel):
    name: str
    label: str
    values: list[FacetValue]


class Results(BaseModel):
    """A page of results. ``is_relaxed``: no text has all the words. ``is_partial``: the deadline came first."""

    query: str
    on: str
    total: int
    page: int
    pages: int
    is_partial: bool
    is_relaxed: bool
    read_as: str | None
    did_you_mean: str | None
    match: str | None
    results: list[Result]
    more: list[Result]
    answers: list[Answer]
    facets: list[Facet]


class ResolvedDocument(ReferenceOnDay):
    is_in_force_text: bool = Field(description="收录的文本在这一天已经施行。Whether the text that is held was there on the day.")


class Hint(BaseModel):
    kind: str
    label: str
    message: str
    found: str | None
    instead: str | None
    proof: str | None


class CheckedCitation(BaseModel):
    """``state``: ``right`` (held, nothing to say), ``problem``, ``missing`` (not held here), ``several``."""

    text: str
    start: int
    end: int
    state: Literal["right", "problem", "missing", "several"]
    outcome: str
    title: str | None
    number: str | None
    slug: str | None
    url: str | None
    provision: str | None
    anchor: str | None
    status: Status | None
    hints: list[Hint]


class Resolved(BaseModel):
    """What was asked for, or in ``why`` why nothing certain is told. ``not-held`` is not “does not exist”."""

    query: str
    on: str
    outcome: Literal[resolving.OUTCOMES]  # type: ignore[valid-type]
    why: str
    document: ResolvedDocument | None = None
    provision: Provision | None = None
    candidates: list[Reference] = []
    work: WorkReference | None = None
    repeal: Repeal | None = None
    citations: list[CheckedCitation] = []


class DefinedNames(BaseModel):
    label: str
    names: list[str]


class Checked(BaseModel):
    """``is_whole``: whether all of the draft was checked; ``remark`` says so where it was not."""

    on: str
    is_whole: bool
    remark: str | None
    summary: str
    citations: list[CheckedCitation]
    names: list[DefinedNames]


class QuotedPlace(BaseModel):
    anchor: str | None
    label: str | None
    text: str | None
    url: str


class Difference(BaseModel):
    change: str
    held: str
    quoted: str


class Verified(BaseModel):
    quote: str
    on: str
    outcome: Literal[quotations.OUTCOMES]  # type: ignore[valid-type]
    why: str
    document: ReferenceOnDay | None = None
    place: QuotedPlace | None = None
    held: str | None = None
    differences: list[Difference] = []
    elsewhere: list[QuotedPlace] = []
    resolution: Resolved | None = None
