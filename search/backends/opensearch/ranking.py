"""What the first hits are weighed by beside their own words, as ``search.weights`` has it."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log1p
from typing import Any

from search import weights
from search.backends.features import has_alternatives, text_nodes
from search.plan import Any as AnyOf
from search.plan import Hit, Plan

from .editions import superseded
from .queries import Translation, all_of
from .requests import Requests

SECTIONS = 3
"""How many of its best sections are shown below a document."""
NAMES = 60_000
"""So many names may be asked for at once."""


@dataclass
class Found:
    """A hit as the cluster gave it; ``edition_of`` and ``names`` are its document's."""

    id: int
    place: int
    anchor: str
    date: int
    score: float
    names: tuple[str, ...]
    edition_of: str

    @classmethod
    def of(cls, hit: dict[str, Any]) -> Found:
        source = hit["_source"]
        return cls(
            source["id"], source["place"], source.get("anchor", ""), source.get("date", 0), hit["_score"] or 0.0,
            tuple(source.get("names", ())), source.get("edition_of", ""),
        )


class Ranking:
    """Weighs some hits; asks for all that it needs of their documents in one request."""

    def __init__(self, requests: Requests, plan: Plan, found: list[Found]) -> None:
        self._plan, self._found = plan, found
        self._documents = {one.id: one for one in found}
        self._best: dict[int, list[Hit]] = defaultdict(list)
        self._merit: dict[int, float] = {}
        asked = {"cited": self._citing(), "editions": self._others(), "sections": self._sections(), "wholes": self._wholes()}
        asked = {name: body for name, body in asked.items() if body}
        answers = dict(zip(asked, requests.ask_all([body for body in asked.values() if body]), strict=True))
        self._read_sections(answers.get("sections"))
        self._whole = {hit["_source"]["id"]: hit["_score"] or 0.0 for hit in answers["wholes"]["hits"]["hits"]} if "wholes" in answers else {}
        self._cited = _counts(answers.get("cited"))
        self._superseded = _superseded(answers.get("editions"), self._plan.on)

    def ordered(self) -> list[Found]:
        """The hits with their scores, the best first. Equal ones: the newer document first, then as in the text."""
        around = self._around()
        for number, one in enumerate(self._found):
            one.score = (one.score + around[number]) * self._rank(one.id)
        return sorted(self._found, key=lambda one: (-one.score, -one.date, -one.id, one.place))

    def hit(self, one: Found) -> Hit:
        cited = self._cited.get(one.id, 0)
        if self._plan.unit == "section":
            return Hit(one.id, one.score, one.anchor, cited=cited)
        return Hit(one.id, one.score, sections=tuple(self._best[one.id]), cited=cited)

    def _rank(self, document: int) -> float:
        rank = 1 + weights.CITED * log1p(self._cited.get(document, 0))
        return rank * weights.SUPERSEDED if document in self._superseded else rank

    def _around(self) -> list[float]:
        """What each hit gains by a document's best section, or by a section's best sibling and neighbour."""
        if self._plan.unit == "document":
            return [weights.BEST_SECTION * self._merit.get(one.id, 0.0) for one in self._found]
        of_document: dict[int, list[Found]] = defaultdict(list)
        for one in self._found:
            of_document[one.id].append(one)
        return [self._gain(one, of_document[one.id]) for one in self._found]

    def _gain(self, one: Found, siblings: Iterable[Found]) -> float:
        scores = [(abs(other.place - one.place), other.score) for other in siblings]
        near = max(score for distance, score in scores if distance <= weights.NEAR)
        return weights.SIBLINGS * max(score for _, score in scores) + weights.NEIGHBOURS * near + weights.WHOLE * self._whole.get(one.id, 0.0)

    # What is asked

    def _citing(self) -> dict[str, Any]:
        """How many other documents cite each by any of its names."""
        named = {one.id: one.names for one in self._documents.values() if one.names}
        names = sorted({name for own in named.values() for name in own})[:NAMES]
        if not names:
            return {}
        cites = {
            str(number): {"bool": {"filter": [{"terms": {"values.cites": own}}], "must_not": [{"term": {"id": number}}]}}
            for number, own in named.items()
        }
        query = all_of([{"term": {"kind": "document"}}, {"terms": {"values.cites": names}}])
        return {"query": query, "size": 0, "aggs": {"cited": {"filters": {"filters": cites}}}}

    def _others(self) -> dict[str, Any]:
        """All editions of the works that are found."""
        works = sorted({one.edition_of[16:] for one in self._documents.values() if one.edition_of})
        query = all_of([{"term": {"kind": "document"}}, {"terms": {"work": works}}])
        return {"query": query, "size": 5_000, "_source": ["id", "edition_of"], "sort": ["id"]} if works else {}

    def _sections(self) -> dict[str, Any]:
        """The best sections of each document."""
        alternatives = tuple(text_nodes(self._plan.query))
        if self._plan.unit == "section" or not alternatives or not self._documents:
            return {}
        query = {"bool": {
            "must": [Translation("section").query(AnyOf(alternatives))],
            "filter": [{"term": {"kind": "section"}}, {"terms": {"id": sorted(self._documents)}}],
        }}
        best = {"top_hits": {"size": SECTIONS + 1, "_source": ["anchor", "place"], "sort": [{"_score": "desc"}, {"place": "asc"}], "track_scores": True}}
        return {"query": query, "size": 0, "aggs": {"documents": {"terms": {"field": "id", "size": len(self._documents)}, "aggs": {"best": best}}}}

    def _wholes(self) -> dict[str, Any]:
        """How well the documents of sections match as a whole."""
        alternatives = tuple(text_nodes(self._plan.query))
        if self._plan.unit == "document" or not has_alternatives(self._plan.query) or not self._documents:
            return {}
        query = {"bool": {
            "must": [Translation("document").query(AnyOf(alternatives))],
            "filter": [{"term": {"kind": "document"}}, {"terms": {"id": sorted(self._documents)}}],
        }}
        return {"query": query, "size": len(self._documents), "_source": ["id"]}

    def _read_sections(self, answer: dict[str, Any] | None) -> None:
        buckets = answer.get("aggregations", {}).get("documents", {}).get("buckets", []) if answer else []
        for bucket in buckets:
            hits = bucket["best"]["hits"]["hits"]
            self._merit[bucket["key"]] = max((hit["_score"] or 0.0 for hit in hits), default=0.0)
            own = [hit for hit in hits if hit["_source"]["place"] > 0 and (hit["_score"] or 0) > 0]
            self._best[bucket["key"]] = [Hit(bucket["key"], hit["_score"], hit["_source"]["anchor"]) for hit in own[:SECTIONS]]


def _counts(answer: dict[str, Any] | None) -> dict[int, int]:
    buckets = answer.get("aggregations", {}).get("cited", {}).get("buckets", {}) if answer else {}
    return {int(number): bucket["doc_count"] for number, bucket in buckets.items()}


def _superseded(answer: dict[str, Any] | None, on: int) -> set[int]:
    hits = answer["hits"]["hits"] if answer else []
    return superseded({hit["_source"]["id"]: hit["_source"]["edition_of"] for hit in hits}, on)
