"""Of the editions of a work that match, which one stands for the others."""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from search.backends.editions import Editions, editions
from search.plan import Plan

from .queries import Query, all_of
from .requests import PAGE, Requests


def superseded(held: Mapping[int, str], on: int) -> set[int]:
    """Of documents with their ``edition_of``, those of which another edition is in force on a day."""
    documents, found = _editions(held, on)
    return {documents[place] for place in found.superseded.tolist()}


def folded(held: Mapping[int, str], on: int) -> list[int]:
    """Of documents with their ``edition_of``, those for which another of them stands on a day."""
    documents, found = _editions(held, on)
    return sorted(documents[place] for place in found.folded(np.ones(len(documents), bool)).tolist())


def _editions(held: Mapping[int, str], on: int) -> tuple[list[int], Editions]:
    documents, places = list(held), np.arange(len(held))
    return documents, editions([*held.values()], places, places, np.ones(len(documents), bool), on)


class Folding:
    """For a search that wants one edition of each work: asked only of documents that have others."""

    def __init__(self, requests: Requests, plan: Plan, query: Query, filters: Mapping[str, Query]) -> None:
        self._requests, self._plan, self._query, self._filters = requests, plan, query, filters
        self._matching: dict[str, dict[int, dict[str, Any]]] = {}
        self._folded: dict[str, list[int]] = {}

    def folded(self, without: str) -> list[int]:
        """The documents that match, under all filters without one of them, and for which another edition stands."""
        if without not in self._folded:
            held = self.matching(without)
            self._folded[without] = folded({number: about["edition_of"] for number, about in held.items()}, self._plan.on)
        return self._folded[without]

    def repeated(self, facet: str) -> dict[str, int]:
        """By value of a facet, how many documents are a further edition of a work that has the value already."""
        held = self.matching(facet if facet in self._filters else "")
        works = Counter((value, about["work"]) for about in held.values() for value in {*about["values"].get(facet, ())})
        repeated: Counter[str] = Counter()
        for (value, _), count in works.items():
            repeated[value] += count - 1
        return dict(+repeated)

    def matching(self, without: str) -> dict[int, dict[str, Any]]:
        """→ by number the editions that match, each with its values."""
        if without not in self._matching:
            chosen = [query for name, query in self._filters.items() if name != without]
            query = all_of([self._query, {"exists": {"field": "work"}}, *chosen])
            self._matching[without] = self._documents(query) if self._plan.unit == "document" else self._of_sections(query)
        return self._matching[without]

    def _documents(self, query: Query) -> dict[int, dict[str, Any]]:
        facets = [f"values.{name}" for name in self._plan.facets]
        hits = self._requests.pages({"query": query, "_source": ["id", "edition_of", *facets]})
        return {hit["_source"]["id"]: _about(hit["_source"]["edition_of"], hit["_source"].get("values", {})) for hit in hits}

    def _of_sections(self, query: Query) -> dict[int, dict[str, Any]]:
        """Of the documents alone, however many of their sections match."""
        found: dict[int, dict[str, Any]] = {}
        after: dict[str, Any] | None = None
        sources = [{"id": {"terms": {"field": "id"}}}, {"edition": {"terms": {"field": "values.edition_of"}}}]
        while True:
            composite = {"size": PAGE, "sources": sources} | ({"after": after} if after else {})
            answer = self._requests.ask({"query": query, "size": 0, "aggs": {"editions": {"composite": composite}}})
            buckets = answer.get("aggregations", {}).get("editions", {}).get("buckets", [])
            found |= {bucket["key"]["id"]: _about(bucket["key"]["edition"], {}) for bucket in buckets}
            if len(buckets) < PAGE:
                return found
            after = buckets[-1]["key"]


def _about(edition_of: str, values: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    return {"edition_of": edition_of, "work": edition_of[16:], "values": values}

