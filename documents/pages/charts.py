"""Charts laid out here, so that a page needs no script: values in, coordinates out."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 480, 260
LEFT, RIGHT, TOP, BOTTOM = 44, 24, 16, 28
MOST_LABELS = 9
BAR, BAR_GAP, LABEL, ROW_GAP = 14, 4, 24, 12
ROOM_FOR_COUNT = 56
SMALL_WIDTH, SMALL_HEIGHT, SMALL_LABELS = 320, 140, 4
NAME, CELL = 250, 32


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


@dataclass(frozen=True)
class Column:
    row: int
    x: int
    y: int
    height: int
    count: int


@dataclass(frozen=True)
class Columns:
    """``highest``: the end of the axis. ``labels``: the row and the middle of its column."""

    marks: tuple[Column, ...]
    labels: tuple[tuple[int, int], ...]
    highest: int
    thickness: int
    width: int = SMALL_WIDTH
    height: int = SMALL_HEIGHT
    top: int = TOP
    base: int = SMALL_HEIGHT - BOTTOM


@dataclass(frozen=True)
class Line:
    """Of what has a row and a column in a grid: its row, on the height ``y``, ends at ``x``, where its column begins."""

    x: int
    y: int


@dataclass(frozen=True)
class Circle:
    row: int
    column: int
    x: int
    y: int
    radius: int


@dataclass(frozen=True)
class Grid:
    """``lines``: one for each of those that are set against each other."""

    lines: tuple[Line, ...]
    marks: tuple[Circle, ...]
    width: int
    height: int


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


def columns(counts: Sequence[int]) -> Columns:
    """A small chart of one series: a column for each count that is not 0, with the first, the last and some rows between labelled."""
    highest = round_up(max(counts, default=1))
    step = SMALL_WIDTH / max(len(counts), 1)
    thickness = max(1, min(BAR, round(step * 0.8)))
    room = SMALL_HEIGHT - BOTTOM - TOP

    def middle(row: int) -> int:
        return round((row + 0.5) * step)

    heights = [max(1, round(count * room / highest)) if count else 0 for count in counts]
    found = (Column(row, middle(row) - thickness // 2, SMALL_HEIGHT - BOTTOM - height, height, counts[row]) for row, height in enumerate(heights) if height)
    last = len(counts) - 1
    labelled = sorted({round(last * part / (SMALL_LABELS - 1)) for part in range(SMALL_LABELS)}) if len(counts) > SMALL_LABELS else range(len(counts))
    return Columns(tuple(found), tuple((row, min(max(middle(row), 20), SMALL_WIDTH - 20)) for row in labelled), highest, thickness)


def triangle(counts: Mapping[tuple[int, int], int], size: int) -> Grid:
    """``size`` things against each other: a circle for the count of each (row, column), of which the row is the later, as large as that."""
    highest = max(counts.values(), default=0) or 1
    found = [Line(CELL * place + CELL // 2, CELL * place + CELL // 2) for place in range(size)]
    marks = (
        Circle(row, column, found[column].x, found[row].y, max(2, round((count / highest) ** 0.5 * (CELL // 2 - 1))))
        for (row, column), count in sorted(counts.items())
    )
    return Grid(tuple(found), tuple(marks), CELL * size + NAME, CELL * size)


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
