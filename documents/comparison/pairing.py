"""Which part of one text is which of another: by equal text, then by what they say, then by number and place.

So renumbered articles meet, and an article that took over the number of another is not taken for it.
"""
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from cydifflib import SequenceMatcher

from .folding import fold
from .parts import Part

_SHINGLE = 2
_COMMON = 12
"""A shingle that more parts have says nothing of any."""
_ALIKE = 0.4
_WITHIN = 0.65
"""The share of the shorter text that makes it part of the longer, where it is long enough to tell."""
_LONG_ENOUGH = 12
_SHORT = range(6, 30)
"""Letters of a text too short to tell by its shingles, which may stand in another as it is."""
_SAME_PLACE = 0.25
Pairs = dict[int, int]


def pair(old: Sequence[Part], new: Sequence[Part]) -> Pairs:
    """Places in ``new`` by those in ``old``, each once."""
    keys = [[fold(part.text) or fold(part.label) for part in parts] for parts in (old, new)]
    pairs = _equal(*keys)
    free_old = [i for i in range(len(old)) if i not in pairs]
    taken = set(pairs.values())
    free_new = [j for j in range(len(new)) if j not in taken]
    similar = _Similarity({i: keys[0][i] for i in free_old}, {j: keys[1][j] for j in free_new})
    _take(pairs, similar.candidates(old, new))
    _take(pairs, _in_place(pairs, similar, old, new))
    return pairs


def out_of_order(pairs: Pairs) -> set[int]:
    """The places in the old text of those pairs that moved: all but the most that stand in the same order in both."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for i, j in sorted(pairs.items()):
        at = bisect_left(tails, j)
        before[i] = ends[at - 1] if at else None
        tails[at : at + 1], ends[at : at + 1] = [j], [i]
    at_place, stays = ends[-1] if ends else None, set()
    while at_place is not None:
        stays.add(at_place)
        at_place = before[at_place]
    return set(pairs) - stays


def _equal(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Equal texts in order, then those that are equal and stand elsewhere."""
    pairs: Pairs = {}
    for i, j, size in SequenceMatcher(None, old, new).get_matching_blocks():
        pairs.update(zip(range(i, i + size), range(j, j + size), strict=True))
    taken, elsewhere = set(pairs.values()), defaultdict(list)
    for j in range(len(new) - 1, -1, -1):
        if j not in taken:
            elsewhere[new[j]].append(j)
    for i, key in enumerate(old):
        if i not in pairs and elsewhere[key]:
            pairs[i] = elsewhere[key].pop()
    return pairs


class _Similarity:
    """How alike the parts are that have no equal, by the shingles that few parts have."""

    def __init__(self, old: dict[int, str], new: dict[int, str]) -> None:
        self._texts = old, new
        self._old = {i: _shingles(key) for i, key in old.items()}
        self._new = {j: _shingles(key) for j, key in new.items()}
        frequency = Counter(shingle for shingles in (*self._old.values(), *self._new.values()) for shingle in shingles)
        for shingles in (*self._old.values(), *self._new.values()):
            shingles -= {shingle for shingle in shingles if frequency[shingle] > 2 * _COMMON}
        self._having = defaultdict(list)
        for j, shingles in self._new.items():
            for shingle in shingles:
                self._having[shingle].append(j)

    def candidates(self, old: Sequence[Part], new: Sequence[Part]) -> list[tuple[int, int]]:
        """Pairs that are alike enough wherever they stand, the best first."""
        found = []
        for i, shingles in self._old.items():
            shared = Counter(j for shingle in shingles for j in self._having[shingle])
            for j, count in shared.items():
                share, within = self._shares(i, j, count)
                if share >= _ALIKE or within >= _WITHIN and count >= _LONG_ENOUGH or self._is_inside(i, j):
                    is_far = abs(i / len(old) - j / len(new))
                    found.append((-max(share, within * _WITHIN), old[i].label != new[j].label, is_far, i, j))
        return [(i, j) for *_, i, j in sorted(found)]

    def _is_inside(self, i: int, j: int) -> bool:
        old, new = sorted((self._texts[0][i], self._texts[1][j]), key=len)
        return len(old) in _SHORT and old in new

    def share(self, i: int, j: int) -> float:
        return self._shares(i, j, len(self._old[i] & self._new[j]))[0]

    def _shares(self, i: int, j: int, count: int) -> tuple[float, float]:
        sizes = len(self._old[i]), len(self._new[j])
        return 2 * count / (sum(sizes) or 1), count / (min(sizes) or 1)


def _shingles(key: str) -> set[str]:
    return {key[at : at + _SHINGLE] for at in range(max(1, len(key) - _SHINGLE + 1))}


def _take(pairs: Pairs, candidates: list[tuple[int, int]]) -> None:
    taken = set(pairs.values())
    for i, j in candidates:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)


def _in_place(pairs: Pairs, similar: _Similarity, old: Sequence[Part], new: Sequence[Part]) -> list[tuple[int, int]]:
    """What has the same number, or none, between the same neighbours, and something in common; and the two openings."""
    found = []
    for old_gap, new_gap in _gaps(pairs, len(old), len(new)):
        having = defaultdict(list)
        for j in reversed(new_gap):
            having[new[j].label].append(j)
        together = [(i, having[old[i].label].pop()) for i in old_gap if having[old[i].label]]
        found += [(i, j) for i, j in together if i == j == 0 or similar.share(i, j) >= _SAME_PLACE]
    return found


def _gaps(pairs: Pairs, old_length: int, new_length: int) -> Iterator[tuple[list[int], list[int]]]:
    """What is free between two pairs that follow each other."""
    moved, taken = out_of_order(pairs), set(pairs.values())
    steady = [(i, j) for i, j in sorted(pairs.items()) if i not in moved]
    for (i, j), (next_i, next_j) in zip([(-1, -1), *steady], [*steady, (old_length, new_length)], strict=True):
        yield [a for a in range(i + 1, next_i) if a not in pairs], [b for b in range(j + 1, next_j) if b not in taken]
