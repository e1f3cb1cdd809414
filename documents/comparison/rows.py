"""The comparison of two texts, a row for each part of either."""
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .folding import fold
from .pairing import Pairs, out_of_order, pair
from .parts import Part
from .runs import Budget
from .segments import Change, Segment, segments

MOST_PARTS = 5_000
MOST_CHARACTERS = 500_000


class TooLong(ValueError):
    """A text has more parts or characters than are compared."""


@dataclass(frozen=True)
class Row:
    """A part of the old text, of the new one, or of both. ``segments``: how the text of one became that of the other.

    What moved may have been changed as well (``is_altered``), and what was kept may have another number (``is_renumbered``).
    """

    change: Change
    old: Part | None
    new: Part | None
    segments: tuple[Segment, ...]

    @property
    def is_altered(self) -> bool:
        return any(segment.change is not Change.KEPT for segment in self.segments)

    @property
    def is_renumbered(self) -> bool:
        return bool(self.old and self.new and self.old.label != self.new.label)


@dataclass(frozen=True)
class Comparison:
    """``rows``: in the order of the new text; what was removed stands behind what it followed in the old one."""

    rows: tuple[Row, ...]

    @property
    def counts(self) -> Counter[Change]:
        return Counter(row.change for row in self.rows)


def compare(old: Sequence[Part], new: Sequence[Part], *, exact: bool = False) -> Comparison:
    """Pair the parts of two texts, and mark what differs. Raises ``TooLong``.

    Width, punctuation and blanks count only where it is to be ``exact``.
    """
    for parts in (old, new):
        if len(parts) > MOST_PARTS or sum(len(part.text) for part in parts) > MOST_CHARACTERS:
            raise TooLong
    pairs = pair(old, new)
    moved, budget = out_of_order(pairs), Budget()
    return Comparison(tuple(
        _row(old[i] if i is not None else None, new[j] if j is not None else None, i in moved, exact, budget)
        for i, j in _places(pairs, len(old), len(new), moved)
    ))


def _row(old: Part | None, new: Part | None, is_moved: bool, exact: bool, budget: Budget) -> Row:
    if old is None or new is None:
        change, text = (Change.ADDED, new.text) if new else (Change.REMOVED, old.text if old else "")
        segment = Segment(change, "", text) if new else Segment(change, text, "")
        return Row(change, old, new, (segment,) if text else ())
    if (old.text if exact else fold(old.text)) == (new.text if exact else fold(new.text)):
        found: tuple[Segment, ...] = (Segment(Change.KEPT, old.text, new.text),) if new.text or old.text else ()
    else:
        found = segments(old.text, new.text, exact=exact, budget=budget)
    is_altered = any(segment.change is not Change.KEPT for segment in found)
    return Row(Change.MOVED if is_moved else Change.CHANGED if is_altered else Change.KEPT, old, new, found)


def _places(pairs: Pairs, old_length: int, new_length: int, moved: set[int]) -> Iterator[tuple[int | None, int | None]]:
    """The places of each row in both texts."""
    origins = {j: i for i, j in pairs.items()}
    following: dict[int | None, list[int]] = {}
    last = None
    for i in range(old_length):
        if i not in pairs:
            following.setdefault(last, []).append(i)
        elif i not in moved:
            last = pairs[i]
    yield from ((i, None) for i in following.get(None, ()))
    for j in range(new_length):
        yield origins.get(j), j
        yield from ((i, None) for i in following.get(j, ()))
