"""Charts laid out here, so that a page needs no script: values in, coordinates out."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 480, 260
LEFT, RIGHT, TOP, BOTTOM = 44, 16, 16, 28
MOST_LABELS = 9
BAR, BAR_GAP, LABEL, ROW_GAP = 14, 4, 24, 12
ROOM_FOR_COUNT = 56


@dataclass(frozen=True)
class Point:
    """``row`` and ``series``: which value it shows."""

    row: int
    series: int
    x: int
    y: int
    count: int


@dataclass(frozen=True)
class Lines:
    """``paths``: one line a series. ``ticks``, ``labels``: where a number stands beside the axes."""

    paths: tuple[str, ...]
    marks: tuple[Point, ...]
    ticks: tuple[tuple[int, int], ...]
    labels: tuple[tuple[int, int], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM


@dataclass(frozen=True)
class Bar:
    row: int
    series: int
    y: int
    length: int
    count: int


@dataclass(frozen=True)
class Bars:
    """``labels``: the row and where its name stands, above its bars."""

    marks: tuple[Bar, ...]
    labels: tuple[tuple[int, int], ...]
    height: int
    width: int = WIDTH
    bar: int = BAR


def lines(rows: Sequence[Sequence[int]]) -> Lines:
    """A line a series over ``rows`` in their order; each row has a count of each series."""
    highest = round_up(max((count for row in rows for count in row), default=1))
    step = (WIDTH - LEFT - RIGHT) / max(len(rows) - 1, 1)

    def x(row: int) -> int:
        return round(LEFT + row * step) if len(rows) > 1 else (LEFT + WIDTH - RIGHT) // 2

    def y(count: int) -> int:
        return round(HEIGHT - BOTTOM - count * (HEIGHT - BOTTOM - TOP) / highest)

    points = tuple(Point(r, s, x(r), y(count), count) for r, row in enumerate(rows) for s, count in enumerate(row))
    series = range(len(rows[0]) if rows else 0)
    paths = tuple("M" + "L".join(f"{point.x} {point.y}" for point in points if point.series == one) for one in series)
    ticks = tuple((count, y(count)) for count in dict.fromkeys((0, highest // 2, highest)))
    every = -(-len(rows) // MOST_LABELS) or 1
    return Lines(paths, points, ticks, tuple((row, x(row)) for row in range(0, len(rows), every)))


def bars(rows: Sequence[Sequence[int]]) -> Bars:
    """A group of bars a row, one a series, under the name of the row."""
    highest = max((count for row in rows for count in row), default=0) or 1
    found, labels, top = [], [], 0
    for number, row in enumerate(rows):
        labels.append((number, top + LABEL - 6))
        top += LABEL
        for series, count in enumerate(row):
            found.append(Bar(number, series, top, round(count * (WIDTH - ROOM_FOR_COUNT) / highest), count))
            top += BAR + BAR_GAP
        top += ROW_GAP
    return Bars(tuple(found), tuple(labels), top)


def round_up(count: int) -> int:
    """The end of an axis: the next of 1, 2, 5, 10, 20 … that holds ``count``.

    >>> [round_up(count) for count in (0, 3, 20, 21, 4999)]
    [1, 5, 20, 50, 5000]
    """
    unit = 1
    while True:
        for step in (1, 2, 5):
            if count <= step * unit:
                return step * unit
        unit *= 10
