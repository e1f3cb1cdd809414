"""Which segments are merged, and when: as many as ``FEW`` of one order of magnitude, and never beyond a size.

Publishing then writes a segment and little else, a passage is copied once for each order of magnitude, and the number
of segments grows with the logarithm of the corpus, and beyond ``LARGEST`` with the corpus divided by it.
"""
from __future__ import annotations

import math
import os
from collections import Counter, defaultdict
from contextlib import suppress
from pathlib import Path

from whoosh.codec.whoosh3 import W3Segment

FEW = 8
"""So many segments of one order of magnitude are merged into one of the next."""

FLOOR = 16 << 10
"""Bytes of a segment that holds next to nothing."""

SMALL = 1 << 20
"""Bytes that a writer may merge beside what it writes: a fraction of a second of processor time."""

LARGEST = 512 << 20
"""Bytes of the largest segment that a merger may yield (about 250,000 sections of laws)."""


def sizes(folder: Path) -> Counter[str]:
    """Bytes on disk of each segment, by its id. A file that a writer removes or renames meanwhile counts nothing."""
    found: Counter[str] = Counter()
    for file in os.scandir(folder):
        with suppress(FileNotFoundError):
            if file.is_file():
                found[file.name.partition(".")[0]] += file.stat().st_size
    return found


def due(segments: list[W3Segment], byte_counts: Counter[str], largest: int) -> list[W3Segment]:
    """Those of the segments that should become one, of at most ``largest`` bytes; none: ``[]``.

    A segment more than half of which was deleted is written anew by itself.
    """
    size = {segment: byte_counts[segment.segment_id()] for segment in segments}
    tiers: defaultdict[int, list[W3Segment]] = defaultdict(list)
    for segment in sorted(segments, key=size.__getitem__):
        if size[segment] <= largest and segment.deleted_count() * 2 > segment.doc_count_all():
            return [segment]
        if size[segment] <= largest // 2:
            tiers[int(math.log(max(size[segment], FLOOR) / FLOOR, FEW))].append(segment)
    for tier in sorted(tiers):
        if len(tiers[tier]) >= FEW:
            return _fitting(tiers[tier][:FEW], size, largest)
    return []


def _fitting(segments: list[W3Segment], size: dict[W3Segment, int], largest: int) -> list[W3Segment]:
    """The smallest of them, as many as fit into one: two at least, each of which is no more than half of it."""
    total, taken = 0, []
    for segment in segments:
        total += size[segment]
        if total > largest:
            break
        taken.append(segment)
    return taken
