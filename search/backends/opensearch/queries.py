"""A plan's query → the query language of OpenSearch. No text is ever read as syntax there: only terms and phrases are sent."""
from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatchmethod
from typing import Any as Anything

from search import weights
from search.backends.features import MAX_TERMS, features
from search.backends.fields import SECTION_FIELDS, TEXT_FIELDS
from search.plan import All, Any, Between, Is, Node, Not, Phrase, Said, Words
from search.text import analyzers
from search.text.analyzers import END, is_latin
from search.text.numbers import BEFORE
from search.text.spellings import forms, terms

from .contents import AFTER

Query = dict[str, Anything]

EVERYTHING: Query = {"match_all": {}}
NOTHING: Query = {"match_none": {}}
CLAUSES = 800
"""So many clauses may a query have, below the 1,024 that a cluster allows where nobody has changed it."""
TERMS = 50_000
"""So many values may a list of them have, below the 65,536 that a cluster allows."""
_FIRST, _LAST = 1, 99991231
_LARGEST = 2**31 - 1
_LONGEST = 4_000


class Translation:
    """Translates nodes for one kind of hit, ``document`` or ``section``; ``terms`` gathers what is looked for."""

    def __init__(self, unit: str) -> None:
        self.unit = unit
        self.terms: dict[str, None] = {}
        self._clauses = 0

    @singledispatchmethod
    def query(self, node: Node) -> Query:
        """The query of a node, with the score of what it finds."""
        raise TypeError(f"not a node of a plan: {node!r}")

    @query.register
    def _(self, node: Words) -> Query:
        words = self._allowed(terms(node.text))
        names = self._fields(node.field)
        if not words or not names:
            return NOTHING
        masks = [self._held(word, names) for word in words]
        mask = all_of(masks) if node.operator == "and" else any_of(masks)
        if not node.field and self.unit == "section":
            # A title alone does not make its sections hits.
            mask = all_of([mask, any_of(self._held(word, SECTION_FIELDS) for word in words)])
        return self._scored(mask, node.text, node.field, node.weight)

    @query.register
    def _(self, node: Phrase) -> Query:
        text = analyzers.normalise(node.text)
        if not self._allowed([text]):
            return NOTHING
        # Without a field, a section is searched in its own text, not in its document's title.
        names = SECTION_FIELDS if self.unit == "section" and not node.field else self._fields(node.field)
        # A phrase is as rare as its pairs are together: the mean of theirs stands for its rarity, their sum would count them all.
        factor = node.weight / max(1, len(text) - 1)
        return boosted(self._substring(text, names), factor) if node.weight else unscored(self._substring(text, names))

    @query.register
    def _(self, node: Said) -> Query:
        return NOTHING  # alone it makes nothing a hit

    @query.register
    def _(self, node: Is) -> Query:
        found = with_values(node.field, (node.value,))
        return {"constant_score": {"filter": found, "boost": node.weight}} if node.weight else unscored(found)

    @query.register
    def _(self, node: Between) -> Query:
        return unscored(between(node))

    @query.register
    def _(self, node: All) -> Query:
        return {"bool": {"must": [self.query(part) for part in node.parts]}} if node.parts else unscored(EVERYTHING)

    @query.register
    def _(self, node: Any) -> Query:
        raising = [Phrase(part.text, weight=part.weight) for part in node.parts if isinstance(part, Said) and self.unit == "section"]
        said = [found for part in raising if (found := self.query(part)) != NOTHING]
        hits = any_of(found for part in node.parts if not isinstance(part, Said) and (found := self.query(part)) != NOTHING)
        return {"bool": {"must": [hits], "should": said}} if said else hits

    @query.register
    def _(self, node: Not) -> Query:
        kept = dict(self.terms)
        part = self.query(node.part)
        self.terms = kept
        return unscored({"bool": {"must_not": [part]}})

    def _allowed(self, texts: Iterable[str]) -> list[str]:
        allowed = []
        for text in texts:
            if text and len(self.terms) < MAX_TERMS and self._clauses < CLAUSES // 2:
                self.terms[text] = None
                allowed.append(text)
        return allowed

    def _fields(self, field: str) -> tuple[str, ...]:
        if field:
            return (field,) if field in TEXT_FIELDS else ()
        return tuple(weights.FIELDS[self.unit])

    def _scored(self, mask: Query, text: str, field: str, weight: float) -> Query:
        """What ``mask`` finds, by how well it matches the words, pairs and characters of ``text``."""
        name = field or "rank"
        scores: list[Query] = []
        for feature, look, counts in features(text) if weight else ():
            if self._clauses < CLAUSES:
                self._clauses += 1
                scores.append(_feature(name, feature, look, counts * weight))
        return {"bool": {"filter": [mask], "should": scores}} if scores else unscored(mask)

    def _held(self, word: str, names: tuple[str, ...]) -> Query:
        """Where any of these fields holds a word in any of its forms; a Chinese one also inside a longer word."""
        spelled = forms(word)
        if len(spelled) == 1:
            if is_latin(word):
                return self._any(term(f"{name}_words", word) for name in names)
            return self._substring(word, names)
        return self._any(self._form(form, names) for form in spelled)

    def _form(self, form: str, names: tuple[str, ...]) -> Query:
        """One form of a word; of a number, not inside a longer one: 二十元 is not in 一百二十元."""
        held = self._substring(form, names)
        if form[0] not in BEFORE or len(form) > AFTER:
            return held
        return all_of([held, {"prefix": {"numerals": {"value": form}}}])

    def _substring(self, text: str, names: tuple[str, ...]) -> Query:
        """Where any of these fields holds ``text`` (normalised), however words are cut."""
        exact = [name for name in names if TEXT_FIELDS[name].exact]
        if not text or END in text or len(text) > _LONGEST:
            return NOTHING
        if len(text) == 1:
            return self._any(term(f"{name}.one", text) for name in exact)
        if len(text) == 2:
            return self._any(term(name, text) for name in exact)
        return self._any({"match_phrase": {name: {"query": sendable(text)}}} for name in exact)

    def _any(self, queries: Iterable[Query]) -> Query:
        found = list(queries)
        self._clauses += len(found)
        return any_of(found)


