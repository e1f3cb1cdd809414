"""What two texts have in common, in order: by tokens, and of long texts by clauses first.

All work is paid from a ``Budget``, so that no text, however made, takes long: what it does not cover is replaced whole.
"""
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cydifflib import SequenceMatcher

from documents.vocabulary.characters import BLANK, STOPS
from documents.vocabulary.numerals import CHINESE_NUMERAL, DIGITS

_TOKEN = re.compile(rf"\s*\n\s*|(?:[A-Za-z]+|[{DIGITS}]+(?:[.,．][{DIGITS}]+)*|{CHINESE_NUMERAL}+|.)[{BLANK}]*", re.S)
"""A number, a word of Latin letters, or a character."""
_CLAUSE = re.compile(rf"[^{STOPS}\n]*[{STOPS}\n]|[^{STOPS}\n]+")
_MOST_PAIRS = 4_000_000
"""Pairs of tokens that are compared at once: two articles of 2,000 characters."""
_POPULAR = 200
"""From this length on ``SequenceMatcher`` begins no match at what is more frequent than one in a hundred."""
Spelling = Callable[[str], str]


@dataclass
class Budget:
    """Steps that may still be taken, counted as the worst texts would need them: eight thousand million take a second."""

    steps: float = 4e9

    def allows(self, old: int, new: int) -> bool:
        """Whether sequences of these lengths may be compared; what that may cost is paid with the answer."""
        steps = old * new * min(old, new) / (100 if new >= _POPULAR else 1)
        if old * new > _MOST_PAIRS or steps > self.steps:
            return False
        self.steps -= steps
        return True


@dataclass(frozen=True)
class Run:
    """A stretch of both texts: kept (spelled alike, or nearly), or else ``old`` replaced by ``new``, either of which may be empty."""

    old: str
    new: str
    is_kept: bool

    @property
    def size(self) -> int:
        return max(len(self.old), len(self.new))


def runs(old: str, new: str, spelling: Spelling, budget: Budget) -> Iterator[Run]:
    """Both texts from beginning to end, compared by their ``spelling``."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(a) * len(b) <= _MOST_PAIRS:
        yield from _matched(a, b, spelling, budget)
        return
    for run in _matched(_CLAUSE.findall(old), _CLAUSE.findall(new), spelling, budget):
        if run.is_kept:
            yield run
        else:
            yield from _matched(_TOKEN.findall(run.old), _TOKEN.findall(run.new), spelling, budget)


def _matched(a: Sequence[str], b: Sequence[str], spelling: Spelling, budget: Budget) -> Iterator[Run]:
    """Runs of what both have in order, and of what lies between."""
    spelled = {token: spelling(token) for token in {*a, *b}}
    keys_a, keys_b = [spelled[token] for token in a], [spelled[token] for token in b]
    start = _common(keys_a, keys_b)
    end = _common(keys_a[start:][::-1], keys_b[start:][::-1])
    inner_a, inner_b = keys_a[start : len(a) - end], keys_b[start : len(b) - end]
    blocks = [(0, 0, start)]
    if inner_a and inner_b and budget.allows(len(inner_a), len(inner_b)):
        blocks += [(start + i, start + j, size) for i, j, size in SequenceMatcher(None, inner_a, inner_b).get_matching_blocks()]
    at_a = at_b = 0
    for i, j, size in [*blocks, (len(a) - end, len(b) - end, end)]:
        if at_a < i or at_b < j:
            yield Run("".join(a[at_a:i]), "".join(b[at_b:j]), is_kept=False)
        if size:
            yield Run("".join(a[i : i + size]), "".join(b[j : j + size]), is_kept=True)
        at_a, at_b = i + size, j + size


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """How many tokens two sequences begin with alike."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
