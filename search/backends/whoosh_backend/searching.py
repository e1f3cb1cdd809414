"""A plan → hits, on one snapshot of the index."""
from __future__ import annotations

from collections.abc import Collection

import numpy as np

from search import weights
from search.backends.features import has_alternatives, text_nodes
from search.plan import Any, Hit, Hits, Plan

from .evaluation import Deadline, Evaluation, Match
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
    mask = _one_edition(snapshot, plan, _narrowed(snapshot, plan.unit, found.mask, filters.values()))
    if plan.start >= plan.stop:
        return Hits((), int(np.count_nonzero(mask)), facets, tuple(evaluation.terms), deadline.came)
    matching = np.flatnonzero(mask)
    merits, wholes = _merits(snapshot, plan, found, deadline), _wholes(snapshot, plan, found, deadline)
    score = _ranked(snapshot, plan, matching, merits, wholes)
    page = _sorted(snapshot, plan, matching, score)
    hits = tuple(_hit(snapshot, plan.unit, int(matching[n]), float(score[n]), merits) for n in page.tolist())
    return Hits(hits, len(matching), facets, tuple(evaluation.terms), deadline.came)


def _merits(snapshot: Snapshot, plan: Plan, found: Match, deadline: Deadline) -> np.ndarray:
    """How well each section matches the words and phrases of the query; where documents are found, were they alternatives."""
    return found.score if plan.unit == "section" else _alternatives(snapshot, plan, "section", deadline)


def _wholes(snapshot: Snapshot, plan: Plan, found: Match, deadline: Deadline) -> np.ndarray:
    """How well each document matches them as a whole; where sections are found, as far as they are alternatives."""
    if plan.unit == "document":
        return found.score
    if not has_alternatives(plan.query):
        return np.zeros(snapshot.size["document"], "f4")
    return _alternatives(snapshot, plan, "document", deadline)


def _alternatives(snapshot: Snapshot, plan: Plan, level: str, deadline: Deadline) -> np.ndarray:
    return Evaluation(snapshot, level, deadline).match(Any(tuple(text_nodes(plan.query)))).score


def _ranked(snapshot: Snapshot, plan: Plan, matching: np.ndarray, merits: np.ndarray, wholes: np.ndarray) -> np.ndarray:
    """The scores of what matches, with what stands around it: a section's document, best sibling and neighbour, a document's best
    section, what cites it, and whether another edition of it is in force."""
    ranks = snapshot.ranks(plan.on)
    if plan.unit == "document":
        best = np.maximum.reduceat(merits, snapshot.first)[matching] if len(matching) else 0
        return (wholes[matching] + weights.BEST_SECTION * best) * ranks[matching]
    score, documents = merits[matching], snapshot.document_of[matching]
    best = np.zeros(snapshot.size["document"], "f4")
    np.maximum.at(best, documents, score)
    around = weights.SIBLINGS * best[documents] + weights.NEIGHBOURS * _best_near(matching, documents, score)
    return (score + around + weights.WHOLE * wholes[documents]) * ranks[documents]


def _best_near(places: np.ndarray, documents: np.ndarray, score: np.ndarray) -> np.ndarray:
    """The best score of any section that stands near, in the same document, itself included."""
    best = score.copy()
    apart = (places + documents * weights.NEAR).astype("i4")  # too far for what stands in two documents
    for step in range(1, weights.NEAR + 1):
        near = (apart[step:] - apart[:-step] <= weights.NEAR).astype("f4")
        if not near.any():
            break
        np.maximum(best[step:], score[:-step] * near, out=best[step:])
        np.maximum(best[:-step], score[step:] * near, out=best[:-step])
    return best


def _narrowed(snapshot: Snapshot, level: str, mask: np.ndarray, filters: Collection[np.ndarray]) -> np.ndarray:
    if not filters:
        return mask
    chosen = np.logical_and.reduce(list(filters))
    return mask & (chosen if level == "document" else chosen[snapshot.document_of])


def _one_edition(snapshot: Snapshot, plan: Plan, mask: np.ndarray) -> np.ndarray:
    """``mask`` without what stands in an edition for which another that matches stands, where the plan wants it so."""
    if not plan.one_edition:
        return mask
    is_document = plan.unit == "document"
    matching = mask if is_document else np.bincount(snapshot.document_of[mask], minlength=snapshot.size["document"]) > 0
    stands = np.ones(snapshot.size["document"], bool)
    stands[snapshot.editions(plan.on).folded(matching)] = False
    return mask & (stands if is_document else stands[snapshot.document_of])


def _count(snapshot: Snapshot, plan: Plan, mask: np.ndarray, filters: dict, name: str) -> dict[str, int]:
    """Hits by value of a facet, most first; the facet's own choice does not narrow them.

    A value has as many documents as it would find, were it chosen: several editions of a work that have it are one.
    """
    mask = _narrowed(snapshot, plan.unit, mask, [chosen for other, chosen in filters.items() if other != name])
    hits = mask
    if plan.unit == "section":
        mask = _one_edition(snapshot, plan, mask)
        hits = np.bincount(snapshot.document_of[mask], minlength=snapshot.size["document"])
    values, documents, places = snapshot.facet(name)
    counts = np.bincount(places, hits[documents], len(values))
    if plan.one_edition and plan.unit == "document":
        found = hits[documents]
        counts -= snapshot.editions(plan.on).repeated(places[found], documents[found], len(values))
    listed = zip(values, counts.astype(int).tolist(), strict=True)
    return dict(sorted(((v, n) for v, n in listed if n), key=lambda pair: (-pair[1], pair[0])))


def _sorted(snapshot: Snapshot, plan: Plan, matching: np.ndarray, score: np.ndarray) -> np.ndarray:
    """The places in ``matching`` of the wanted slice. Equal ones: the newer document first, then as in the text."""
    documents = matching if plan.unit == "document" else snapshot.document_of[matching]
    dates = snapshot.dates[documents]
    if plan.sort == "relevance":
        first = -score
    else:
        # What has no date comes last, whichever way.
        first = np.where(dates == 0, np.inf, -dates if plan.sort == "newest" else dates)
    near: np.ndarray = np.arange(len(matching))
    if 0 < plan.stop < len(matching):
        near = np.flatnonzero(first <= np.partition(first, plan.stop - 1)[plan.stop - 1])
    then = -dates[near] if plan.sort == "relevance" else -score[near]
    order = np.lexsort((matching[near], -snapshot.document_ids[documents[near]], then, first[near]))
    return near[order[plan.start : plan.stop]]


def _hit(snapshot: Snapshot, level: str, place: int, score: float, merits: np.ndarray) -> Hit:
    document = place if level == "document" else int(snapshot.document_of[place])
    number, cited = int(snapshot.document_ids[document]), int(snapshot.cited()[document])
    if level == "section":
        return Hit(number, score, snapshot.anchor(place), cited=cited)
    return Hit(number, score, sections=_best_sections(snapshot, place, merits), cited=cited)


def _best_sections(snapshot: Snapshot, document: int, merits: np.ndarray) -> tuple[Hit, ...]:
    start = int(snapshot.first[document]) + 1
    last = document + 1 == len(snapshot.first)
    stop = snapshot.size["section"] if last else int(snapshot.first[document + 1])
    own = merits[start:stop]
    best = np.argsort(-own, kind="stable")[:SECTIONS]
    number = int(snapshot.document_ids[document])
    return tuple(Hit(number, float(own[s]), snapshot.anchor(start + int(s))) for s in best if own[s] > 0)
