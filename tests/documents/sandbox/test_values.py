"""Values come back from the sandbox as what their type says, or not at all."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Literal

import pytest

from documents.sandbox.values import from_json, to_json


class Colour(str, Enum):
    RED = "red"


@dataclass(frozen=True, kw_only=True)
class Dated:
    on: date | None = None


@dataclass(frozen=True)
class Leaf(Dated):
    name: str


@dataclass(frozen=True)
class Tree:
    leaves: tuple[Leaf, ...] = ()
    span: tuple[int, int] | None = None
    colour: Colour = Colour.RED
    kind: Literal["a", "b"] = "a"
    named: Mapping[str, Leaf] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)
    sure: bool = False


@pytest.mark.parametrize("value", [
    Tree(),
    Tree((Leaf("甲"), Leaf("乙", on=date(2025, 3, 1))), (1, 2), kind="b", named={"丙": Leaf("丙")}, sure=True),
    Tree(facts={"a": "甲", "b": date(2025, 3, 1), "c": ("甲", date(2025, 3, 1)), "d": ()}),
])
def test_there_and_back(value):
    assert from_json(Tree, to_json(value)) == value


WHOLE = [[[None, "甲"]], [1, 2], "red", "a", {}, {}, True]


@pytest.mark.parametrize(("place", "value"), [
    (0, "甲"), (0, None), (0, [["甲"]]), (0, [[None, "甲", 1]]), (0, [[None, 1]]), (0, [["2025-03-01", "甲"]]), (0, [[{"date": "2025-13-01"}, "甲"]]),
    (1, [1]), (1, ["1", "2"]), (1, [True, False]), (2, "blue"), (3, "c"), (4, []), (4, {"a": 1}), (5, {"a": 1}), (5, {"a": {"day": 1}}), (6, 1), (6, None),
])
def test_what_is_of_another_type_is_nothing(place, value):
    assert from_json(Tree, WHOLE)
    with pytest.raises(ValueError):
        from_json(Tree, [*WHOLE[:place], value, *WHOLE[place + 1 :]])


def test_nothing_at_all():
    assert from_json(type(None), None) is None
    for kind in (Tree, str, int, type(None)):
        with pytest.raises(ValueError):
            from_json(kind, [])
