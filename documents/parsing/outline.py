"""The divisions of a text as a tree."""
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from .blocks import Block
from .contents import squeeze
from .division import Division
from .headings import is_title, settle
from .labels import RANKS, read
from .openings import ABOVE_TEXT, FRONT_MATTER, entries, given

RUNNING = ("cn", "paren_cn", "arabic", "half_paren", "paren_arabic")
UNRANKED = -1.0
LOWEST = 1000.0


class OpenHeading(NamedTuple):
    """A division that is still open: its place, and what closes it."""

    place: int
    kind: str
    rank: float
    depth: int


def divide(blocks: Sequence[Block]) -> tuple[list[Block], list[Division]]:
    """Blocks as the text before the first division, and the divisions in order, with their levels."""
    opening: list[Block] = []
    divisions: list[Division] = []
    for entry in entries(blocks):
        if isinstance(entry, Division):
            divisions.append(entry)
        else:
            (divisions[-1].texts if divisions else opening).append(entry)
    nest(divisions)
    settle(divisions)
    return opening, divisions


def divide_as_marked(blocks: Sequence[Block]) -> tuple[list[Block], list[Division]]:
    """The same where a person has said what is a heading: the marked ones and no other line, each of the level of its mark."""
    opening: list[Block] = []
    divisions: list[Division] = []
    for block in blocks:
        if block.depth and (division := given(block, read(block.text))):
            divisions.append(division)
        else:
            (divisions[-1].texts if divisions else opening).append(replace(block, kind="paragraph", depth=0) if block.depth else block)
    open_ones: list[int] = []
    for place, division in enumerate(divisions):
        division.level = max(division.marked_depth - 1, 1)
        while open_ones and divisions[open_ones[-1]].level >= division.level:
            open_ones.pop()
        division.parent = open_ones[-1] if open_ones else -1
        open_ones.append(place)
    settle(divisions)
    return opening, divisions


def nest(divisions: Sequence[Division]) -> None:
    """Give every division its level and parent: labels by their rank, other headings by the depth the file gave."""
    ranks = ranks_of(divisions)
    stack: list[OpenHeading] = []
    for i, division in enumerate(divisions):
        if not division.label and not division.marked_depth:
            stack.clear()
        rank = _rank(division, ranks)
        del stack[_place(division, rank, stack) :]
        division.level = len(stack) + 1
        division.parent = stack[-1].place if stack else -1
        above = stack[-1].depth if stack else 1
        depth = division.marked_depth if division.marked_depth and not division.label else above + 1
        is_front = FRONT_MATTER.fullmatch(squeeze(division.printed))
        stack.append(OpenHeading(i, division.kind, LOWEST if is_front else rank, depth))


def _rank(division: Division, ranks: Mapping[str, float]) -> float:
    if division.label is None:
        return UNRANKED
    return ranks[division.kind] + division.label.depth


def _place(division: Division, rank: float, stack: Sequence[OpenHeading]) -> int:
    """How many of the open divisions stay open above this one. A box keeps what is numbered anew inside it."""
    kinds = [entry.kind for entry in stack]
    start = 0
    if "box" in kinds and division.label and division.kind not in ABOVE_TEXT:
        box = kinds.index("box")
        if division.kind not in kinds[:box] or division.label.number == 1:
            start = box + 1
    return next((k for k in range(start, len(stack)) if _closes(rank, division.marked_depth, stack[k])), len(stack))


def _closes(rank: float, marked_depth: int, entry: OpenHeading) -> bool:
    if rank != UNRANKED and entry.rank != UNRANKED:
        return entry.rank >= rank
    return bool(marked_depth) and entry.depth >= marked_depth


def ranks_of(divisions: Sequence[Division]) -> dict[str, float]:
    """The ranks of the kinds of label in this text, where it does not follow the usual order."""
    ranks: dict[str, float] = dict(RANKS)
    if any(division.kind == "decimal" and division.label and division.label.depth == 0 for division in divisions):
        ranks["arabic"] = RANKS["half_paren"] - 1  # 1. stands below 1 and 1.1
    kinds = {division.kind for division in divisions}
    for upper, lower in combinations([kind for kind in RUNNING if kind in kinds], 2):
        if _stand_the_other_way(divisions, upper, lower):
            ranks[upper], ranks[lower] = ranks[lower], ranks[upper]
    for kind in _kinds_above_articles(divisions):
        ranks[kind] = RANKS["article"] - 10 + RANKS[kind] / 100
    return ranks


def _stand_the_other_way(divisions: Sequence[Division], upper: str, lower: str) -> bool:
    """Whether ``lower`` holds ``upper`` here: it comes first, and its numbers go on past the others (1.（一）（二）2.)."""
    pair = [d for d in divisions if d.kind in (upper, lower)]
    numbers = [d.label.number for d in pair if d.kind == lower and d.label and d.label.number is not None]
    if len(numbers) < 2 or pair[0].kind != lower or numbers != sorted(set(numbers)):
        return False
    kinds = [d.kind for d in pair]
    return upper in kinds[: len(kinds) - 1 - kinds[::-1].index(lower)]


def _kinds_above_articles(divisions: Sequence[Division]) -> set[str]:
    """Of 一、 and （一）, those that head articles here, as in long judicial interpretations (一、管辖, 第一条 …)."""
    kinds: set[str] = set()
    empty: list[str] = []
    for division in divisions:
        if division.kind == "article":
            kinds.update(empty)
        is_heading = not division.texts and (division.printed or is_title(division.rest))
        empty = [*empty, division.kind] if division.kind in ("cn", "paren_cn") and is_heading else []
    return kinds
