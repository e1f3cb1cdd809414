"""How far a division's heading goes: （一）指导思想。以… is a heading 指导思想 and its text."""
import re
from collections.abc import Sequence

from . import labels
from .blocks import Block
from .division import Division
from .labels import STATUTE

STOP = re.compile("[。！？?；]")
END = re.compile("[。；;：:，,、]$")
IN_BRACKETS = re.compile("(?:【[^】]{1,40}】|［[^］]{1,40}］|[（(][^）)。，]{2,20}[）)](?= ))")
NOT_IN_HEADINGS = re.compile("[：:]|应当|可以|不得|必须|是指|适用于|予以|之日起")
LONGEST = 60
LONGEST_RUN_IN = 32
LONGEST_SENTENCE = 20
MOST, NEARLY_ALL = 0.5, 0.75


def is_title(text: str) -> bool:
    """Whether ``text`` stands as a heading of its own: short, and no sentence."""
    return bool(text) and len(text) <= LONGEST and not STOP.search(text) and not END.search(text)


def settle(divisions: Sequence[Division]) -> None:
    """Part the heading of each found division from its text, alike among the divisions of one kind and parent.

    A short first sentence is a heading only if it is so with most of the others: of items that are whole sentences,
    one may well begin with a short one.
    """
    groups: dict[tuple[int, str], list[int]] = {}
    for i, division in enumerate(divisions):
        if division.rest:
            groups.setdefault((division.parent, division.kind), []).append(i)
    for members in groups.values():
        ends = {i: heading_end(divisions, i) for i in members}
        share = sum(1 for end, _ in ends.values() if end) / len(ends)
        for i, (end, sure) in ends.items():
            _part(divisions[i], end if share >= (MOST if sure else NEARLY_ALL) else 0)


def _part(division: Division, end: int) -> None:
    rest, division.rest = division.rest, ""
    if end:
        division.printed = rest[:end]
    if text := rest[end:].strip():
        division.texts.insert(0, Block("paragraph", text))


def heading_end(divisions: Sequence[Division], i: int) -> tuple[int, bool]:
    """Where the heading at the start of a division's text ends (0: it has none), and whether that is beyond doubt."""
    division = divisions[i]
    rest = division.rest
    if division.kind == "article":
        match = IN_BRACKETS.match(rest)
        return (match.end() if match else 0), True
    if is_title(rest) or division.kind in (*STATUTE, "annex", "box", "question") and len(rest) <= 2 * LONGEST:
        return len(rest), True
    stop = STOP.search(rest)
    if stop is None:
        return 0, False
    if stop[0] in "？?" and stop.end() <= 2 * LONGEST:
        return stop.end(), True
    if stop.end() == len(rest):
        return (len(rest), True) if len(rest) <= LONGEST_SENTENCE and _has_content(divisions, i) else (0, False)
    return _run_in(rest, stop)


def _run_in(rest: str, stop: re.Match) -> tuple[int, bool]:
    """A first sentence that is a heading; sure where it has one clause, or clauses of like length (强化引领，统筹推进)."""
    sentence = rest[: stop.end()]
    if stop[0] != "。" or not 1 < len(sentence) <= LONGEST_RUN_IN or NOT_IN_HEADINGS.search(sentence):
        return 0, False
    if labels.read(rest[stop.end() :].strip()):
        return 0, False
    lengths = [len(clause) for clause in re.split("[，,]", sentence[:-1])]
    return stop.end(), max(lengths) - min(lengths) <= 4


def _has_content(divisions: Sequence[Division], i: int) -> bool:
    return bool(divisions[i].texts) or (i + 1 < len(divisions) and divisions[i + 1].parent == i)
