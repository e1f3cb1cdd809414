"""The whole index at one moment: its segments laid end to end, in arrays over sections and over documents."""
from __future__ import annotations

from bisect import bisect_right
from functools import reduce

import numpy as np
from django.conf import settings

from search import weights
from search.backends.editions import Editions, editions
from search.backends.fields import TEXT_FIELDS

from .schema import LINKS, values_of
from .segment import ArrayCache, Segment


class Weights:
    """A score for some of the documents or sections: an array of all of them where they are many."""

    def __init__(self, places: np.ndarray, scores: np.ndarray, size: int) -> None:
        self.places: np.ndarray | None = places.astype("u4")
        self.scores: np.ndarray = scores.astype("f4")
        if len(places) * 8 > size:
            whole = np.zeros(size, "f4")
            whole[places] = scores
            self.places, self.scores = None, whole
        self.nbytes = self.scores.nbytes + (0 if self.places is None else self.places.nbytes)

    def add_to(self, scores: np.ndarray, factor: float = 1.0) -> None:
        if self.places is None:
            scores += self.scores * np.float32(factor)
        else:
            scores[self.places] += self.scores * np.float32(factor)

    def at(self, places: np.ndarray) -> np.ndarray:
        """The scores of some places (``uint32``, ascending), 0 where there is none."""
        if self.places is None:
            return self.scores[places]
        if not len(self.places):
            return np.zeros(len(places), "f4")
        near = np.searchsorted(self.places, places)
        near[near == len(self.places)] = 0
        return np.where(self.places[near] == places, self.scores[near], np.float32(0))

    def mark(self, mask: np.ndarray) -> None:
        if self.places is None:
            mask |= self.scores > 0
        else:
            mask[self.places] = True


