"""Which segments are merged: never too many bytes at once, and never too many segments left."""
import os
import random
from collections import Counter

import pytest

from search.backends.whoosh_backend import tiers

MEGABYTE = 1 << 20


class Segment:
    def __init__(self, size: int, deleted: float = 0.0):
        self.size, self.deleted = size, deleted

    def segment_id(self):
        return str(id(self))

    def doc_count_all(self):
        return 1000

    def deleted_count(self):
        return int(self.deleted * 1000)


def due(segments, largest=100 * MEGABYTE):
    return tiers.due(segments, Counter({s.segment_id(): s.size for s in segments}), largest)


@pytest.mark.parametrize(("segments", "merged"), [
    ([], 0),
    ([1] * 7, 0),
    ([1] * 8, 8),
    ([1] * 20, 8),
    ([40] * 8, 2),  # no more than fit into one
    ([51] * 30, 0),  # more than half of the largest: never again
    ([200] * 30, 0),
    ([1] * 4 + [30] * 4, 0),  # of two orders of magnitude
    ([1] * 8 + [200], 8),
])
def test_as_many_of_a_kind_and_no_more_than_fit(segments, merged):
    found = due([Segment(size * MEGABYTE) for size in segments])
    assert len(found) == merged
    assert sum(segment.size for segment in found) <= 100 * MEGABYTE


def test_the_smallest_come_first():
    segments = [Segment(size) for size in (*range(3000, 3020), *range(1000, 1003))]
    assert {segment.size for segment in due(segments)} == {1000, 1001, 1002, 3000, 3001, 3002, 3003, 3004}


@pytest.mark.parametrize(("deleted", "size", "expected"), [(0.4, 60, 0), (0.6, 60, 1), (0.6, 101, 0)])
def test_one_that_is_mostly_deleted_is_written_anew(deleted, size, expected):
    assert len(due([Segment(size * MEGABYTE, deleted), Segment(60 * MEGABYTE)])) == expected


def test_few_remain_and_each_byte_is_copied_a_few_times():
    """Of 3,000 publications of all sizes, with a merger that comes now and then."""
    chance, segments = random.Random(3), []
    written = copied = 0
    for number in range(3000):
        segments.append(Segment(int(10 ** chance.uniform(4, 6))))
        written += segments[-1].size
        for largest in (tiers.SMALL, *([100 * MEGABYTE] * 9 if number % 30 == 0 else [])):
            if merged := due(segments, largest):
                segments = [s for s in segments if s not in merged] + [Segment(sum(s.size for s in merged))]
                copied += segments[-1].size
                assert segments[-1].size <= largest
        assert len(segments) < 60
    assert copied < 5 * written


def test_a_file_that_goes_while_sizes_are_summed_counts_nothing(tmp_path, monkeypatch):
    """A writer in another process renames its temporary files, between the listing of a folder and the look at one."""
    for name in ("MAIN_a.trm", ".manifest.json.0f0f", "MAIN_b.trm"):
        (tmp_path / name).write_bytes(b"1234")
    listed = list(os.scandir(tmp_path))
    (tmp_path / ".manifest.json.0f0f").unlink()
    monkeypatch.setattr(tiers.os, "scandir", lambda folder: iter(listed))
    assert tiers.sizes(tmp_path) == {"MAIN_a": 4, "MAIN_b": 4}
