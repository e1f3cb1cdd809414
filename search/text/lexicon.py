"""What people may mean: the names and words of the corpus, by how they begin, how they sound, how they look.

The list behind suggestions while typing, behind pinyin (shuangjian, sj → 双减) and behind 您是不是要找….
"""
from __future__ import annotations

import json
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from itertools import islice

from search.text.analyzers import normalise
from search.text.name_forms import LONGEST_WORD, likenesses, sounds_of, typed_for, words_in
from search.text.pinyin import syllables

HEADING = "heading"
"""The kind of those that are never offered, only corrected by."""
_LOOKED_AT = 400
_AT_ONCE = 500

_TABLES = """
CREATE TABLE entries (place INTEGER PRIMARY KEY, text TEXT, kind TEXT, weight REAL, url TEXT, note TEXT, authority REAL, folded TEXT, UNIQUE (text, kind));
CREATE TABLE keys (key TEXT, place INTEGER, at_start INTEGER, PRIMARY KEY (key, place, at_start)) WITHOUT ROWID;
CREATE TABLE sounds (sound TEXT, place INTEGER, PRIMARY KEY (sound, place)) WITHOUT ROWID;
CREATE TABLE words (word TEXT, place INTEGER, PRIMARY KEY (word, place)) WITHOUT ROWID;
CREATE TABLE alike (likeness TEXT, word TEXT, PRIMARY KEY (likeness, word)) WITHOUT ROWID;
"""
_BEGINNING = """
SELECT text, kind, weight, url, note, authority, folded, MAX(at_start)
FROM (SELECT place, at_start FROM keys WHERE key >= ? AND key < ? ORDER BY key LIMIT ?) JOIN entries USING (place) GROUP BY place
"""
_SOUNDING = "SELECT text, kind, weight, url, note, authority FROM sounds JOIN entries USING (place) WHERE sound = ?"
_ALIKE = """
SELECT likeness, word, MAX(weight) FROM json_each(?) JOIN alike ON likeness = value JOIN words USING (word) JOIN entries USING (place) GROUP BY likeness, word
"""
_KNOWN = "SELECT DISTINCT word FROM json_each(?) JOIN words ON word = value"
_ADD = (
    "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", "INSERT OR IGNORE INTO keys VALUES (?, ?, ?)", "INSERT OR IGNORE INTO sounds VALUES (?, ?)",
    "INSERT OR IGNORE INTO words VALUES (?, ?)", "INSERT OR IGNORE INTO alike VALUES (?, ?)",
)
_REMOVE = tuple(f"DELETE FROM {table} WHERE place IN (SELECT value FROM json_each(?))" for table in ("entries", "keys", "sounds", "words"))
_CHANGE = "UPDATE entries SET weight = ?, url = ?, note = ?, authority = ? WHERE place = ?"


@dataclass(frozen=True)
class LexiconEntry:
    """``kind``: title, provision, body, number, topic, word, heading or search. ``weight``: which of two comes first;
    ``authority`` is added to it while somebody types. ``url``: where it leads; ``""``: to a search for it. ``note``: what is said
    beside it."""

    text: str
    kind: str
    weight: float = 1.0
    url: str = ""
    note: str = ""
    authority: float = 0.0


