"""A corpus of any size out of laws: copies with titles and numbers of their own, and texts that are not the same."""
from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from search.backends.entries import IndexEntry, Passage

_ARTICLE = re.compile(r"^(?=第[一二三四五六七八九十百千零]+条)", re.M)
_CHANGED = 0.1  # share of a text that comes from other texts
_PIECE = 6


def laws(archive: Path) -> list[list[str]]:
    """Of each law in a zip of Markdown files: its title, what stands before its articles, and these."""
    return list(_laws(archive))


@cache
def _laws(archive: Path) -> tuple[list[str], ...]:
    with zipfile.ZipFile(archive) as zipped:
        texts = [zipped.read(name).decode() for name in sorted(zipped.namelist()) if name.endswith(".md")]
    return tuple([text.lstrip("# ").partition("\n")[0], *_ARTICLE.split(text)] for text in texts)


def entry(number: int, originals: list[list[str]]) -> IndexEntry:
    """The ``number``-th document, the same in every process: a perturbed copy of one of the laws."""
    chance = random.Random(number)
    title, *texts = originals[number % len(originals)]
    passages = (Passage(f"art-{n}" if n else "", _changed(text, texts, chance)) for n, text in enumerate(texts))
    place = chance.choice("京沪粤苏浙鲁豫川鄂湘")
    return IndexEntry(
        document_id=number + 1, title=(f"{place}{number}号{title}",), passages=tuple(passages),
        number=(f"{place}发〔{chance.randint(1980, 2025)}〕{number}号",),
        date=chance.randint(1980, 2025) * 10000 + 101,
        values={"slug": (str(number),), "topic": (f"t{number % 40}",), "year": (str(chance.randint(1980, 2025)),)},
    )


def numbers(passages: int, originals: list[list[str]]) -> Iterator[int]:
    """The numbers of as many documents as have so many passages."""
    number = 0
    while passages > 0:
        yield number
        passages -= len(originals[number % len(originals)]) - 1
        number += 1


def _changed(text: str, others: list[str], chance: random.Random) -> str:
    pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]
    for place in range(len(pieces)):
        if chance.random() < _CHANGED:
            other = chance.choice(others)
            start = chance.randrange(max(1, len(other)))
            pieces[place] = other[start : start + _PIECE]
    return "".join(pieces)
