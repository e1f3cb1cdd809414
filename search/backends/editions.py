"""Documents that are editions of one work: which of them is in force on a day, and which stands for the others."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from documents.vocabulary.patterns import certain


@dataclass(frozen=True)
class Editions:
    """``works``: for each document the number of its work, -1 where no other edition of it is held. ``order``: the higher,
    the sooner an edition stands for its work. ``superseded``: the documents of which another edition is in force."""

    works: np.ndarray
    order: np.ndarray
    superseded: np.ndarray

    def folded(self, matching: np.ndarray) -> np.ndarray:
        """Those of the documents that match (truths) for which another edition that matches stands; their numbers."""
        own = np.flatnonzero(matching & (self.works >= 0))
        if not len(own):
            return own
        first = np.full(int(self.works.max()) + 1, np.iinfo("i8").min)
        np.maximum.at(first, self.works[own], self.order[own])
        return own[self.order[own] < first[self.works[own]]]

    def repeated(self, places: np.ndarray, documents: np.ndarray, size: int) -> np.ndarray:
        """How often each of ``size`` places has a further edition of a work that it has already; ``documents``: at each place."""
        has_others = self.works[documents] >= 0
        pairs = places[has_others] * (int(self.works.max(initial=0)) + 1) + self.works[documents[has_others]]
        unique, counts = np.unique(pairs, return_counts=True)
        return np.bincount(unique // (int(self.works.max(initial=0)) + 1), counts - 1, size)


# An index that was built before the day of issue was kept is searched on until it is built anew.
_EDITION = re.compile(r"(?P<begins>\d{8})(?P<issued>\d{8})?(?P<work>.*)", re.S)


def editions(values: Sequence[str], documents: np.ndarray, places: np.ndarray, alive: np.ndarray, on: int) -> Editions:
    """From the facet ``edition_of``: its values (``YYYYMMDD`` on which it begins, and was issued, and the work's key), and for
    each document the place of its value. ``alive``: the documents that are still there."""
    is_alive = alive[documents]
    documents, places = documents[is_alive], places[is_alive]
    numbers: dict[str, int] = {}
    read = [certain(_EDITION.fullmatch(value)) for value in values]
    work_of = np.array([numbers.setdefault(match["work"], len(numbers)) for match in read], "i8")[places]
    begins = np.array([int(match["begins"]) for match in read], "i8")[places]
    issued = np.array([int(match["issued"] or 0) for match in read], "i8")[places]
    # The last to begin by the day, else the first to begin after it; of one day the last to be issued.
    order = np.where(begins <= on, begins, -begins) * 10**8 + issued
    several = np.bincount(work_of, minlength=len(numbers)) > 1
    last = np.zeros(len(numbers), "i8")
    np.maximum.at(last, work_of, np.where(begins <= on, begins, 0))
    works, orders = np.full(len(alive), -1, "i8"), np.zeros(len(alive), "i8")
    works[documents], orders[documents] = np.where(several[work_of], work_of, -1), order
    in_force = last[work_of]
    return Editions(works, orders, documents[(in_force > 0) & (begins != in_force)])
