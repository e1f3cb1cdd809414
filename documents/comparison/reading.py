"""A comparison that people can read: no confetti of single characters, and changes that begin where a clause begins."""
import re
from collections.abc import Iterable, Iterator, Sequence

from documents.vocabulary.characters import STOPS

from .runs import Run

_SHORT = 4
_LITTLE = 0.25
_CLOSING = f"{STOPS}）》”\n"
_OPENING = f"{STOPS}（《“\n"
_CONJUNCTIONS = "或和及与并"


def readable(runs: Iterable[Run]) -> list[Run]:
    """The same two texts, from beginning to end, with fewer and plainer changes; one change where little was kept."""
    cleaned = _cleaned(runs)
    old, new = "".join(run.old for run in cleaned), "".join(run.new for run in cleaned)
    kept = sum(run.size for run in cleaned if run.is_kept)
    if old and new and kept < _LITTLE * min(len(old), len(new)):
        return [Run(old, new, is_kept=False)]
    return _shifted(cleaned)


def _cleaned(runs: Iterable[Run]) -> list[Run]:
    """What was kept between two changes, and is short and no longer than either, becomes part of them."""
    done: list[Run] = []
    for run in runs:
        done.append(run)
        while (count := _mergeable(done)) > 1:
            merged = done[-count:]
            done[-count:] = [Run("".join(r.old for r in merged), "".join(r.new for r in merged), merged[-1].is_kept)]
    return done


def _mergeable(done: Sequence[Run]) -> int:
    """How many of the last runs are to be one."""
    if len(done) > 1 and done[-1].is_kept is done[-2].is_kept:
        return 2
    return 3 if len(done) > 2 and done[-2].is_kept and _is_confetti(*done[-3:]) else 1


def _is_confetti(before: Run, kept: Run, after: Run) -> bool:
    is_mark = not re.search(r"\w", kept.new) and "\n" not in kept.new
    return is_mark or kept.size <= min(before.size, after.size, _SHORT)


def _shifted(runs: list[Run]) -> list[Run]:
    """What was only added, or only removed, between what was kept: shifted to where a clause begins or ends.

    股东[会、股东大]会决议 reads better as 股东会[、股东大会]决议, and says the same.
    """
    for at in range(1, len(runs) - 1):
        before, change, after = runs[at - 1 : at + 2]
        if before.is_kept and after.is_kept and not (change.is_kept or change.old and change.new):
            ways: list[list[Run]] = [_shift(before, change, after, by) for by in _shifts(before, change.old or change.new, after)]
            runs[at - 1 : at + 2] = max(ways, key=_plainness)
    return [run for run in runs if run.size]


def _shifts(before: Run, text: str, after: Run) -> Iterator[int]:
    """By how many characters ``text`` can be shifted, 0 first; to the left is negative."""
    yield 0
    for by, (old, new, own) in enumerate(zip(before.old[::-1], before.new[::-1], text[::-1], strict=False), 1):
        if not old == new == own:
            break
        yield -by
    for by, (old, new, own) in enumerate(zip(after.old, after.new, text, strict=False), 1):
        if not old == new == own:
            break
        yield by


def _shift(before: Run, change: Run, after: Run, by: int) -> list[Run]:
    text = change.old or change.new
    if by < 0:
        moved, text = text[by:], text[by:] + text[:by]
        before, after = Run(before.old[:by], before.new[:by], True), Run(moved + after.old, moved + after.new, True)
    elif by > 0:
        moved, text = text[:by], text[by:] + text[:by]
        before, after = Run(before.old + moved, before.new + moved, True), Run(after.old[by:], after.new[by:], True)
    return [before, Run(text if change.old else "", text if change.new else "", False), after]


def _plainness(runs: Iterable[Run]) -> int:
    """How many ends of the change between two runs are ends of clauses."""
    before, change, after = runs
    text = change.old or change.new
    starts = not before.new or before.new[-1] in _CLOSING or text[0] in _OPENING + _CONJUNCTIONS
    ends = not after.new or after.new[0] in _OPENING or text[-1] in _CLOSING
    return starts + ends
