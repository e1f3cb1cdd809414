"""The whole index at one moment: its segments laid end to end, in arrays over sections and over documents."""
from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

import numpy as np

from .schema import TEXT_FIELDS
from .segment import ArrayCache, Postings, Segment

K1 = 1.2
SECTION_FIELDS = tuple(name for name, field in TEXT_FIELDS.items() if field.level == "section")
DOCUMENT_FIELDS = tuple(name for name, field in TEXT_FIELDS.items() if field.level == "document")


class Snapshot:
    """``documents`` and ``sections`` are numbered from 0 without a gap; a section's document is ``document_of[s]``.

    Numbers stand for passages: the first passage of a document is its own text outside its sections.
    """

    def __init__(self, segments: list[Segment], deleted: list[list[int]]):
        self.segments = segments
        self.bases = np.cumsum([0, *(s.count for s in segments)])
        leads = _joined([s.leads for s in segments], bool)
        self.document_of = np.cumsum(leads) - 1
        self.first = np.flatnonzero(leads)
        self.document_ids = _joined([s.document_ids for s in segments], "i4")[self.first]
        self.dates = _joined([s.dates for s in segments], "i4")[self.first]
        alive = np.ones(len(leads), bool)
        for base, passages in zip(self.bases.tolist(), deleted):  # noqa: B905
            alive[[base + p for p in passages]] = False
        self.alive = {"section": alive, "document": alive[self.first]}
        self.size = {"section": len(leads), "document": len(self.first)}
        self._weighed = ArrayCache()
        self._facets: dict[str, tuple[list[str], np.ndarray, np.ndarray]] = {}

    @cached_property
    def lengths(self) -> dict[tuple[str, str], np.ndarray]:
        """BM25F's divisor of a field's frequencies, by level: long fields count less."""
        divisors = {}
        for name, field in TEXT_FIELDS.items():
            lengths = _joined([s.lengths[name] for s in self.segments], "f4")
            if field.level == "section":
                divisors[name, "section"] = _divisor(lengths, field.b)
                lengths = np.bincount(self.document_of, lengths, self.size["document"])
            else:
                lengths = lengths[self.first]
            divisors[name, "document"] = _divisor(lengths, field.b)
        return divisors

    def _found(self, name: str, text: str, as_word: bool) -> Postings:
        look = Segment.word if as_word else Segment.substring
        found = [look(segment, name, text) for segment in self.segments]
        if len(found) == 1:
            return found[0][0], found[0][1]
        passages = [part[0] + np.uint32(base) for part, base in zip(found, self.bases)]  # noqa: B905
        return _joined(passages, "u4"), _joined([part[1] for part in found], "f4")

    def weigh(self, text: str, names: tuple[str, ...], level: str, as_word: bool) -> Postings:
        """Where any of these fields holds ``text``, in ascending order, and its BM25F score there."""
        key = (text, names, level, as_word)
        return self._weighed.get(key) or self._weighed.put(key, self._weigh(*key))

    def _weigh(self, text: str, names: tuple[str, ...], level: str, as_word: bool) -> Postings:
        frequencies = np.zeros(self.size[level], "f4")
        for name in names:
            passages, counts = self._found(name, text, as_word)
            if level == "document" and len(passages):
                summed = np.bincount(self.document_of[passages], counts, self.size[level])
                frequencies += TEXT_FIELDS[name].weight * summed.astype("f4") / self.lengths[name, level]
            elif len(passages):
                frequencies[passages] += TEXT_FIELDS[name].weight * counts / self.lengths[name, level][passages]
        found = np.flatnonzero(frequencies)
        rarity = np.log1p((self.size[level] - len(found) + 0.5) / (len(found) + 0.5))
        frequencies = frequencies[found]
        return found, (rarity * frequencies * (K1 + 1) / (frequencies + K1)).astype("f4")

    def documents_with(self, field: str, value: str) -> np.ndarray:
        """Whether each document has an exact value."""
        has = np.zeros(self.size["document"], bool)
        for segment, base in zip(self.segments, self.bases.tolist()):  # noqa: B905
            passages = segment.term(f"={field}", value)[0]
            has[self.document_of[passages.astype("i8") + base]] = True
        return has

    def facet(self, name: str) -> tuple[list[str], np.ndarray, np.ndarray]:
        """→ its values; and for each (document, value) pair, the document and the value's place in the list."""
        if name not in self._facets:
            self._facets[name] = self._read_facet(name)
        return self._facets[name]

    def _read_facet(self, name: str):
        places: dict[str, int] = {}
        documents, ordinals = [], []
        for segment, base in zip(self.segments, self.bases.tolist()):  # noqa: B905
            for value, passages in segment.terms_of(f"={name}"):
                documents.append(self.document_of[passages.astype("i8") + base])
                ordinals.append(np.full(len(passages), places.setdefault(value, len(places)), "i8"))
        return list(places), _joined(documents, "i8"), _joined(ordinals, "i8")

    def anchor(self, section: int) -> str:
        return self.text_at("anchor", section)

    def text_at(self, column: str, section: int) -> str:
        place = bisect_right(self.bases, section) - 1
        return self.segments[place].bytes_at(column, section - int(self.bases[place])).decode()

    def digests(self) -> dict[int, str]:
        """The digest of each document that is found."""
        alive = np.flatnonzero(self.alive["document"])
        return {int(self.document_ids[d]): self.text_at("digest", int(self.first[d])) for d in alive}


def _joined(arrays: list[np.ndarray], kind) -> np.ndarray:
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate(arrays) if arrays else np.empty(0, kind)


def _divisor(lengths: np.ndarray, b: float) -> np.ndarray:
    filled = lengths[lengths > 0]
    average = float(filled.mean()) if len(filled) else 1.0
    return (1 - b + b * lengths / average).astype("f4")
