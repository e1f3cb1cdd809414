"""What people may mean: the names and words of the corpus, by how they begin, how they sound, how they look.

The list behind suggestions while typing, behind pinyin (shuangjian, sj → 双减) and behind 您是不是要找….
"""
from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import cast

from search.text.analyzers import normalise, segments, tokens

_LOOKED_AT = 400
_LONGEST_KEY = 24
_COUNTRY = "中华人民共和国"
_LONGEST_SOUND = 20
_LONGEST_WORD = 8
_SHORTEST_MASKED = 4


@dataclass(frozen=True)
class Entry:
    """``kind``: title, provision, body, number, topic, word or search. ``weight``: which of two comes first;
    ``authority`` is added to it while somebody types. ``url``: where it leads; ``""``: to a search for it. ``note``: what is said
    beside it."""

    text: str
    kind: str
    weight: float = 1.0
    url: str = ""
    note: str = ""
    authority: float = 0.0


class Lexicon:
    """Built once from ``entries``, never changed."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple({(entry.text, entry.kind): entry for entry in entries}.values())
        keys = [
            (key, place, at_start)
            for place, entry in enumerate(self._entries)
            for key, at_start in _keys(entry.text, entry.kind)
        ]
        keys.sort()
        self._keys = [key for key, _, _ in keys]
        self._places = [(place, at_start) for _, place, at_start in keys]
        self._sounds: dict[str, list[Entry]] = defaultdict(list)
        self._words: dict[str, float] = {}
        for entry in self._entries:
            for sound in set(_sounds(entry.text)):
                self._sounds[sound].append(entry)
            for word in _words(entry.text):
                self._words[word] = max(entry.weight, self._words.get(word, 0))
        self._alike: dict[str, list[str]] = defaultdict(list)
        for word in self._words:
            if 2 <= len(word) <= _LONGEST_WORD:
                self._alike["".join(_syllables(word))].append(word)
                for mask in _masks(word):
                    self._alike[mask].append(word)

    def suggest(self, typed: str, most: int = 8) -> list[Entry]:
        """The entries one of whose words begins as ``typed`` does, or sounds so: what is called so, then what begins so, each by weight;
        words after all names, because who types one has it already."""
        key = normalise(typed)
        if not key:
            return []
        start = bisect_left(self._keys, key)
        found: dict[int, bool] = {}
        for at in range(start, min(start + _LOOKED_AT, len(self._keys))):
            if not self._keys[at].startswith(key):
                break
            place, at_start = self._places[at]
            found[place] = found.get(place, False) or at_start

        def rank(place: int) -> tuple:
            entry = self._entries[place]
            return entry.kind == "word", normalise(entry.text) != key, not found[place], -entry.weight - entry.authority, len(entry.text), place

        return [self._entries[place] for place in islice(sorted(found, key=rank), most)]

    def sounding_like(self, latin: str) -> list[Entry]:
        """The names, then the words, whose pinyin, or a name's initials, is ``latin``; the weightiest first."""
        key = latin.replace(" ", "").replace("'", "").casefold()
        words = [Entry(word, "word", self._words[word]) for word in self._alike.get(key, ())]
        return [
            *sorted(self._sounds.get(key, ()), key=lambda entry: (-entry.weight, len(entry.text))),
            *sorted(words, key=lambda entry: (-entry.weight, entry.text)),
        ]

    def corrected(self, text: str) -> list[str]:
        """``text`` with a part that sounds like a known word, or is one but for a character, written as that
        word; the likeliest first."""
        text = normalise(text)
        candidates: dict[str, float] = {}
        for start in range(len(text)):
            for end in range(start + 2, min(len(text), start + _LONGEST_WORD) + 1):
                part = text[start:end]
                if part in self._words or not part.isalpha() or part.isascii():
                    continue
                for likeness, sure in (("".join(_syllables(part)), 2.0), *((mask, 1.0) for mask in _masks(part))):
                    for word in self._alike.get(likeness, ()):
                        changed = text[:start] + word + text[end:]
                        score = sure * self._words[word] * len(word)
                        candidates[changed] = max(score, candidates.get(changed, 0))
        return sorted(candidates, key=lambda c: (-candidates[c], c))

    def homophones(self, text: str) -> list[str]:
        """The corrections of ``text`` that sound as it does."""
        sound = _pinyin(normalise(text))
        return [other for other in self.corrected(text)[:_LOOKED_AT] if _pinyin(other) == sound]


def _pinyin(text: str) -> list[str]:
    from pypinyin import lazy_pinyin  # slow to load, and few commands need it

    return lazy_pinyin(text)


@lru_cache(maxsize=200_000)
def _syllables(text: str) -> tuple[str, ...]:
    return tuple(_pinyin(text))


def _by_character(text: str) -> list[str]:
    """The pinyin of each character, what has none as it is: word by word, for names have most of their words in common."""
    return [sound for word in segments(text) for sound in _of_word(word)]


@lru_cache(maxsize=50_000)
def _of_word(word: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    apart = cast(Callable[[str], str], list)  # which it lays out as it does syllables
    return tuple(lazy_pinyin(word, errors=apart))


@lru_cache(maxsize=50_000)
def _words(text: str) -> tuple[str, ...]:
    """A name, its words and the words inside them, as they are compared: 竞争 is one of 不正当竞争."""
    return tuple(dict.fromkeys((normalise(text), *tokens(text))))


def _masks(word: str) -> tuple[str, ...]:
    """A longer word with each of them left open in turn."""
    return tuple(f"{word[:i]}?{word[i + 1:]}" for i in range(len(word))) if len(word) >= _SHORTEST_MASKED else ()


def _sounds(text: str) -> tuple[str, ...]:
    """The pinyin of a name, whole and as initials; of a law also without the name of the country."""
    text = text.removeprefix(_COUNTRY)
    if len(text) > _LONGEST_SOUND:
        return ()
    syllables = _by_character(text)
    return "".join(syllables).casefold(), "".join(s[0] for s in syllables).casefold()


@lru_cache(maxsize=50_000)
def _keys(name: str, kind: str) -> tuple[tuple[str, bool], ...]:
    """What may be typed for an entry, and whether the entry begins so; kept, because names stay while lists of them are made anew."""
    return tuple(_typed_for(name, kind))


def _typed_for(name: str, kind: str) -> Iterable[tuple[str, bool]]:
    """A name from each of its words on, and the pinyin and initials of that. Laws are called by what follows the name of the country."""
    text = normalise(name).strip("\"'《》").removeprefix(_COUNTRY)
    if name.startswith(_COUNTRY):
        yield _COUNTRY + text[:_LONGEST_KEY], True
    if kind == "number":
        yield text, True
        yield text.replace("〔", "").replace("〕", ""), True
        return
    at, sounds = 0, _by_character(text)
    for word in segments(text):
        if word[:1].isalnum():
            yield text[at : at + _LONGEST_KEY], at == 0
            syllables = sounds[at : at + _LONGEST_SOUND]
            yield "".join(syllables), at == 0
            yield "".join(s[0] for s in syllables), at == 0
        at += len(word)
