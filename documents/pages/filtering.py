"""Filters as a page shows them: what its address chooses, what else there is to choose, and where each choice leads."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.http import urlencode

from documents.filters.base import Choice, Filter
from documents.filters.ranged import Ranged
from documents.vocabulary.ranges import Range

MOST_VALUES = 20
"""Values of one filter that an address may choose."""

Chosen = Mapping[str, Mapping[str, str]]
"""By the name of a filter: the labels of the values that are chosen, by value."""


@dataclass(frozen=True)
class Option:
    """``address``: the page with this value chosen too, or, where it is chosen, without it."""

    label: str
    count: int | None
    is_chosen: bool
    address: str


@dataclass(frozen=True)
class RangeForm:
    """Boxes for both bounds of a range. ``others``: what else the address says, to be sent with them."""

    low: str
    high: str
    others: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Group:
    """A filter as a page shows it."""

    filter: Filter
    options: tuple[Option, ...]
    range_form: RangeForm | None

    @property
    def chosen(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if option.is_chosen)


def chosen_values(params: QueryDict, filters: Iterable[Filter]) -> tuple[Chosen, list[str]]:
    """What an address chooses of each filter, and a sentence on each value that does not exist and is left aside.

    A heading that was merged into another stands for that one: what was kept or followed goes on."""
    chosen: dict[str, Mapping[str, str]] = {}
    complaints: list[str] = []
    for declared in filters:
        values = _values(params, declared)
        if len(values) > MOST_VALUES:
            complaints.append(f"{declared.label}最多选 {MOST_VALUES} 个值，其余的已忽略。")
        spelled = {value: declared.spelled(value) for value in values[:MOST_VALUES]}
        labels = declared.labels(list(filter(None, spelled.values()))) if spelled else {}
        if merged := {value: other for value, one in spelled.items() if one and one not in labels and (other := declared.merged(one))}:
            spelled |= merged
            labels = {**labels, **declared.labels(merged.values())}
        complaints += [declared.complaint(value) for value, one in spelled.items() if one not in labels]
        if labels:
            chosen[declared.name] = labels
    return chosen, complaints


def _values(params: QueryDict, declared: Filter) -> list[str]:
    """The values in an address, each once; of a range the bounds may come apart, as a form sends them."""
    bounds = [params.get(name, "").strip() for name in _bounds(declared)]
    together = "..".join(bounds) if any(bounds) else ""
    return list(dict.fromkeys(filter(None, [*params.getlist(declared.name), together])))


def _bounds(declared: Filter) -> tuple[str, ...]:
    return (f"{declared.name}_from", f"{declared.name}_to") if isinstance(declared, Ranged) else ()


def group(declared: Filter, choices: Sequence[Choice], chosen: Chosen, params: QueryDict) -> Group:
    """A filter with the ``choices`` that there are, and those of its ``chosen`` values that are none of them."""
    labels = chosen.get(declared.name, {})
    own = {"page", declared.name, *_bounds(declared)}
    others = [(name, value) for name, values in params.lists() if name not in own for value in values]
    extra = [Choice(value, label, _count(declared, value, choices)) for value, label in labels.items()
             if value not in {choice.value for choice in choices}]
    options = tuple(
        Option(choice.label, choice.count, choice.value in labels, _address(others, declared.name, _toggled(labels, choice.value)))
        for choice in declared.ordered([*choices, *extra])
    )
    return Group(declared, options, _range_form(declared, labels, others))


def _count(declared: Filter, value: str, choices: Sequence[Choice]) -> int | None:
    """How many documents a chosen value has that is not counted by itself: of a range, those of all that is in it."""
    if not choices:
        return None
    bounds = declared.range(value)
    if bounds is None:
        return 0
    inside = (choice for choice in choices if (one := declared.range(choice.value)) and one.low is not None and one.low in bounds)
    return sum(choice.count or 0 for choice in inside)


def _toggled(labels: Mapping[str, str], value: str) -> list[str]:
    return [other for other in labels if other != value] if value in labels else [*labels, value]


def _address(others: Sequence[tuple[str, str]], name: str, values: Iterable[str]) -> str:
    return "?" + urlencode([*others, *((name, value) for value in values)])


def _range_form(declared: Filter, labels: Iterable[str], others: Sequence[tuple[str, str]]) -> RangeForm | None:
    if not isinstance(declared, Ranged):
        return None
    ranges: list[Range] = [bounds for value in labels if (bounds := declared.range(value))]
    low, high = (declared.bound(ranges[0].low), declared.bound(ranges[0].high)) if ranges else ("", "")
    return RangeForm(low, high, others)
