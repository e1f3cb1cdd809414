"""A plan's query → which documents or sections match, and how well, as arrays over all of them."""
from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import singledispatchmethod

import numpy as np

from search import weights
from search.backends.features import MAX_TERMS, Feature, features
from search.backends.fields import SECTION_FIELDS, TEXT_FIELDS
from search.plan import All, Any, Between, Is, Node, Not, Phrase, Said, Words
from search.text import analyzers
from search.text.spellings import terms

from .snapshot import Snapshot

FEW = 16
_FIRST, _LAST = 1, 99991231


class Deadline:
    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self.came = False

    def passed(self) -> bool:
        self.came = self.came or time.monotonic() > self._end
        return self.came


@dataclass
class Match:
    mask: np.ndarray
    score: np.ndarray


class Evaluation:
    """Evaluates nodes at one level, ``document`` or ``section``; ``terms`` gathers what was looked for."""

    def __init__(self, snapshot: Snapshot, level: str, deadline: Deadline) -> None:
        self.snapshot, self.level, self.deadline = snapshot, level, deadline
        self.size = snapshot.size[level]
        self.terms: dict[str, None] = {}

    @singledispatchmethod
    def match(self, node: Node) -> Match:
        raise TypeError(f"not a node of a plan: {node!r}")

    @match.register
    def _(self, node: Words) -> Match:
        words = self._allowed(terms(node.text))
        if not words:
            return self._nothing()
        join = np.logical_and if node.operator == "and" else np.logical_or
        mask = join.reduce([self._holds(word, "word", self._fields(node.field)) for word in words])
        if not node.field and self.level == "section":
            # A title alone does not make its sections hits.
            mask &= np.logical_or.reduce([self._holds(word, "word", SECTION_FIELDS) for word in words])
        return self._scored(mask, self._fields(node.field), features(node.text), node.weight)

    @match.register
    def _(self, node: Phrase) -> Match:
        text = analyzers.normalise(node.text)
        if not self._allowed([text]):
            return self._nothing()
        # Without a field, a section is searched in its own text, not in its document's title.
        names = SECTION_FIELDS if self.level == "section" and not node.field else self._fields(node.field)
        return self._scored(self._holds(text, "substring", names), names, [(text, "substring", 1.0)], node.weight)

    @match.register
    def _(self, node: Said) -> Match:
        found = self._nothing()
        if self.level == "section" and self._allowed([text := analyzers.normalise(node.text)]):
            self.snapshot.weigh(text, "substring", SECTION_FIELDS, self.level).add_to(found.score, node.weight)
        return found

    @match.register
    def _(self, node: Is) -> Match:
        found = self._of_documents(self.documents_with(node.field, (node.value,)))
        found.score[found.mask] = node.weight
        return found

    @match.register
    def _(self, node: Between) -> Match:
        return self._of_documents(self._documents_between(node))

    @match.register
    def _(self, node: All) -> Match:
        matches = [self.match(part) for part in node.parts]
        if not matches:
            return Match(np.ones(self.size, bool), np.zeros(self.size, "f4"))
        return Match(np.logical_and.reduce([m.mask for m in matches]), _sum(m.score for m in matches))

    @match.register
    def _(self, node: Any) -> Match:
        matches = [self.match(part) for part in node.parts]
        if not matches:
            return self._nothing()
        return Match(np.logical_or.reduce([m.mask for m in matches]), _sum(m.score for m in matches))

    @match.register
    def _(self, node: Not) -> Match:
        terms = dict(self.terms)
        mask = ~self.match(node.part).mask
        self.terms = terms
        return Match(mask, np.zeros(self.size, "f4"))

    def _documents_between(self, node: Between) -> np.ndarray:
        low, high = (_FIRST if node.low is None else node.low), (_LAST if node.high is None else node.high)
        if node.field == "year":
            low = _FIRST if node.low is None else node.low * 10000
            high = _LAST if node.high is None else node.high * 10000 + 9999
        # What has no date, 0, is within no bounds; what is beyond all dates is no number for NumPy.
        low, high = max(_FIRST, min(low, _LAST)), min(_LAST, max(high, 0))
        if node.field not in ("date", "year"):
            return self.snapshot.documents_between(node.field, low, high)
        return (self.snapshot.dates >= low) & (self.snapshot.dates <= high)

    def documents_with(self, field: str, values: tuple[str | Between, ...]) -> np.ndarray:
        """Whether each document has one of these exact values, or one within one of these ranges."""
        if field == "document":
            wanted = [int(value) for value in values if isinstance(value, str) and value.isdecimal() and len(value) < 10]
            return np.isin(self.snapshot.document_ids, wanted)
        found = [
            self._documents_between(value) if isinstance(value, Between) else self.snapshot.documents_with(field, value)
            for value in values
        ]
        return np.logical_or.reduce(found) if found else np.zeros(self.snapshot.size["document"], bool)

    def _fields(self, field: str) -> tuple[str, ...]:
        if field:
            return (field,) if field in TEXT_FIELDS else ()
        return tuple(weights.FIELDS[self.level])

    def _holds(self, text: str, look: str, names: tuple[str, ...]) -> np.ndarray:
        mask = np.zeros(self.size, bool)
        if names:
            self.snapshot.weigh(text, look, names, self.level).mark(mask)
        return mask

    def _scored(self, mask: np.ndarray, names: tuple[str, ...], features: list[Feature], weight: float) -> Match:
        """BM25 over features where ``mask`` holds; few places are looked up one by one, many are added as a whole."""
        scores = np.zeros(self.size, "f4")
        places = np.flatnonzero(mask).astype("u4")
        few = len(places) * FEW < self.size
        values = np.zeros(len(places), "f4")
        for text, look, counts in features if names and weight else ():
            if self.deadline.passed():
                break
            weighed = self.snapshot.weigh(text, look, names, self.level)
            if few:
                values += weighed.at(places) * np.float32(counts * weight)
            else:
                weighed.add_to(scores, counts * weight)
        if few:
            scores[places] = values
        else:
            scores *= mask
        return Match(mask, scores)

    def _allowed(self, texts: list[str]) -> list[str]:
        """What may still be looked for: neither too many terms nor after the deadline."""
        allowed = []
        for text in texts:
            if text and len(self.terms) < MAX_TERMS and not self.deadline.passed():
                self.terms[text] = None
                allowed.append(text)
        return allowed

    def _of_documents(self, mask: np.ndarray) -> Match:
        if self.level == "section":
            mask = mask[self.snapshot.document_of]
        return Match(mask, np.zeros(self.size, "f4"))

    def _nothing(self) -> Match:
        return Match(np.zeros(self.size, bool), np.zeros(self.size, "f4"))


def _sum(scores: Iterable[np.ndarray]) -> np.ndarray:
    first, *others = scores
    total = first.copy()
    for score in others:
        total += score
    return total
