"""A plan → hits, by two or three requests.

The cluster finds and counts, and ranks by its own BM25 over ``rank``, which is near ours. The first ``WINDOW`` hits are then
weighed as ``search.weights`` says: with what stands around a section, a document's best section, what cites it, and
whether another edition is in force.
"""
from __future__ import annotations

from typing import Any

from search.plan import Hits, Plan

from .editions import Folding
from .queries import EVERYTHING, Query, Translation, all_of, with_values
from .ranking import Found, Ranking
from .requests import PAGE, Requests
from .store import Store

WINDOW = 200
VALUES = 10_000
"""So many values of a facet are counted."""
FIELDS = ["id", "anchor", "place", "date", "names", "edition_of"]
ORDER: dict[str, list[dict[str, Any]]] = {
    "relevance": [{"_score": "desc"}, {"date": {"order": "desc", "missing": "_last"}}],
    "newest": [{"date": {"order": "desc", "missing": "_last"}}, {"_score": "desc"}],
    "oldest": [{"date": {"order": "asc", "missing": "_last"}}, {"_score": "desc"}],
}
THEN = [{"id": "desc"}, {"place": "asc"}]


def search(store: Store, plan: Plan, seconds: float) -> Hits:
    """Raises ``IndexUnavailable``; what some part of the index could not give in time is left out, and said."""
    if seconds <= 0:
        return Hits((), 0, {name: {} for name in plan.facets}, (), partial=True)
    return Search(store, plan, seconds).hits()


class Search:
    """One plan as it is being answered."""

    def __init__(self, store: Store, plan: Plan, seconds: float) -> None:
        self.plan, self.requests = plan, Requests(store, seconds)
        self.translation = Translation(plan.unit)
        self.query: Query = {"bool": {"must": [self.translation.query(plan.query)], "filter": [{"term": {"kind": plan.unit}}]}}
        self.filters = {name: with_values(name, values) for name, values in plan.filters.items() if values}
        self.folding = Folding(self.requests, plan, self.query, self.filters) if plan.one_edition else None

    def hits(self) -> Hits:
        plan = self.plan
        size = max(0, plan.stop) if plan.stop > plan.start else 0
        first = self.requests.ask(self.body(self.first_page(size)) | {"aggs": self.counting()})
        total = first["hits"]["total"]["value"]
        facets = self.counted(first.get("aggregations", {}))
        found = self.found(first, size)
        ranking = Ranking(self.requests, plan, found[:WINDOW])
        ordered = [*ranking.ordered(), *found[WINDOW:]] if plan.sort == "relevance" else found
        page = ordered[plan.start : plan.stop]
        hits = tuple(ranking.hit(one) for one in page)
        return Hits(hits, total, facets, tuple(self.translation.terms), self.requests.partial)

    def first_page(self, size: int) -> int:
        """What is weighed anew is fetched even where fewer are wanted: any of it may come first."""
        return min(PAGE, max(size, WINDOW) if self.plan.sort == "relevance" else size) if size else 0

    def body(self, size: int) -> dict[str, Any]:
        return {
            "query": self.query, "post_filter": self.narrowed(), "size": size, "_source": FIELDS, "track_total_hits": True,
            "track_scores": True, "sort": [*ORDER[self.plan.sort], *THEN],
        }

    def found(self, first: dict[str, Any], size: int) -> list[Found]:
        """The first ``size`` hits, in pages of which none is large."""
        answer, found, page = first, [Found.of(hit) for hit in first["hits"]["hits"]], self.first_page(size)
        while len(found) < size and len(answer["hits"]["hits"]) == page:
            answer = self.requests.ask(self.body(page) | {"search_after": answer["hits"]["hits"][-1]["sort"]})
            found += [Found.of(hit) for hit in answer["hits"]["hits"]]
        return found

    # Filters and facets

    def narrowed(self, without: str = "") -> Query:
        """What the filters leave, without one of them; and of several editions the one that stands for its work."""
        chosen = [query for name, query in self.filters.items() if name != without]
        folded = self.folding.folded(without if without in self.filters else "") if self.folding else []
        excluded = [{"terms": {"id": folded}}] if folded else []
        return {"bool": {"filter": chosen or [EVERYTHING], "must_not": excluded}}

    def counting(self) -> dict[str, Any]:
        """For each facet its values under the filters of the others."""
        is_folded = self.folding is not None and self.plan.unit == "section"
        return {
            name: {
                "filter": self.narrowed(name) if is_folded else all_of([q for other, q in self.filters.items() if other != name] or [EVERYTHING]),
                "aggs": {"values": {"terms": {"field": f"values.{name}", "size": VALUES}}},
            }
            for name in self.plan.facets
        }

    def counted(self, counted: dict[str, Any]) -> dict[str, dict[str, int]]:
        facets = {}
        for name in self.plan.facets:
            counts = {bucket["key"]: bucket["doc_count"] for bucket in counted[name]["values"]["buckets"]} if name in counted else {}
            if self.folding and self.plan.unit == "document":
                for value, repeated in self.folding.repeated(name).items():
                    counts[value] = counts.get(value, 0) - repeated
            facets[name] = dict(sorted(((v, n) for v, n in counts.items() if n > 0), key=lambda pair: (-pair[1], pair[0])))
        return facets

