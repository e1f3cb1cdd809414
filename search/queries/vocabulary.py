"""What the portal knows by name: given to understanding as a value, so that it needs no database."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from search.text.analyzers import normalise

from .fields import TEXTS, Field, Language

GAP = normalise("…")


@dataclass(frozen=True)
class Vocabulary:
    """``fields``: those of filters. ``facets``: for each of them, its values by every name they go by. ``none``: the value of
    what has no other, which nobody means by a piece of its name. ``synonyms``: what a word also stands for; in questions, where it
    has … in it, with some characters in between. ``short_for``: the
    titles that a short form stands for.

    All names are normalised (``search.text.analyzers.normalise``).
    """

    fields: tuple[Field, ...] = ()
    facets: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    none: str = ""
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    short_for: Callable[[str], tuple[str, ...]] = lambda text: ()

    @cached_property
    def language(self) -> Language:
        return Language((*TEXTS, *self.fields))

    @cached_property
    def apart(self) -> tuple[tuple[str, str, str], ...]:
        """What each synonym of two parts (没…合同) begins and ends with, and its key."""
        parted = ((*key.partition(GAP), key) for key in self.synonyms)
        return tuple((first, last, key) for first, gap, last, key in parted if gap and GAP not in last)

    def values(self, facet: str, name: str) -> tuple[str, ...]:
        """The values of ``facet`` called ``name``, or else those whose names contain it."""
        names, name = self.facets.get(facet, {}), normalise(name)
        if name in names:
            return (names[name],)
        return tuple(dict.fromkeys(value for known, value in names.items() if name and name in known and value != self.none))

    @property
    def bodies(self) -> Mapping[str, str]:
        """The value of each body by every name."""
        return self.facets.get("body", {})

    def body(self, name: str) -> str | None:
        return self.bodies.get(normalise(name))