class Snapshot:
    """``documents`` and ``sections`` are numbered from 0 without a gap; a section's document is ``document_of[s]``.

    Numbers stand for passages: the first passage of a document is its own text outside its sections. ``fields``: those of
    exact values.
    """

    def __init__(self, segments: list[Segment], deleted: list[list[int]], fields: frozenset[str], generation: str) -> None:
        self.segments, self.fields, self.generation = segments, fields, generation
        self.bases = np.cumsum([0, *(s.count for s in segments)])
        self._document_bases = np.cumsum([0, *(s.size["document"] for s in segments)])
        leads = _joined([s.leads for s in segments], "bool")
        self.document_of = np.cumsum(leads) - 1
        self.first = np.flatnonzero(leads)
        self.document_ids = _joined([s.document_ids for s in segments], "i4")[self.first]
        self.dates = _joined([s.dates for s in segments], "i4")[self.first]
        alive = np.ones(len(leads), bool)
        for base, passages in zip(self.bases.tolist(), deleted):  # noqa: B905
            alive[[base + p for p in passages]] = False
        self.alive = {"section": alive, "document": alive[self.first]}
        self.size = {"section": len(leads), "document": len(self.first)}
        self._count = {level: int(np.count_nonzero(alive)) for level, alive in self.alive.items()}
        self._weighed: ArrayCache[Weights] = ArrayCache((settings.SEARCH_CACHE_MB << 20) // 5)
        self._lengths: dict[tuple, np.ndarray] = {}
        self._ranks: tuple[int, np.ndarray] | None = None
        self._editions: tuple[int, Editions] | None = None
        self._cited: np.ndarray | None = None
        self._facets: dict[str, tuple[list[str], np.ndarray, np.ndarray]] = {}

    def weigh(self, text: str, look: str, names: tuple[str, ...], level: str) -> Weights:
        """Where any of these fields holds ``text``, and its BM25F score there; a section has its document's fields."""
        key = (text, look, names, level)
        return self._weighed.get(key) or self._weighed.put(key, self._weigh(*key))

    def _weigh(self, text: str, look: str, names: tuple[str, ...], level: str) -> Weights:
        found, frequencies = self._frequencies(text, look, names, level)
        # What was removed counts in nothing, so that answers do not depend on when segments were merged.
        stays = self.alive[level][found]
        found, frequencies = found[stays], frequencies[stays]
        rarity = np.log1p((self._count[level] - len(found) + 0.5) / (len(found) + 0.5))
        divisors = weights.K1 * self._divisors(names, level)[found]
        return Weights(found, rarity * frequencies * (weights.K1 + 1) / (frequencies + divisors), self.size[level])

    def _frequencies(self, text: str, look: str, names: tuple[str, ...], level: str) -> tuple[np.ndarray, np.ndarray]:
        """What each segment says, laid end to end."""
        bases = (self.bases if level == "section" else self._document_bases).tolist()
        parts = [(segment.frequencies(text, look, names, level), base) for segment, base in zip(self.segments, bases)]  # noqa: B905
        return _joined([places + np.int64(base) for (places, _), base in parts], "i8"), _joined([counts for (_, counts), _ in parts], "f4")

    def _divisors(self, names: tuple[str, ...], level: str) -> np.ndarray:
        """BM25's divisor: an occurrence in a long text counts less."""
        if (names, level) not in self._lengths:
            lengths: np.ndarray = reduce(np.add, (self._length(name, level) for name in names))
            filled = lengths[(lengths > 0) & self.alive[level]]
            average = float(filled.mean(dtype="f8")) if len(filled) else 1.0
            b = weights.B[level]
            self._lengths[names, level] = (1 - b + b * lengths / average).astype("f4")
        return self._lengths[names, level]

    def _length(self, name: str, level: str) -> np.ndarray:
        lengths = _joined([s.lengths[name] for s in self.segments], "f4")
        if level == TEXT_FIELDS[name].level == "section":
            return lengths
        documents = np.bincount(self.document_of, lengths, self.size["document"])
        return documents if level == "document" else documents[self.document_of]

    def documents_with(self, field: str, value: str) -> np.ndarray:
        """Whether each document has an exact value."""
        has = np.zeros(self.size["document"], bool)
        for segment, base in zip(self.segments, self.bases.tolist()):  # noqa: B905
            passages = segment.term(values_of(field), value)[0]
            has[self.document_of[passages.astype("i8") + base]] = True
        return has

    def documents_between(self, field: str, low: int, high: int) -> np.ndarray:
        """Whether each document has an exact value that is a number within bounds."""
        values, documents, places = self.facet(field)
        numbers = np.array([int(value) if value.isdecimal() else -1 for value in values], "i8")
        has = np.zeros(self.size["document"], bool)
        has[documents[((numbers >= low) & (numbers <= high))[places]]] = True
        return has

    def facet(self, name: str) -> tuple[list[str], np.ndarray, np.ndarray]:
        """→ its values; and for each (document, value) pair, the document and the value's place in the list."""
        if name not in self._facets:
            self._facets[name] = self._read_facet(name)
        return self._facets[name]

    def editions(self, on: int) -> Editions:
        """Which living documents are editions of one work, as on a day."""
        if self._editions is None or self._editions[0] != on:
            self._editions = on, editions(*self.facet("edition_of"), self.alive["document"], on)
        return self._editions[1]

    def ranks(self, on: int) -> np.ndarray:
        """What each document's score is multiplied by: for how many cite it, and for another edition of its work being in force."""
        if self._ranks is None or self._ranks[0] != on:
            ranks = (1 + weights.CITED * np.log1p(self.cited())).astype("f4")
            ranks[self.editions(on).superseded] *= weights.SUPERSEDED
            self._ranks = on, ranks
        return self._ranks[1]

    def cited(self) -> np.ndarray:
        """How many other documents cite each document, by any of its names."""
        if self._cited is None:
            (names, named), (keys, citing) = map(self._links, LINKS)
            order = np.argsort(names)
            names, named = names[order], named[order]
            first, last = (np.searchsorted(names, keys, side) for side in ("left", "right"))
            count = last - first
            # A key matches the names from first to last: none, one, or those of several versions.
            matched = np.arange(count.sum()) + np.repeat(last - np.cumsum(count), count)
            pairs = np.unique(np.repeat(citing, count) * self.size["document"] + named[matched])
            citing, cited = np.divmod(pairs, self.size["document"])
            self._cited = np.bincount(cited[citing != cited], minlength=self.size["document"])
        return self._cited

    def _links(self, field: str) -> tuple[np.ndarray, np.ndarray]:
        """The values of a field, as numbers, and the living document that holds each."""
        parts = [(s.links(field), base) for s, base in zip(self.segments, self.bases.tolist())]  # noqa: B905
        numbers = _joined([numbers for (numbers, _), _ in parts], "i8")
        documents = self.document_of[_joined([passages + base for (_, passages), base in parts], "i8")]
        alive = self.alive["document"][documents]
        return numbers[alive], documents[alive]

    def _read_facet(self, name: str) -> tuple[list[str], np.ndarray, np.ndarray]:
        places: dict[str, int] = {}
        documents, ordinals = [], []
        for segment, base in zip(self.segments, self.bases.tolist()):  # noqa: B905
            for value, passages in segment.terms_of(values_of(name)):
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


def _joined(arrays: list[np.ndarray], kind: str) -> np.ndarray:
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate(arrays) if arrays else np.empty(0, kind)

