"""Which words stand for which: abbreviations, everyday words for official ones.

A line reads ``网信办 = 国家互联网信息办公室`` (each stands for the other) or ``双减 → 校外培训、作业负担`` (the left
stands for the right). ``#`` begins a remark.
"""
from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from search.text.analyzers import normalise

FILE = Path(__file__).with_name("synonyms.txt")
_SEPARATOR = re.compile(r"[、,，]")
log = logging.getLogger(__name__)


class MalformedSynonyms(ValueError):
    """A line that says nothing; the message is for the person who wrote it."""


def read_line(line: str) -> dict[str, tuple[str, ...]]:
    """What each word of ``line`` stands for besides itself, by its normalised form; empty for a remark."""
    text = line.partition("#")[0].strip()
    if not text:
        return {}
    if "→" in text:
        left, _, right = text.partition("→")
        words, meanings = _words(left), _words(right)
        if words and meanings:
            return {normalise(word): meanings for word in words}
    else:
        group = [word.strip() for word in text.split("=") if word.strip()]
        if len(group) > 1:
            return {normalise(word): tuple(w for w in group if w != word) for word in group}
    raise MalformedSynonyms(f"“{line.strip()}”应写作“简称 = 全称”或“说法 → 意思一、意思二”。")


def read(lines: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """All ``lines`` together: what two lines say of one word adds up. One that says nothing is left out: it was checked
    when somebody wrote it, and whatever brought it since, without it there is still a search."""
    meanings: dict[str, tuple[str, ...]] = {}
    for line in lines:
        try:
            said = read_line(line)
        except MalformedSynonyms as error:
            log.warning("a line of synonyms is left out: %s", error)
            continue
        for word, others in said.items():
            meanings[word] = tuple(dict.fromkeys((*meanings.get(word, ()), *others)))
    return meanings


def is_slip(word: str, meanings: Sequence[str]) -> bool:
    """Whether ``word`` is but a slip for what it stands for: of one meaning, as long, with one other character.

    >>> is_slip("签定", ("签订",)), is_slip("网信办", ("国家互联网信息办公室",))
    (True, False)
    """
    return len(meanings) == 1 and len(meanings[0]) == len(word) and sum(a != b for a, b in zip(word, meanings[0], strict=True)) == 1


@cache
def built_in() -> tuple[str, ...]:
    """The lines of ``synonyms.txt``."""
    return tuple(FILE.read_text("utf-8").splitlines())


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in _SEPARATOR.split(text) if word.strip())
