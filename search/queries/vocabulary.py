"""What the portal knows by name: given to understanding as a value, so that it needs no database."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from search.text.analyzers import normalise


@dataclass(frozen=True)
class Vocabulary:
    """``facets``: for each facet, its values by every name they go by. ``synonyms``: what a word also stands for.

    All names are normalised (``search.text.analyzers.normalise``).
    """

    facets: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def values(self, facet: str, name: str) -> tuple[str, ...]:
        """The values of ``facet`` called ``name``, or else those whose names contain it."""
        names, name = self.facets.get(facet, {}), normalise(name)
        if name in names:
            return (names[name],)
        return tuple(dict.fromkeys(value for known, value in names.items() if name and name in known))

    def body(self, name: str) -> str | None:
        return self.facets.get("body", {}).get(normalise(name))
