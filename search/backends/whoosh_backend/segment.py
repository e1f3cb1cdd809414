"""One segment of the index in memory: it never changes, so what is decoded of it stays true."""
from __future__ import annotations

import re
import threading
from collections import OrderedDict
from typing import Generic, Protocol, TypeVar

import numpy as np
from whoosh.codec.whoosh3 import W3Segment
from whoosh.reading import TermNotFound
from whoosh.util.numeric import byte_to_length

from search import weights
from search.backends.fields import TEXT_FIELDS
from search.text.analyzers import END, is_latin
from search.text.numbers import BEFORE
from search.text.spellings import forms

from .codec import ArrayCodec, SharedFile, SharedStorage, postings
from .schema import BYTES_COLUMNS, folded, grams_of, numbers_of

Postings = tuple[np.ndarray, np.ndarray]
"""Passages in ascending order, and how often each holds what was looked for."""

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], "f4")
FEW = 20
"""So many passages are looked into quicker than one more list of passages is read."""
_NONE: Postings = (np.empty(0, "u4"), np.empty(0, "f4"))


class Measured(Protocol):
    @property
    def nbytes(self) -> int: ...


Kept = TypeVar("Kept", bound="Measured | tuple[np.ndarray, ...]")


class ArrayCache(Generic[Kept]):
    """What was used last, up to a number of bytes."""

    def __init__(self, limit: int) -> None:
        self._values: OrderedDict[tuple, Kept] = OrderedDict()
        self._limit, self._size, self._lock = limit, 0, threading.Lock()

    def get(self, key: tuple) -> Kept | None:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
            return self._values.get(key)

    def put(self, key: tuple, value: Kept) -> Kept:
        with self._lock:
            if key not in self._values:
                self._values[key] = value
                self._size += _bytes(value)
            while self._size > self._limit and self._values:
                self._size -= _bytes(self._values.popitem(last=False)[1])
        return value


def _bytes(value: Measured | tuple[np.ndarray, ...]) -> int:
    return 300 + (sum(array.nbytes for array in value) if isinstance(value, tuple) else value.nbytes)


