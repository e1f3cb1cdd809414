"""By what a reader narrowed results, and what else there is to choose: the facets of a result page."""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from search.facets import BY_NAME, FACETS, Facet
from search.queries import Vocabulary

MOST_VALUES = 20
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Choice:
    """``address``: the page with this value chosen too, or, where it is chosen, without it."""

    label: str
    count: int
    chosen: bool
    address: str


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


def groups(
    counts: Mapping[str, Mapping[str, int]], chosen: Mapping[str, tuple[str, ...]], wishes: QueryDict
) -> tuple[Group, ...]:
    """What there is to choose, the most frequent first, years the newest first; one query for each kind of name."""
    return tuple(_group(BY_NAME[name], counts[name], chosen.get(name, ()), wishes) for name in counts)


def _group(facet: Facet, counts: Mapping[str, int], chosen: tuple[str, ...], wishes: QueryDict) -> Group:
    counts = {value: count for value, count in counts.items() if value} | {v: counts.get(v, 0) for v in chosen}
    labels = facet.labels(counts)
    order = sorted(counts, reverse=True) if facet.name == "year" else sorted(counts, key=lambda v: (-counts[v], v))
    return Group(facet, tuple(
        Choice(labels.get(v, v), counts[v], v in chosen, _address(wishes, facet.name, _toggled(chosen, v)))
        for v in order
    ))


def _toggled(chosen: tuple[str, ...], value: str) -> list[str]:
    return [v for v in chosen if v != value] if value in chosen else [*chosen, value]


def _address(wishes: QueryDict, name: str, values: list[str]) -> str:
    wishes = wishes.copy()
    wishes.pop("page", None)
    wishes.setlist(name, values)
    return f"?{wishes.urlencode()}"