def _feature(name: str, text: str, look: str, boost: float) -> Query:
    if look == "gram":
        return term(name if len(text) == 2 else f"{name}.one", text, boost)
    found = [term(f"{name}_words", form, boost) for form in forms(text)]
    return found[0] if len(found) == 1 else {"dis_max": {"queries": found}}


def term(name: str, value: str, boost: float = 1.0) -> Query:
    return {"term": {name: {"value": sendable(value), "boost": boost}}}


def any_of(queries: Iterable[Query]) -> Query:
    found = list(queries)
    if len(found) == 1:
        return found[0]
    return {"bool": {"should": found, "minimum_should_match": 1}} if found else NOTHING


def all_of(queries: Iterable[Query]) -> Query:
    """Filters together; none of them counts."""
    return {"bool": {"filter": list(queries)}}


def unscored(query: Query) -> Query:
    return {"bool": {"filter": [query]}}


def boosted(query: Query, factor: float) -> Query:
    return {"bool": {"must": [query], "boost": factor}}


def with_values(field: str, values: Iterable[str | Between]) -> Query:
    """Where a field has one of these exact values, or one within one of these ranges."""
    exact = [value for value in values if isinstance(value, str)]
    ranges = [between(value) for value in values if isinstance(value, Between)]
    if field == "document":
        numbers = [int(value) for value in exact if value.isdecimal() and len(value) < 10]
        parts = [numbers[start : start + TERMS] for start in range(0, len(numbers), TERMS)]
        return any_of([*({"terms": {"id": part}} for part in parts), *ranges])
    return any_of([{"terms": {f"values.{field}": [sendable(value) for value in exact]}}, *ranges])


def between(node: Between) -> Query:
    low, high = (_FIRST if node.low is None else node.low), (_LAST if node.high is None else node.high)
    if node.field == "year":
        low = _FIRST if node.low is None else node.low * 10000
        high = _LAST if node.high is None else node.high * 10000 + 9999
    # What is beyond all dates is no number that the cluster takes.
    bounds = {"gte": max(_FIRST, min(low, _LARGEST)), "lte": min(_LAST, max(high, 0))}
    return {"range": {"date" if node.field in ("date", "year") else f"amounts.{node.field}": bounds}}


def sendable(text: str) -> str:
    """Half of a pair of surrogates cannot be sent."""
    return text.encode("utf-8", "replace").decode("utf-8")
