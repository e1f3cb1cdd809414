"""Hits of words and passages of like meaning → one list.

Both scores are brought to one scale, that of how far each stands out among the candidates, and added with equal weight:
no weight is learned, and neither has to be comparable between searches.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from search.plan import Any, Hit, Hits, Is, Plan

from .nearest import Nearest

DEPTH = 100
"""How many hits of the words are ranked anew."""
BESIDE = 30
"""How many of the nearest passages are candidates whatever their words."""
SECTIONS = 3


@dataclass(frozen=True)
class Meaning:
    """What is looked for, as a vector, and the passages among which it is."""

    query: np.ndarray
    nearest: Nearest

    def search(self, plan: Plan, run: Callable[[Plan], Hits]) -> Hits:
        """The hits of ``plan`` and what is near beside them; ``run`` executes a plan by its words."""
        hits = run(replace(plan, start=0, stop=DEPTH))
        if not hits.hits:
            return run(plan)
        ranked = self._ranked(plan, hits.hits, run)
        beside = len(ranked) - len(hits.hits)
        total = hits.total + beside if hits.total <= DEPTH else hits.total
        page = ranked[plan.start : plan.stop]
        if plan.stop > len(ranked) and hits.total > DEPTH:
            shown = {_address(hit) for hit in ranked}
            rest = run(replace(plan, start=max(DEPTH, plan.start - beside), stop=plan.stop - beside)).hits
            page = [*page, *(hit for hit in rest if _address(hit) not in shown)]
        return replace(hits, hits=tuple(page), total=total)

    def _ranked(self, plan: Plan, found: Sequence[Hit], run: Callable[[Plan], Hits]) -> list[Hit]:
        candidates = [*found, *self._beside(plan, found, run)]
        cosines = self._cosines(candidates)
        known = [n for n, cosine in enumerate(cosines) if cosine is not None]
        lowest = min(hit.score for hit in found)
        merits = standing_out([lowest if hit.by_meaning else hit.score for hit in candidates])
        merits[known] += standing_out([cosine for cosine in cosines if cosine is not None])
        return [candidates[n] for n in np.argsort(-merits, kind="stable")]

    def _cosines(self, hits: Iterable[Hit]) -> list[float | None]:
        by_document = {}
        for number in {hit.document_id for hit in hits}:
            by_document[number] = self.nearest.of_document(self.query, number)
        return [
            by_document[hit.document_id].get(hit.anchor) if hit.anchor else max(by_document[hit.document_id].values(), default=None)
            for hit in hits
        ]

    def _beside(self, plan: Plan, found: Sequence[Hit], run: Callable[[Plan], Hits]) -> list[Hit]:
        """What is near and not ``found``, of those documents that the plan's filters let through."""
        passages = self.nearest.passages(self.query, BESIDE)
        known = {_address(hit) for hit in found}
        as_hits = passages_as_hits(passages) if plan.unit == "section" else documents_as_hits(passages)
        others = [hit for hit in as_hits if _address(hit) not in known]
        if not others:
            return []
        # What is found is asked for again, so that no edition comes beside another of its work that stands for it.
        documents = dict.fromkeys(hit.document_id for hit in (*others, *found))
        choice = Any(tuple(Is("document", str(number)) for number in documents))
        allowed = run(replace(plan, query=choice, unit="document", facets=(), start=0, stop=len(documents)))
        cited = {hit.document_id: hit.cited for hit in allowed.hits}
        return [replace(hit, cited=cited[hit.document_id]) for hit in others if hit.document_id in cited]


def standing_out(scores: Sequence[float]) -> np.ndarray:
    """How many standard deviations each is above the average of all."""
    values = np.asarray(scores, "f8")
    spread = values.std() if len(values) else 0
    return (values - values.mean()) / spread if spread else np.zeros(len(values))


def passages_as_hits(passages: Iterable[tuple[int, str, float]]) -> list[Hit]:
    return [Hit(number, cosine, anchor, by_meaning=True) for number, anchor, cosine in passages if anchor]


def documents_as_hits(passages: Iterable[tuple[int, str, float]]) -> list[Hit]:
    """A hit for each document, with its best sections."""
    best: dict[int, list[Hit]] = {}
    for number, anchor, cosine in passages:
        best.setdefault(number, []).append(Hit(number, cosine, anchor, by_meaning=True))
    return [
        Hit(number, sections[0].score, sections=tuple(s for s in sections if s.anchor)[:SECTIONS], by_meaning=True)
        for number, sections in best.items()
    ]


def _address(hit: Hit) -> tuple[int, str]:
    return hit.document_id, hit.anchor
