"""A question of a reader and its answer: understand, plan, run, and fall back openly where nothing is found."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from django.db import DatabaseError

from documents import filters
from search import engine
from search.plan import Between, Hits, Node, Plan, Sort, Unit
from search.queries import Understood, of_sections, understand
from search.suggesting.suggestions import spelling, suggestions
from search.suggesting.vocabulary_source import vocabulary

FEW = 3
_LATIN = re.compile(r"[A-Za-z' ]{2,40}")
_CANDIDATES = 3


@dataclass(frozen=True)
class SearchRequest:
    """``exact``: 精确, every word is a phrase. ``unit``: documents with their best sections, or sections alone. ``filters``:
    chosen values, as addresses have them, by the names of ``documents.filters``."""

    typed: str
    exact: bool = False
    unit: Unit = "document"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    start: int = 0
    stop: int = 10


@dataclass(frozen=True)
class SearchResponse:
    """``relaxed``: no text has all the words, these have some. ``sounds``: what was typed is the pinyin of what is
    ``understood``. ``missing``: filters that the index does not have yet, which therefore narrow nothing."""

    understood: Understood
    hits: Hits
    plan: Plan
    relaxed: bool = False
    sounds: str = ""
    missing: frozenset[str] = frozenset()


def ask(question: SearchRequest) -> SearchResponse:
    """Answer from the index. Raises what ``engine.search`` raises."""
    understood = understand(question.typed, vocabulary(), question.exact, _missing())
    answer = _run(question, understood, understood.query)
    if answer.hits.total or understood.is_empty:
        return answer
    return _as_pinyin(question, understood) or _relaxed(question, understood) or answer


def did_you_mean(question: SearchRequest, answer: SearchResponse) -> str:
    """What finds more than what was typed, and sounds the same; ``""`` where nothing does."""
    if question.exact or answer.sounds or answer.understood.about or (answer.hits.total >= FEW and not answer.relaxed):
        return ""
    found = 0 if answer.relaxed else answer.hits.total
    for text in islice(spelling().corrected(answer.understood.text), _CANDIDATES):
        other = understand(text, vocabulary())
        if _run(replace(question, start=0, stop=0), other, other.query).hits.total > found:
            return text
    return ""


def warm_up() -> None:
    """Learn the names and words of the corpus before the first search."""
    with suppress(DatabaseError):  # the database has yet to be made
        for learn in (vocabulary, suggestions, spelling):
            learn()


def _run(question: SearchRequest, understood: Understood, node: Node, **how) -> SearchResponse:
    missing = _missing()
    plan = Plan(
        of_sections(node) if question.unit == "section" else node,
        question.unit,
        {name: _planned(name, values) for name, values in question.filters.items() if name not in missing},
        tuple(declared.name for declared in filters.FILTERS if declared.is_counted and declared.name not in missing),
        question.sort, question.start, question.stop, on=int(f"{date.today():%Y%m%d}"),
    )
    return SearchResponse(understood, engine.search(plan), plan, missing=missing, **how)


def _missing() -> frozenset[str]:
    return frozenset(filters.by_name()) - engine.fields()


def _planned(name: str, values: Iterable[str]) -> tuple[str | Between, ...]:
    ranges = ((value, filters.by_name()[name].range(value)) for value in values)
    return tuple(Between(name, bounds.low, bounds.high) if bounds else value for value, bounds in ranges)


def _as_pinyin(question: SearchRequest, understood: Understood) -> SearchResponse | None:
    if question.exact or not _LATIN.fullmatch(understood.text):
        return None
    for text in _sounding_like(understood.text):
        meant = understand(text, vocabulary())
        answer = _run(question, meant, meant.query, sounds=understood.text)
        if answer.hits.total:
            return answer
    return None


def _sounding_like(latin: str) -> list[str]:
    """What ``latin`` may be the pinyin of: one name or word, or one for each part between blanks."""
    whole = [*suggestions().sounding_like(latin), *spelling().sounding_like(latin)]
    parts = [spelling().sounding_like(part)[:1] for part in latin.split()]
    apart = [" ".join(entry.text for part in parts for entry in part)] if all(parts) else []
    return list(dict.fromkeys([*(entry.text for entry in whole[:_CANDIDATES]), *apart]))


def _relaxed(question: SearchRequest, understood: Understood) -> SearchResponse | None:
    if understood.relaxed is None:
        return None
    answer = _run(question, understood, understood.relaxed, relaxed=True)
    return answer if answer.hits.total else None
