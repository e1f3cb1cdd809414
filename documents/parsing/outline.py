"""The divisions of a text as a tree."""
from collections.abc import Sequence

from .blocks import Block
from .division import Division
from .headings import is_title, settle
from .labels import RANKS
from .openings import FRONT_MATTER, entries, squeeze

LOWEST = 1000.0


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


def nest(divisions: Sequence[Division]) -> None:
    """Give every division its level and parent: labels by their rank, other headings by the depth the file gave."""
    above_articles = _kinds_above_articles(divisions)
    stack: list[tuple[int, float, int]] = []  # index, rank (-1 without label), depth
    for i, division in enumerate(divisions):
        rank = division.label.rank if division.label else -1.0
        if not division.label and not division.given:
            stack.clear()
        if division.kind in above_articles:
            rank = RANKS["article"] - 10 + rank / 100
        cut = next((k for k, entry in enumerate(stack) if _closes(rank, division.given, entry)), len(stack))
        del stack[cut:]
        division.level = len(stack) + 1
        division.parent = stack[-1][0] if stack else -1
        above = stack[-1][2] if stack else 1
        if FRONT_MATTER.fullmatch(squeeze(division.words)):
            rank = LOWEST
        stack.append((i, rank, above + 1 if division.label or not division.given else division.given))


def _kinds_above_articles(divisions: Sequence[Division]) -> set[str]:
    """Of 一、 and （一）, those that head articles here, as in long judicial interpretations (一、管辖, 第一条 …)."""
    kinds: set[str] = set()
    empty: list[str] = []
    for division in divisions:
        if division.kind == "article":
            kinds.update(empty)
        is_heading = not division.texts and (division.words or is_title(division.rest))
        empty = [*empty, division.kind] if division.kind in ("cn", "paren_cn") and is_heading else []
    return kinds


def _closes(rank: float, given: int, entry: tuple[int, float, int]) -> bool:
    _, rank_above, depth_above = entry
    if rank >= 0 and rank_above >= 0:
        return rank_above >= rank
    return bool(given) and depth_above >= given
