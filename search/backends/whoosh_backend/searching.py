"""A plan → hits, on one snapshot of the index."""
from __future__ import annotations

import numpy as np

from search.plan import All, Any, Hit, Hits, Phrase, Plan, Words

from .evaluation import Deadline, Evaluation
from .snapshot import Snapshot

SECTIONS = 3
"""How many of its best sections are shown below a document."""


def search(snapshot: Snapshot, plan: Plan, seconds: float) -> Hits:
    deadline = Deadline(seconds)
    evaluation = Evaluation(snapshot, plan.unit, deadline)
    found = evaluation.match(plan.query)
    found.mask &= snapshot.alive[plan.unit]
    filters = {name: evaluation.documents_with(name, values) for name, values in plan.filters.items() if values}
    facets = {name: _count(snapshot, plan, found.mask, filters, name) for name in plan.facets}
    mask = _narrowed(snapshot, plan.unit, found.mask, filters.values())
    matching = np.flatnonzero(mask)
    page = _sorted(snapshot, plan, matching, found.score)
    hits = _sections(snapshot, page, found.score) if plan.unit == "section" else _documents(
        snapshot, page, found.score, plan.query, deadline
    )
    return Hits(tuple(hits), len(matching), facets, tuple(evaluation.terms), deadline.came)


def _narrowed(snapshot: Snapshot, level: str, mask: np.ndarray, filters) -> np.ndarray:
    filters = list(filters)
    if not filters:
        return mask
    chosen = np.logical_and.reduce(filters)
    return mask & (chosen if level == "document" else chosen[snapshot.document_of])


def _count(snapshot: Snapshot, plan: Plan, mask: np.ndarray, filters: dict, name: str) -> dict[str, int]:
    """Hits by value of a facet, most first; the facet's own choice does not narrow them."""
    mask = _narrowed(snapshot, plan.unit, mask, [chosen for other, chosen in filters.items() if other != name])
    hits = mask
    if plan.unit == "section":
        hits = np.bincount(snapshot.document_of[mask], minlength=snapshot.size["document"])
    values, documents, places = snapshot.facet(name)
    counts = np.bincount(places, hits[documents], len(values)).astype(int).tolist()
    return dict(sorted(((v, n) for v, n in zip(values, counts) if n), key=lambda pair: (-pair[1], pair[0])))  # noqa: B905


def _sorted(snapshot: Snapshot, plan: Plan, matching: np.ndarray, score: np.ndarray) -> np.ndarray:
    """The wanted slice of the matches. Equal ones: the newer document first, then in the order of the text."""
    documents = matching if plan.unit == "document" else snapshot.document_of[matching]
    dates = snapshot.dates[documents]
    if plan.sort == "relevance":
        first = -score[matching]
    else:
        # What has no date comes last, whichever way.
        first = np.where(dates == 0, np.inf, -dates if plan.sort == "newest" else dates)
    if 0 < plan.stop < len(matching):
        near = np.flatnonzero(first <= np.partition(first, plan.stop - 1)[plan.stop - 1])
        matching, documents, dates, first = matching[near], documents[near], dates[near], first[near]
    then = -dates if plan.sort == "relevance" else -score[matching]
    order = np.lexsort((matching, -snapshot.document_ids[documents], then, first))
    return matching[order[plan.start : plan.stop]]


def _sections(snapshot: Snapshot, page: np.ndarray, score: np.ndarray) -> list[Hit]:
    return [
        Hit(int(snapshot.document_ids[snapshot.document_of[s]]), float(score[s]), snapshot.anchor(s))
        for s in page.tolist()
    ]


def _documents(snapshot: Snapshot, page: np.ndarray, score: np.ndarray, query, deadline: Deadline) -> list[Hit]:
    merits = _merits(snapshot, query, deadline) if len(page) else None
    return [
        Hit(int(snapshot.document_ids[d]), float(score[d]), sections=_best_sections(snapshot, d, merits))
        for d in page.tolist()
    ]


def _merits(snapshot: Snapshot, query, deadline: Deadline) -> np.ndarray | None:
    """How well each section answers the words and phrases of a query, were they all alternatives."""
    asked = tuple(_asked(query))
    return Evaluation(snapshot, "section", deadline).match(Any(asked)).score if asked else None


def _asked(node):
    if isinstance(node, Words):
        yield Words(node.text, "or", node.field, node.weight)
    elif isinstance(node, Phrase):
        yield node
    elif isinstance(node, All | Any):
        for part in node.parts:
            yield from _asked(part)


def _best_sections(snapshot: Snapshot, document: int, merits: np.ndarray | None) -> tuple[Hit, ...]:
    if merits is None:
        return ()
    start = int(snapshot.first[document]) + 1
    last = document + 1 == len(snapshot.first)
    stop = snapshot.size["section"] if last else int(snapshot.first[document + 1])
    own = merits[start:stop]
    best = np.argsort(-own, kind="stable")[:SECTIONS]
    number = int(snapshot.document_ids[document])
    return tuple(Hit(number, float(own[s]), snapshot.anchor(start + int(s))) for s in best if own[s] > 0)
