"""What of a text was kept, removed and added, character by character, so that people can read it."""
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from .folding import fold
from .reading import readable
from .runs import Budget, Run, runs


class Change(Enum):
    """What became of a text, or of a part of it."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True)
class Segment:
    """A run of characters: kept (``old`` and ``new`` differ in spelling at most), removed (only ``old``) or added (only ``new``)."""

    change: Change
    old: str
    new: str


def segments(old: str, new: str, *, exact: bool = False, budget: Budget | None = None) -> tuple[Segment, ...]:
    """How ``old`` became ``new``: the segments' old texts joined are ``old``, their new texts ``new``.

    Width, punctuation and blanks count only where it is to be ``exact``. ``budget``: shared by all texts of a document.

    >>> [segment.old or segment.new for segment in segments("依照第三条的规定", "依照第五条的规定")]
    ['依照第', '三', '五', '条的规定']
    """
    found = readable(runs(old, new, str if exact else fold, budget or Budget()))
    return tuple(segment for run in found for segment in _segments(run))


def _segments(run: Run) -> Iterator[Segment]:
    if run.is_kept:
        yield Segment(Change.KEPT, run.old, run.new)
        return
    if run.old:
        yield Segment(Change.REMOVED, run.old, "")
    if run.new:
        yield Segment(Change.ADDED, "", run.new)