class Segment:
    """``segment``: Whoosh's; all of its files are opened here, so that they may be deleted afterwards.

    ``cache``: of what is decoded and found, shared with other segments.
    """

    def __init__(self, folder: str, segment: W3Segment, cache: ArrayCache[Postings]) -> None:
        storage, codec = SharedStorage(folder), ArrayCodec()
        self._id, self._cache = segment.segment_id(), cache
        self.count = segment.doc_count_all()
        self._terms = codec.terms_reader(storage, segment)
        self._postings = self._terms._postfile
        self._columns = codec.per_document_reader(storage, segment)
        self.document_ids = self._numbers("document", ">i4")
        self.dates = self._numbers("date", ">i4")
        self.lengths = {name: _LENGTHS[self._numbers(f"_{name}_len", "u1")] for name in TEXT_FIELDS}
        self._bytes = {name: self._open_bytes(name) for name in BYTES_COLUMNS}
        self.leads = np.diff(self._bytes["anchor"][1], prepend=0) == 0
        self.document_of = np.cumsum(self.leads, dtype="i4") - 1
        self.size = {"section": self.count, "document": int(np.count_nonzero(self.leads))}

    def _numbers(self, name: str, kind: str) -> np.ndarray:
        """A numeric column; Whoosh leaves out default values at its end."""
        values = np.zeros(self.count, kind[1:] if kind[0] == ">" else kind)
        if self._columns.has_column(name):
            file, start, length = self._columns._get_column_file(name)
            stored = np.frombuffer(file.get(start, length), kind)
            values[: len(stored)] = stored
        return values

    def _open_bytes(self, name: str) -> tuple[SharedFile | None, np.ndarray]:
        if not self._columns.has_column(name):
            return None, np.zeros(self.count, "i8")
        file, _, length = self._columns._get_column_file(name)
        return file, np.frombuffer(file.get(length - self.count * 8, self.count * 8), "<i8")

    def bytes_at(self, name: str, passage: int) -> bytes:
        file, ends = self._bytes[name]
        start = int(ends[passage - 1]) if passage else 0
        return file.get(start, int(ends[passage]) - start) if file else b""

    def terms_of(self, field: str) -> list[tuple[str, np.ndarray]]:
        """Every term of a field with its passages."""
        found = []
        for (name, term), info in self._terms.items_from(field, b""):
            if name != field:
                break
            found.append((term.decode("utf-8"), postings(self._postings, info)[0]))
        return found

    def links(self, field: str) -> tuple[np.ndarray, np.ndarray]:
        """The numbers of all values of a field, and the passage that holds each."""
        file, ends = self._bytes[numbers_of(field)]
        numbers = np.frombuffer(file.get(0, int(ends[-1])) if file else b"", "<i8")
        return numbers, np.repeat(np.arange(self.count), np.diff(ends, prepend=0) // 8)

    def term(self, field: str, term: str) -> Postings:
        key = (self._id, "term", field, term)
        return self._cache.get(key) or self._cache.put(key, self._read(field, term))

    def _read(self, field: str, term: str) -> Postings:
        try:
            info = self._terms.term_info(field, term.encode("utf-8", "replace"))
        except TermNotFound:
            return _NONE
        passages, frequencies = postings(self._postings, info)
        return passages, frequencies.astype("f4")

    def frequencies(self, text: str, look: str, names: tuple[str, ...], level: str) -> Postings:
        """The documents or sections where any of these fields holds ``text``, and how often, an occurrence in each counting as its field does.

        A section has its document's fields. It depends on this segment alone, so that what is written to others leaves it kept.
        """
        key = (self._id, text, look, names, level)
        return self._cache.get(key) or self._cache.put(key, self._frequencies(*key[1:]))

    def _frequencies(self, text: str, look: str, names: tuple[str, ...], level: str) -> Postings:
        found = [(name, *LOOK[look](self, name, text)) for name in names]
        found = [(name, passages, counts * np.float32(weights.FIELDS[level].get(name, 1.0))) for name, passages, counts in found if len(passages)]
        if len(found) == 1 and level == TEXT_FIELDS[found[0][0]].level == "section":
            return found[0][1:]
        every: np.ndarray = np.zeros(self.size[level], "f4")
        for name, passages, counts in found:
            if level == TEXT_FIELDS[name].level == "section":
                every[passages] += counts
                continue
            documents = np.bincount(self.document_of[passages], counts, self.size["document"]).astype("f4")
            every += documents if level == "document" else documents[self.document_of]
        places = np.flatnonzero(every > 0)  # of truths: ten times as fast as of numbers
        return places.astype("u4"), every[places]

    def gram(self, field: str, gram: str) -> Postings:
        return self.term(grams_of(field), gram)

    def word(self, field: str, word: str) -> Postings:
        """Where ``field`` holds a word in any of its forms; a Chinese one also inside a longer word."""
        spelled = forms(word)
        if len(spelled) == 1:
            return self.term(field, word) if is_latin(word) else self.substring(field, word)
        key = (self._id, "word", field, word)
        return self._cache.get(key) or self._cache.put(key, _union([self._form(field, form) for form in spelled]))

    def _form(self, field: str, form: str) -> Postings:
        """Where ``field`` holds one form of a word; of a number, not inside a longer one: 二十元 is not in 一百二十元."""
        passages, counts = self.substring(field, form)
        if form[0] not in BEFORE or not len(passages):
            return passages, counts
        whole = re.compile(f"(?<![{re.escape(BEFORE)}]){re.escape(form)}")
        if len(passages) <= FEW:
            return self._count(field, form, passages, whole)
        longer = [self.gram(field, before + form[0])[0] for before in BEFORE]
        unsure = np.isin(passages, np.concatenate(longer))
        own = self._count(field, form, passages[unsure], whole)
        return _union([(passages[~unsure], counts[~unsure]), own])

    def substring(self, field: str, text: str) -> Postings:
        """Where ``field`` holds ``text`` (normalised), however words are cut."""
        if not TEXT_FIELDS[field].exact:
            return _NONE
        if len(text) <= 2:
            return self.gram(field, text)
        key = (self._id, "substring", field, text)
        return self._cache.get(key) or self._cache.put(key, self._verified(field, text))

    def _verified(self, field: str, text: str) -> Postings:
        if not text or END in text:
            return _NONE
        return self._count(field, text, self._candidates(field, text))

    def _candidates(self, field: str, text: str) -> np.ndarray:
        """Passages that hold every pair of the text, in whatever order."""
        pairs = {a + b for a, b in zip(text[:200], text[1:200])}  # noqa: B905
        lists = sorted((self.term(grams_of(field), pair)[0] for pair in pairs), key=len)
        found = lists[0]
        for passages in lists[1:]:
            if len(found) <= FEW:
                break
            found = found[_is_in(found, passages)]
        return found

    def _count(self, field: str, text: str, candidates: np.ndarray, pattern: re.Pattern[str] | None = None) -> Postings:
        file, ends = self._bytes[folded(field)]
        if file is None:
            return _NONE
        needle = text.encode("utf-8")
        stops = ends[candidates].tolist()
        starts = np.where(candidates > 0, ends[candidates.astype("i8") - 1], 0).tolist()
        texts = (file.get(a, b - a) for a, b in zip(starts, stops))  # noqa: B905
        found = (len(pattern.findall(bytes(text).decode())) for text in texts) if pattern else (text.count(needle) for text in texts)
        counts = np.fromiter(found, "f4", len(candidates))
        held = counts > 0
        return candidates[held], counts[held]


LOOK = {"token": Segment.term, "gram": Segment.gram, "word": Segment.word, "substring": Segment.substring}
"""Ways to look for a text in a field of a segment."""


def _union(found: list[Postings]) -> Postings:
    """Where any of several is found, and how often in all."""
    passages, places = np.unique(np.concatenate([passages for passages, _ in found]), return_inverse=True)
    counts = np.bincount(places, np.concatenate([counts for _, counts in found]), len(passages))
    return passages, counts.astype("f4")


def _is_in(some: np.ndarray, ascending: np.ndarray) -> np.ndarray:
    """Which of ``some`` occur in ``ascending``."""
    if not len(ascending):
        return np.zeros(len(some), bool)
    places = np.searchsorted(ascending, some)
    places[places == len(ascending)] = 0
    return ascending[places] == some
