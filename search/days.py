"""What documents were on another day: the index knows of each filter that turns with the day (时效) its values of today alone.

    documents_with(day, name, values)    those that had one of the values then
    counted(day, name, plan, among)      how many of what a plan finds had each value then, as many as each would find if it were chosen
"""
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from documents import filters
from documents.models import Document
from search import engine
from search.plan import Plan

DAYS_KEPT = 8
"""Of so many days each process keeps which documents were what: of 100,000, some six megabytes a day."""


def documents_with(day: date, name: str, values: Iterable[str]) -> set[str]:
    """The keys of the published documents that had, on ``day``, one of the ``values`` of the filter called ``name``."""
    by_value = _by_value(day, name, engine.generation())
    return {key for value in values for key in by_value.get(value, ())}


def counted(day: date, name: str, plan: Plan, among: Collection[str] | None) -> dict[str, int]:
    """How many hits ``plan`` has with each value that the filter called ``name`` had on ``day``, where it has any, most first.

    ``among``: the keys of the documents in which alone the plan looks, whatever is chosen of the filter; ``None``: in all.
    Raises what ``engine.search`` raises.
    """
    whole, found = replace(plan, facets=(), start=0, stop=0), {}
    for value, keys in _by_value(day, name, engine.generation()).items():
        within = keys if among is None else tuple(key for key in keys if key in among)
        if within:
            found[value] = engine.search(replace(whole, filters={**plan.filters, "document": within})).total
    return dict(sorted(((value, n) for value, n in found.items() if n), key=lambda pair: -pair[1]))


@lru_cache(maxsize=DAYS_KEPT)
def _by_value(day: date, name: str, generation: str) -> Mapping[str, tuple[str, ...]]:
    """The keys of the published documents by their values on ``day``: by one query, that reads their dates and no text, for all
    searches while the index is of one ``generation``."""
    found: dict[str, list[str]] = {}
    for key, value in filters.by_name()[name].on(day).values_of(Document.objects.published()):
        found.setdefault(value, []).append(str(key))
    return {value: tuple(keys) for value, keys in found.items()}
