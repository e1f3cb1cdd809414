"""Outlines that are numbered 1, 1.1, 1.2, 2 …, whose upper level has nothing but a figure before its heading.

Such a line alone says nothing (3 名); it is a heading where the numbers of its text run on through both levels.
"""
import re
from collections.abc import Iterable, Iterator, Sequence

from documents.vocabulary.characters import ALL_HAN
from documents.vocabulary.numerals import to_int

from .blocks import Block
from .labels import Label

NUMBERED = re.compile(
    rf"""
    (?P<label> [0-9０-９]{{1,2}} (?:(?:[.．][0-9０-９]{{1,2}}){{1,3}} [.．、]? | [.．、])? )
    (?: (?P<gap>[ ]+) (?=\S) | (?=[{ALL_HAN}《“（]) | $ )
    """,
    re.VERBOSE,
)
DOTS = re.compile("[.．、]")
SENTENCE = re.compile("[。；，！？：;,?!:]")
LONGEST, FEWEST = 30, 3

Path = tuple[int, ...]


def numbered(blocks: Sequence[Block]) -> dict[int, Label]:
    """The labels of blocks by their places, where the text is numbered so: each number follows on the one before.

    ``{}`` where it has no two levels. Where the upper level has a dot (1.总则, 1.1目的), its lines keep the labels that they have as items.
    """
    found: dict[int, Label] = {}
    candidates = list(_candidates(blocks))
    for dotted in (False, True):
        for run in _runs(one for one in candidates if len(one[1]) > 1 or bool(DOTS.search(one[2].printed)) is dotted):
            depths = {len(path) for _, path, _ in run}
            if len(run) >= FEWEST and 1 in depths and 2 in depths:
                found.update((place, label) for place, path, label in run if len(path) > 1 or not dotted)
    return found


def begins_outline(text: str) -> bool:
    """Whether ``text`` may be the first heading of such an outline: 1 总则."""
    match = NUMBERED.match(text)
    return match is not None and to_int(match["label"].rstrip(".．、")) == 1


def _candidates(blocks: Sequence[Block]) -> Iterator[tuple[int, Path, Label]]:
    for place, block in enumerate(blocks):
        if block.kind == "verbatim" or not (match := NUMBERED.match(block.text)):
            continue
        rest = block.text[match.end() :]
        numbers = tuple(to_int(part) or 0 for part in DOTS.split(match["label"]) if part)
        if len(numbers) > 1 or 0 < len(rest) <= LONGEST and not SENTENCE.search(rest):
            label = Label("decimal", match["label"], rest, numbers[-1], spaced=bool(match["gap"]))
            yield place, numbers, label


def _runs(candidates: Iterable[tuple[int, Path, Label]]) -> Iterator[list[tuple[int, Path, Label]]]:
    """Candidates in stretches in which each follows on the one before; another 1 begins a new one."""
    run: list[tuple[int, Path, Label]] = []
    for candidate in candidates:
        if run and _follows(run[-1][1], candidate[1]):
            run.append(candidate)
        elif candidate[1] in ((1,), (1, 1)):
            yield run
            run = [candidate]
    yield run


def _follows(last: Path, number: Path) -> bool:
    """Whether ``number`` comes after ``last``: the first below it, or the next on its level or on one above.

    >>> _follows((1,), (1, 1)), _follows((1, 2), (2,)), _follows((1, 2), (1, 4))
    (True, True, False)
    """
    if len(number) > len(last):
        return number == (*last, 1)
    return number == (*last[: len(number) - 1], last[len(number) - 1] + 1)
