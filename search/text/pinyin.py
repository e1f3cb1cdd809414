"""How Chinese sounds, written in Latin letters without tones."""
from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import cast

from search.text.analyzers import segments


def syllables(text: str) -> list[str]:
    """The pinyin of a text, read as a whole: a character that has several sounds has that of its word.

    >>> syllables("学籍")
    ['xue', 'ji']
    """
    from pypinyin import lazy_pinyin  # slow to load, and few commands need it

    return lazy_pinyin(text)


def syllables_by_character(text: str) -> list[str]:
    """One for each character, what has no sound as it is: word by word, for names have most of their words in common."""
    return [sound for word in segments(text) for sound in _of_word(word)]


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    apart = cast(Callable[[str], str], list)  # which it lays out as it does syllables
    return tuple(lazy_pinyin(word, errors=apart))


def initials(sounds: list[str]) -> str:
    return "".join(sound[0] for sound in sounds)
