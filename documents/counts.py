"""How many published documents have each value of the filters, from whoever keeps count of them beside the database.

To count rows costs more with each document; who keeps an index of them has the counts at hand. What nobody keeps, or not
up to date, is counted by the database.
"""
from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

Chosen = Mapping[str, Sequence[str]]
"""Values of filters, by the names of ``documents.filters``: those of one are alternatives, filters add up."""


@dataclass(frozen=True)
class Kept:
    """``by_value``: for each filter that is counted, documents by value; what is chosen of a filter does not narrow its own.

    ``total``: how many documents all that is chosen leaves; ``None`` where nobody keeps count.
    """

    by_value: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    total: int | None = None


Keeper = Callable[[Chosen, Collection[str]], Kept | None]
_keepers: list[Keeper] = []


def kept_by(keeper: Keeper) -> None:
    """From now on ask ``keeper`` first, with the names of the filters that are to be counted, none for all of them; it answers ``None``
    where its counts may not be those of this moment."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def kept(chosen: Chosen, day: date | None = None, names: Collection[str] = ()) -> Kept:
    """The counts of what is published today under ``chosen``, of the filters ``names`` or of all; none of another ``day``."""
    found = (keeper(chosen, names) for keeper in _keepers) if day is None else ()
    return next(filter(None, found), Kept())
