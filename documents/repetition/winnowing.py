"""The few numbers by which texts that share a passage find each other (winnowing: Schleimer, Wilkerson, Aiken 2003).

Of the hashes of all runs of ``RUN`` characters the least is kept in every ``WINDOW`` of them: about one in ten. Two texts that
share ``RUN + WINDOW - 1`` characters on end share one of these numbers for certain.
"""
from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from .bodies import END, Body

RUN, WINDOW = 20, 21
_BASE, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)


def fingerprints(of: Body) -> dict[int, int]:
    """The fingerprints of a body, signed numbers of 64 bits, each with the place in ``of.text`` where it first stands."""
    hashes = _hashes(of.text)
    if len(hashes) < WINDOW:
        return {}
    windows = np.lib.stride_tricks.sliding_window_view(hashes, WINDOW)
    chosen = np.unique(windows.argmin(axis=1) + np.arange(len(windows)))
    found: dict[int, int] = {}
    for place, value in zip(chosen.tolist(), hashes[chosen].view(np.int64).tolist(), strict=True):
        if hashes[place] != _NONE:
            found.setdefault(value, place)
    return found


def shared_places(one: Body, other: Body, places: Iterable[int]) -> list[tuple[int, int]]:
    """Of ``places`` in ``one`` where a run begins those of which ``other`` has the run, each with its place there."""
    there = ((place, other.text.find(one.text[place : place + RUN])) for place in places)
    return [(place, found) for place, found in there if found >= 0]


def _hashes(text: str) -> np.ndarray:
    """The hash of each run of ``RUN`` characters; ``_NONE`` where a section ends in it."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    count = len(codes) - RUN + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    hashes: np.ndarray = np.zeros(count, dtype=np.uint64)
    for shift in range(RUN):
        hashes = hashes * _BASE + codes[shift : shift + count]
    hashes = (hashes ^ (hashes >> np.uint64(31))) * _MIX  # or the least would follow from the last characters
    hashes ^= hashes >> np.uint64(29)
    ends = np.concatenate([[0], np.cumsum(codes == ord(END))])
    hashes[ends[RUN:] > ends[:count]] = _NONE
    return hashes
