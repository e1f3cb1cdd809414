"""A plan's query → which documents or sections match, and how well, as arrays over all of them."""
from __future__ import annotations

import time
from dataclasses import dataclass
from functools import singledispatchmethod

import numpy as np

from search import analyzers
from search.plan import All, Any, Between, Is, Not, Phrase, Words

from .schema import TEXT_FIELDS
from .snapshot import DOCUMENT_FIELDS, SECTION_FIELDS, Snapshot

MAX_TERMS = 64
INHERITED = 0.3
"""What a section gets of the score of its document's title, number and bodies."""


class Deadline:
    def __init__(self, seconds: float):
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

    def __init__(self, snapshot: Snapshot, level: str, deadline: Deadline):
        self.snapshot, self.level, self.deadline = snapshot, level, deadline
        self.size = snapshot.size[level]
        self.terms: dict[str, None] = {}

    @singledispatchmethod
    def match(self, node) -> Match:
        raise TypeError(f"not a node of a plan: {node!r}")

    @match.register
    def _(self, node: Words) -> Match:
        words = self._allowed(analyzers.query_words(node.text))
        matches = [self._word(word, node.field, as_word=True) for word in words]
        if not matches:
            return self._nothing()
        join = np.logical_and if node.operator == "and" else np.logical_or
        found = Match(join.reduce([m.mask for m in matches]), _sum(m.score for m in matches))
        if not node.field and self.level == "section":
            found.mask &= self._own(words)
        return self._weighted(found, node.weight)

    @match.register
    def _(self, node: Phrase) -> Match:
        text = analyzers.normalise(node.text)
        if not self._allowed([text]):
            return self._nothing()
        return self._weighted(self._word(text, node.field, as_word=False), node.weight)

    @match.register
    def _(self, node: Is) -> Match:
        found = self._of_documents(self.documents_with(node.field, (node.value,)))
        found.score[found.mask] = node.weight
        return found

    @match.register
    def _(self, node: Between) -> Match:
        dates = self.snapshot.dates
        low, high = (node.low or 1), (node.high or 99991231)
        if node.field == "year":
            low, high = (low if node.low is None else low * 10000), (high if node.high is None else high * 10000 + 9999)
        return self._of_documents((dates >= low) & (dates <= high))

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

    def documents_with(self, field: str, values: tuple[str, ...]) -> np.ndarray:
        """Whether each document has one of these exact values."""
        if field == "document":
            wanted = [int(value) for value in values if value.isdecimal() and len(value) < 10]
            return np.isin(self.snapshot.document_ids, wanted)
        found = [self.snapshot.documents_with(field, value) for value in values]
        return np.logical_or.reduce(found) if found else np.zeros(self.snapshot.size["document"], bool)

    def _word(self, text: str, field: str, as_word: bool) -> Match:
        """One word or phrase in one field, or in all: a section's words may stand in its document's title."""
        own, inherited = self._fields(field, as_word)
        result = self._nothing()
        if own:
            found, scores = self.snapshot.weigh(text, own, self.level, as_word)
            result.mask[found] = True
            result.score[found] = scores
        if inherited:
            found, scores = self.snapshot.weigh(text, inherited, "document", as_word)
            if len(found):
                self._inherit(result, found, scores)
        return result

    def _fields(self, field: str, as_word: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """→ fields of what is evaluated, and fields that a section has from its document."""
        names = (field,) if field else tuple(TEXT_FIELDS)
        names = tuple(name for name in names if name in TEXT_FIELDS and (as_word or TEXT_FIELDS[name].exact))
        if self.level == "document":
            return names, ()
        inherited = tuple(name for name in names if name in DOCUMENT_FIELDS) if field or as_word else ()
        return tuple(name for name in names if name in SECTION_FIELDS), inherited

    def _inherit(self, result: Match, documents: np.ndarray, scores: np.ndarray) -> None:
        share = np.zeros(self.snapshot.size["document"], "f4")
        share[documents] = scores * INHERITED
        share = share[self.snapshot.document_of]
        result.mask |= share > 0
        result.score += share

    def _own(self, words: list[str]) -> np.ndarray:
        """Sections that hold any of the words themselves: a title alone does not make its sections an answer."""
        own = np.zeros(self.size, bool)
        for word in words:
            own[self.snapshot.weigh(word, SECTION_FIELDS, self.level, True)[0]] = True
        return own

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

    def _weighted(self, match: Match, weight: float) -> Match:
        match.score = np.where(match.mask, match.score * np.float32(weight), np.float32(0))
        return match


def _sum(scores) -> np.ndarray:
    total = None
    for score in scores:
        total = score.copy() if total is None else np.add(total, score, out=total)
    return total
