"""Which passages two bodies share: each grows from a run that both have, over small differences, to where clauses begin and end."""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from os.path import commonprefix
from typing import NamedTuple

from .bodies import END, Body

SHORTEST = 40
"""Characters of its own words that a passage has in common with another text."""
_GAP, _RESUMED = 8, 12
"""A difference of so many characters on either side is passed over where so many follow that are the same."""
Block = tuple[int, int, int]


@dataclass(frozen=True)
class Passage:
    """Where it stands in the Markdown of either text, and how many ``characters`` are the same."""

    start: int
    end: int
    other_start: int
    other_end: int
    characters: int


def passages(one: Body, other: Body, seeds: Collection[tuple[int, int]], common: Iterable[int] = ()) -> list[Passage]:
    """The passages around ``seeds``, places in both texts where a run is the same; in the order of ``one``, none twice.

    ``common``: where in ``one`` runs stand that everybody has. A passage that has more than half as many of these as of ``seeds``
    is what everybody says.
    """
    found: list[_Found] = []
    telling, telling_nothing = sorted({i for i, _ in seeds}), sorted(common)
    for i, j in sorted(seeds):
        if any(known.covers(i, i + 1, j, j + 1) for known in found):
            continue
        blocks = _trimmed(one, other, [*_before(one.text, i, other.text, j), *_after(one.text, i, other.text, j)])
        own = sum(min(one.own_between(a, a + size), other.own_between(b, b + size)) for a, b, size in blocks)
        if own >= SHORTEST and 2 * _inside(telling_nothing, blocks) <= _inside(telling, blocks):
            (a, b, _), (last_a, last_b, size) = blocks[0], blocks[-1]
            grown = _Found(a, last_a + size, b, last_b + size, own)
            rivals = [known for known in found if known.covers(*grown[:4])]
            if all(known.characters < own for known in rivals):
                found = [*(known for known in found if known not in rivals), grown]
    return [_passage(one, other, one_found) for one_found in sorted(found)]


class _Found(NamedTuple):
    """A passage by its places in both texts."""

    start: int
    end: int
    other_start: int
    other_end: int
    characters: int

    def covers(self, start: int, end: int, other_start: int, other_end: int) -> bool:
        """Whether it has a part of these stretches, in both texts."""
        return self.start < end and start < self.end and self.other_start < other_end and other_start < self.other_end


def _inside(places: Sequence[int], blocks: Sequence[Block]) -> int:
    return bisect_left(places, blocks[-1][0] + blocks[-1][2]) - bisect_left(places, blocks[0][0])


def _passage(one: Body, other: Body, found: _Found) -> Passage:
    here, there = one.places, other.places
    return Passage(
        int(here[found.start]), int(here[found.end - 1]) + 1, int(there[found.other_start]), int(there[found.other_end - 1]) + 1, found.characters
    )


def _after(a: str, i: int, b: str, j: int) -> list[Block]:
    """What is the same from a place in each text on, to the end of their sections at most."""
    rest = [text[at : end if (end := text.find(END, at)) >= 0 else len(text)] for text, at in ((a, i), (b, j))]
    return [(i + x, j + y, size) for x, y, size in _common(*rest)]


def _before(a: str, i: int, b: str, j: int) -> list[Block]:
    """The same backwards from them."""
    rest = [text[text.rfind(END, 0, at) + 1 : at][::-1] for text, at in ((a, i), (b, j))]
    return [(i - x - size, j - y - size, size) for x, y, size in reversed(_common(*rest))]


def _common(a: str, b: str) -> list[Block]:
    blocks, x, y = [], 0, 0
    while True:
        size = len(commonprefix([a[x:], b[y:]]))
        if size:
            blocks.append((x, y, size))
        gap = _gap(a, x + size, b, y + size)
        if gap is None:
            return blocks
        x, y = x + size + gap[0], y + size + gap[1]


def _gap(a: str, x: int, b: str, y: int) -> tuple[int, int] | None:
    """By how much each text is to be left out for both to go on alike, the least first."""
    for total in range(1, 2 * _GAP + 1):
        for left in range(max(0, total - _GAP), min(total, _GAP) + 1):
            right = total - left
            ahead = a[x + left : x + left + _RESUMED]
            if len(ahead) == _RESUMED and ahead == b[y + right : y + right + _RESUMED]:
                return left, right
    return None


def _trimmed(one: Body, other: Body, blocks: list[Block]) -> list[Block]:
    """``blocks`` without half a clause, of either text, at the beginning and at the end."""
    while blocks:
        a, b, size = blocks[0]
        ahead = next((n for n in range(size) if one.clauses[a + n] or other.clauses[b + n]), None)
        if ahead is not None:
            blocks = [(a + ahead, b + ahead, size - ahead), *blocks[1:]]
            break
        blocks = blocks[1:]
    while blocks:
        a, b, size = blocks[-1]
        size = next((n for n in range(size, 0, -1) if one.clauses[a + n] or other.clauses[b + n]), 0)
        if size:
            return [*blocks[:-1], (a, b, size)]
        blocks = blocks[:-1]
    return []
