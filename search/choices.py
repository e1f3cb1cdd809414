"""By what a reader narrowed results, and what else there is to choose: the facets of a result page."""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from search.facets import BY_NAME, FACETS, Facet
from search.queries import Vocabulary

FACET_NAMES = tuple(facet.name for facet in FACETS)
MOST_VALUES = 20
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Choice:
    """``wish``: what to put into the address to choose the value, or to let go of it."""

    label: str
    count: int
    chosen: bool
    wish: Mapping[str, object]


@dataclass(frozen=True)
class Group:
    facet: Facet
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.chosen)


def chosen_values(wishes: QueryDict, vocabulary: Vocabulary) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The values chosen of each facet, and a remark on each that does not exist and is left aside."""
    chosen, remarks = {}, []
    for facet in FACETS:
        asked = tuple(dict.fromkeys(filter(None, wishes.getlist(facet.name))))[:MOST_VALUES]
        known = tuple(value for value in asked if _exists(facet.name, value, vocabulary))
        remarks += [f"没有“{value[:50]}”这一{facet.label}，已忽略。" for value in asked if value not in known]
        if known:
            chosen[facet.name] = known
    return chosen, remarks


def _exists(name: str, value: str, vocabulary: Vocabulary) -> bool:
    return bool(_YEAR.fullmatch(value)) if name == "year" else value in vocabulary.facets[name].values()


def groups(counts: Mapping[str, Mapping[str, int]], chosen: Mapping[str, tuple[str, ...]]) -> tuple[Group, ...]:
    """What there is to choose, the most frequent first, years the newest first; one query for each kind of name."""
    return tuple(_group(BY_NAME[name], counts[name], chosen.get(name, ())) for name in counts)


def _group(facet: Facet, counts: Mapping[str, int], chosen: tuple[str, ...]) -> Group:
    counts = {value: count for value, count in counts.items() if value} | {v: counts.get(v, 0) for v in chosen}
    labels = facet.labels(counts)
    order = sorted(counts, reverse=True) if facet.name == "year" else sorted(counts, key=lambda v: (-counts[v], v))
    return Group(facet, tuple(
        Choice(labels.get(value, value), counts[value], value in chosen, _wish(facet.name, value, chosen))
        for value in order
    ))


def _wish(name: str, value: str, chosen: tuple[str, ...]) -> dict[str, object]:
    others = [v for v in chosen if v != value]
    return {name: others if value in chosen else [*others, value], "page": None}
