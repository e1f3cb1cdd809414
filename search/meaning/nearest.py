"""Which passages are near to what is looked for.

All are looked at by one bit of each number: whether it is above what passages have on average. Of those that differ in
the fewest bits the directions are compared.
"""
from __future__ import annotations

import numpy as np

from .vectors import Snapshot

SAMPLE = 20_000
ROUGHLY = 20
"""How many times as many as are wanted are compared exactly."""


class Nearest:
    """The passages of one snapshot, in arrays over all that its files hold."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        rows = [file.rows for file in snapshot.files]
        self._bases = np.cumsum([0, *map(len, rows)])
        self._average = _average(rows)
        self._codes = np.concatenate([self._coded(part) for part in rows]) if rows else np.empty((0, 0), "u8")
        self._holds = np.zeros(len(self._codes), bool)
        self._document_of = np.zeros(len(self._codes), "i8")
        for n, file in enumerate(snapshot.files):
            for place, number in snapshot.documents_of(n):
                span = slice(self._bases[n] + file.starts[place], self._bases[n] + file.starts[place + 1])
                self._holds[span], self._document_of[span] = True, number

    def _coded(self, rows: np.ndarray) -> np.ndarray:
        """A bit for each number of each row, in words of 64."""
        parts = (rows[start : start + SAMPLE] for start in range(0, len(rows), SAMPLE))
        bits = [np.packbits(_directions(part) > self._average, axis=1).view("u8") for part in parts]
        return np.concatenate(bits) if bits else np.empty((0, len(self._average) // 64), "u8")

    def passages(self, query: np.ndarray, count: int) -> list[tuple[int, str, float]]:
        """Document, anchor and cosine of the ``count`` nearest, the nearest first."""
        if not self._holds.any():
            return []
        code = np.packbits(query > self._average).view("u8")
        apart = np.bitwise_count(self._codes ^ code).sum(axis=1, dtype="u2")
        apart[~self._holds] = np.iinfo("u2").max
        wanted = min(count * ROUGHLY, int(self._holds.sum()))
        near = np.argpartition(apart, wanted - 1)[:wanted]
        near.sort()
        cosines = self._directions_at(near) @ query
        best = np.argsort(-cosines, kind="stable")[:count]
        return [(int(self._document_of[near[b]]), self._anchor(int(near[b])), float(cosines[b])) for b in best]

    def _directions_at(self, places: np.ndarray) -> np.ndarray:
        ends = np.searchsorted(places, self._bases[1:])
        parts = np.split(places, ends[:-1])
        files = zip(self._snapshot.files, self._bases.tolist(), parts)  # noqa: B905
        return _directions(np.concatenate([file.rows[part - base] for file, base, part in files]))

    def _anchor(self, place: int) -> str:
        n = int(np.searchsorted(self._bases, place, "right")) - 1
        file, row = self._snapshot.files[n], place - int(self._bases[n])
        document = int(np.searchsorted(file.starts, row, "right")) - 1
        return file.documents[document][2][row - int(file.starts[document])]

    def of_document(self, query: np.ndarray, document_id: int) -> dict[str, float]:
        """The cosine of each passage of a document, by its anchor; of one that has not been encoded, none."""
        if document_id not in self._snapshot:
            return {}
        stored = self._snapshot.document(document_id)
        return dict(zip(stored.anchors, (_directions(stored.rows) @ query).tolist(), strict=True))


def _directions(rows: np.ndarray) -> np.ndarray:
    """Rows of whole numbers as vectors of length 1."""
    numbers = np.asarray(rows, "f4")
    return numbers / np.maximum(np.linalg.norm(numbers, axis=1, keepdims=True), 1e-12)


def _average(rows: list[np.ndarray]) -> np.ndarray:
    sample = [part[:: max(1, len(part) // SAMPLE)] for part in rows if len(part)]
    return _directions(np.concatenate(sample)).mean(axis=0) if sample else np.zeros(0, "f4")