class Lexicon:
    """Names, in a database in memory: half a million keys are 40 MB there and were 200 as objects of Python, in every process."""

    def __init__(self, entries: Iterable[LexiconEntry] = ()) -> None:
        self._reading, self._updating = threading.Lock(), threading.Lock()
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.executescript(_TABLES)
        self.update(entries)

    def update(self, entries: Iterable[LexiconEntry]) -> Lexicon:
        """Know these entries and no others, the last of each text and kind; only what has changed is worked on. → itself."""
        wanted = {(entry.text, entry.kind): entry for entry in entries if _is_storable(entry.text)}
        with self._updating:
            held = {(text, kind): (place, facts) for place, text, kind, *facts in self._ask("SELECT place, text, kind, weight, url, note, authority FROM entries")}
            gone = [place for key, (place, _) in held.items() if key not in wanted]
            changed = [
                (*facts, held[key][0]) for key, entry in wanted.items() if key in held and (facts := list(astuple(entry)[2:])) != held[key][1]
            ]
            self._write((order, [(json.dumps(gone),)]) for order in _REMOVE if gone)
            self._write([(_CHANGE, changed)])
            place = max((place for place, _ in held.values()), default=0)
            new = iter(enumerate((entry for key, entry in wanted.items() if key not in held), start=place + 1))
            while some := list(islice(new, _AT_ONCE)):  # whoever reads meanwhile waits for no more than these
                self._write(zip(_ADD, _rows(some), strict=True))
        return self

    def suggest(self, typed: str, most: int = 8) -> list[LexiconEntry]:
        """The entries one of whose words begins as ``typed`` does, or sounds so: what is called so, then what begins so, each by weight;
        words after all names, because who types one has it already."""
        key = _storable(normalise(typed))
        if not key:
            return []
        found = [(LexiconEntry(*row), folded, at_start) for *row, folded, at_start in self._ask(_BEGINNING, key, f"{key}\U0010ffff", _LOOKED_AT)]

        def rank(one: tuple[LexiconEntry, str, int]) -> tuple:
            entry, folded, at_start = one
            return entry.kind == "word", folded != key, not at_start, -entry.weight - entry.authority, len(entry.text), entry.text, entry.kind

        return [entry for entry, _, _ in islice(sorted(found, key=rank), most)]

    def sounding_like(self, latin: str) -> list[LexiconEntry]:
        """The names, then the words, whose pinyin, or a name's initials, is ``latin``; the weightiest first."""
        key = _storable(latin.replace(" ", "").replace("'", "").casefold())
        names = [LexiconEntry(*row) for row in self._ask(_SOUNDING, key)]
        words = [LexiconEntry(word, "word", weight) for _, word, weight in self._ask(_ALIKE, json.dumps([key]))]
        return [
            *sorted(names, key=lambda entry: (entry.kind == HEADING, -entry.weight, len(entry.text), entry.text, entry.kind)),
            *sorted(words, key=lambda entry: (-entry.weight, entry.text)),
        ]

    def corrected(self, text: str) -> list[str]:
        """``text`` with a part that sounds like a known word, or is one but for a character, written as that
        word; the likeliest first."""
        text = _storable(normalise(text))
        spans = [(start, end) for start in range(len(text)) for end in range(start + 2, min(len(text), start + LONGEST_WORD) + 1)]
        parts = {text[start:end] for start, end in spans if text[start:end].isalpha() and not text[start:end].isascii()}
        known = {word for word, in self._ask(_KNOWN, json.dumps(list(parts)))}
        alike = {part: likenesses(part) for part in parts - known}
        words = defaultdict(list)
        for likeness, word, weight in self._ask(_ALIKE, json.dumps(list({likeness for found in alike.values() for likeness, _ in found}))):
            words[likeness].append((word, weight))
        scores: dict[str, float] = {}
        for start, end in spans:
            for likeness, sure in alike.get(text[start:end], ()):
                for word, weight in words[likeness]:
                    changed = text[:start] + word + text[end:]
                    scores[changed] = max(sure * weight * len(word), scores.get(changed, 0))
        return sorted(scores, key=lambda changed: (-scores[changed], changed))

    def homophones(self, text: str) -> list[str]:
        """The corrections of ``text`` that sound as it does."""
        sound = syllables(normalise(text))
        return [other for other in self.corrected(text)[:_LOOKED_AT] if syllables(other) == sound]

    def _ask(self, question: str, *values: str | int) -> list[tuple]:
        with self._reading:
            return self._database.execute(question, values).fetchall()

    def _write(self, orders: Iterable[tuple[str, list[tuple]]]) -> None:
        with self._reading, self._database:
            for order, rows in orders:
                self._database.executemany(order, rows)


def _rows(entries: list[tuple[int, LexiconEntry]]) -> tuple[list[tuple], ...]:
    """What is to be stored of entries with their places, for each of the tables."""
    words = {place: words_in(entry.text) for place, entry in entries}
    return (
        [(place, *astuple(entry), normalise(entry.text)) for place, entry in entries],
        [(key, place, at_start) for place, entry in entries if entry.kind != HEADING for key, at_start in typed_for(entry.text, entry.kind)],
        [(sound, place) for place, entry in entries for sound in sounds_of(entry.text)],
        [(word, place) for place in words for word in words[place]],
        [
            (likeness, word)
            for word in {word for found in words.values() for word in found} if 2 <= len(word) <= LONGEST_WORD
            for likeness, _ in likenesses(word)
        ],
    )


def _is_storable(text: str) -> bool:
    return _storable(text) == text


def _storable(text: str) -> str:
    """Without the halves of characters that a program may send and no database takes."""
    return text.encode("utf-8", "replace").decode()
