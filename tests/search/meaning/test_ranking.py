"""Hits of words and what is near, in one list."""
import numpy as np
import pytest

from search.meaning.ranking import Meaning, standing_out
from search.plan import Any, Hit, Hits, Is, Plan, Words

QUERY = np.zeros(3)


class Near:
    """``cosines`` by document and anchor."""

    def __init__(self, cosines):
        self.cosines = cosines

    def passages(self, query, count):
        return sorted(((d, a, c) for (d, a), c in self.cosines.items()), key=lambda found: -found[2])[:count]

    def of_document(self, query, number):
        return {a: c for (d, a), c in self.cosines.items() if d == number}


def by_words(scores, allowed=(), total=None):
    """Runs plans: ``scores`` of documents for words, ``allowed`` documents beside them."""
    def run(plan):
        if isinstance(plan.query, Any) and isinstance(plan.query.parts[0], Is):
            asked = {int(part.value) for part in plan.query.parts}
            return Hits(tuple(Hit(d, 1.0) for d in sorted(asked & {*scores, *allowed})), 0)
        hits = [Hit(d, s) for d, s in sorted(scores.items(), key=lambda pair: -pair[1])]
        return Hits(tuple(hits[plan.start : plan.stop]), total or len(hits))
    return run


def found(cosines, run, **plan):
    return Meaning(QUERY, Near(cosines)).search(Plan(Words("甲"), **plan), run)


def numbers(hits):
    return [hit.document_id for hit in hits.hits]


def test_words_and_meaning_weigh_the_same():
    assert list(standing_out([3, 1])) == [1, -1]
    assert numbers(found({(1, "a"): 0.8, (2, "a"): 0.9, (3, "a"): 0.7}, by_words({1: 9, 2: 8, 3: 1}))) == [2, 1, 3]


def test_what_only_its_meaning_finds_is_marked_and_counted():
    hits = found({(1, "a"): 0.8, (7, "b"): 0.95, (7, "c"): 0.9}, by_words({1: 9}, allowed=[7]))
    beside = next(hit for hit in hits.hits if hit.document_id == 7)
    assert beside.by_meaning and [s.anchor for s in beside.sections] == ["b", "c"]
    assert hits.total == 2 and not any(hit.by_meaning for hit in hits.hits if hit.document_id == 1)


def test_filters_hold_for_what_is_near():
    assert numbers(found({(1, "a"): 0.8, (7, "b"): 0.95}, by_words({1: 9}))) == [1]


def test_what_has_no_vector_keeps_its_place():
    assert numbers(found({}, by_words({1: 9, 2: 8, 3: 7}))) == [1, 2, 3]
    assert numbers(found({(3, ""): 0.8}, by_words({1: 9, 2: 8, 3: 7}))) == [1, 2, 3]


@pytest.mark.parametrize("start", [0, 10, 90, 100, 110, 140])
def test_pages_follow_each_other_without_a_repetition(start):
    scores = {number: 1000.0 - number for number in range(150)}
    near = {(number, "a"): 0.5 for number in range(100)} | {(120, "a"): 0.9, (500, "a"): 0.9}
    whole = numbers(found(near, by_words(scores, allowed=[500]), stop=200))
    assert len(whole) == len(set(whole)) == 151 and {120, 500} <= set(whole[:60])
    page = numbers(found(near, by_words(scores, allowed=[500]), start=start, stop=start + 10))
    assert len(page) >= 8 and set(page) <= set(whole) and (page == whole[start : start + 10] or start >= 100)


def test_where_words_find_nothing_nothing_is_near():
    assert found({(1, "a"): 0.9}, by_words({})).hits == ()
