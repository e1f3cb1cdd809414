"""Tables whose rules are drawn: the glyphs between the rules go to their cells."""
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, pairwise
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from documents.formats.left_out import LeftOut

from .lines import Line, Page, edges_of, glued, joined, lines_of

TOUCH = 3  # points within which two rules are one, or meet
THIN, SHORTEST = 2.5, 6  # points: a filled box that thin is a rule, and a rule is at least that long
MOST_PATHS = 5_000
FULL_CELL = 2.0  # em from the edge of a cell within which its line was broken
FEWEST_COLUMNS, FEWEST_ROWS = 2, 2


class Rule(NamedTuple):
    """A horizontal (``y0 == y1``) or vertical rule, in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_flat(self) -> bool:
        return self.y0 == self.y1


@dataclass(frozen=True)
class Grid:
    """``xs`` from left to right, ``ys`` from top to bottom: where rules stand."""

    xs: list[float]
    ys: list[float]
    rules: list[Rule]

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column of the place; of a merged cell, its first."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        column = min(bisect(self.xs, x) - 1, len(self.xs) - 2)
        row = min(bisect([-at for at in self.ys], -y) - 1, len(self.ys) - 2)
        return self._first_of[row, column]

    def right_of(self, row: int, column: int) -> float:
        """The right edge of the cell whose first is at this place."""
        return max(self.xs[other + 1] for (_, other), first in self._first_of.items() if first == (row, column))

    @cached_property
    def _first_of(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The first cell of those that no rule parts from each cell."""
        first: dict[tuple[int, int], tuple[int, int]] = {}
        upright = [(rule.x0, rule.y0, rule.y1) for rule in self.rules if not rule.is_flat]
        flat = [(rule.y0, rule.x0, rule.x1) for rule in self.rules if rule.is_flat]
        for row, (top, bottom) in enumerate(pairwise(self.ys)):
            for column, (left, right) in enumerate(pairwise(self.xs)):
                place = row, column
                if column and not is_parted(upright, left, (top + bottom) / 2):
                    place = first[row, column - 1]
                elif row and not is_parted(flat, top, (left + right) / 2):
                    place = first[row - 1, column]
                first[row, column] = place
        return first


def is_parted(rules: list[tuple[float, float, float]], at: float, along: float) -> bool:
    return any(abs(place - at) <= TOUCH and low - TOUCH <= along <= high + TOUCH for place, low, high in rules)


def take_tables(glyphs: list, rules: list[Rule]) -> tuple[list, list[Line]]:
    """The glyphs outside all tables, and each table as a line of its own."""
    found = []
    for grid in grids(rules):
        cells: dict[tuple[int, int], list] = {}
        outside: list = []
        for glyph in glyphs:
            cell = grid.cell_at((glyph.x0 + glyph.x1) / 2, glyph.y + glyph.size / 3)
            (outside if cell is None else cells.setdefault(cell, [])).append(glyph)
        if len({column for _, column in cells}) >= FEWEST_COLUMNS and len({row for row, _ in cells}) >= FEWEST_ROWS:
            glyphs = outside
            found.append(table_of(grid, cells))
    return glyphs, found


def table_of(grid: Grid, cells: dict[tuple[int, int], list]) -> Line:
    texts = {place: text_of(inside) for place, inside in cells.items()}
    rows = tuple(
        tuple(texts.get((row, column), "") for column in range(len(grid.xs) - 1)) for row in range(len(grid.ys) - 1)
    )
    size = next(iter(cells.values()))[0].size
    bottom = max(row for row, _ in cells)
    broken = frozenset(column for (row, column), inside in cells.items() if row == bottom and breaks_off(inside, texts[row, column], grid.right_of(row, column)))
    return Line(" ".join(filter(None, texts.values())), grid.xs[0], grid.xs[-1], grid.ys[0] - size, size, 2, rows=rows, broken=broken)


def breaks_off(glyphs: list, text: str, right: float) -> bool:
    """Whether the last line in a cell reaches its right edge and ends no sentence."""
    low = min(glyph.y for glyph in glyphs)
    last = [glyph for glyph in glyphs if glyph.y - low <= glyph.size / 2]
    return right - max(glyph.x1 for glyph in last) <= FULL_CELL * last[0].size and text[-1] not in "。；;"


def text_of(glyphs: list) -> str:
    lines = lines_of(glyphs)
    text = ""
    for line in joined(lines, *edges_of(lines)):
        text = glued(text, line.text) if text else line.text
    return text


def grids(rules: list[Rule]) -> Iterator[Grid]:
    """The grids that touching rules make."""
    for group in touching(rules):
        xs = merged(rule.x0 for rule in group if not rule.is_flat)
        ys = merged(rule.y0 for rule in group if rule.is_flat)[::-1]
        if len(xs) > FEWEST_COLUMNS and len(ys) > FEWEST_ROWS:
            yield Grid(xs, ys, group)


def touching(rules: list[Rule]) -> list[list[Rule]]:
    """The rules in groups whose bounds do not meet."""
    groups: list[tuple[Rule, list[Rule]]] = []
    for rule in rules:
        bounds, members = rule, [rule]
        while near := [group for group in groups if meet(group[0], bounds)]:
            groups = [group for group in groups if group not in near]
            bounds = around([bounds, *(group[0] for group in near)])
            members = [*members, *(member for group in near for member in group[1])]
        groups.append((bounds, members))
    return [members for _, members in groups]


def around(rules: list[Rule]) -> Rule:
    lefts, bottoms, rights, tops = zip(*rules, strict=True)
    return Rule(min(lefts), min(bottoms), max(rights), max(tops))


def meet(a: Rule, b: Rule) -> bool:
    return a.x0 - TOUCH <= b.x1 and b.x0 - TOUCH <= a.x1 and a.y0 - TOUCH <= b.y1 and b.y0 - TOUCH <= a.y1


def merged(places: Iterable[float]) -> list[float]:
    """Places in order, those nearer than ``TOUCH`` to the one before left out."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > TOUCH:
            kept.append(place)
    return kept


def rules_of(page: pypdfium2.PdfPage) -> list[Rule]:
    """The rules drawn on a page; none where there are so many paths that they are a drawing."""
    paths = list(islice(page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=2), MOST_PATHS))
    return [rule for path in paths for rule in rules_in(path)] if len(paths) < MOST_PATHS else []


def rules_in(path: pypdfium2.PdfObject) -> Iterator[Rule]:
    left, bottom, right, top = path.get_bounds()
    if top - bottom <= THIN or right - left <= THIN:
        edges = [((left, (bottom + top) / 2), (right, (bottom + top) / 2)) if right - left > top - bottom
                 else (((left + right) / 2, bottom), ((left + right) / 2, top))]
    elif is_box(path):
        edges = list(pairwise([(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]))
    else:
        edges = []
    for (xa, ya), (xb, yb) in edges:
        if abs(xa - xb) + abs(ya - yb) >= SHORTEST:
            yield Rule(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


def is_box(path: pypdfium2.PdfObject) -> bool:
    """Whether it is the drawn outline of one rectangle."""
    fill, stroke = pdfium.c_int(), pdfium.c_int()
    drawn = pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(drawn and stroke.value and pdfium.FPDFPath_CountSegments(path) in (4, 5))


def without_repeated_heads(pages: list[Page]) -> tuple[list[Page], list[LeftOut]]:
    """The pages without the first row of a table that goes on over the page, where it is the table's head again."""
    left_out: list[LeftOut] = []
    head: Sequence[str] = ()
    last: Line | None = None
    kept: list[list[Line]] = []
    for page in pages:
        kept.append([])
        for line in page.lines:
            goes_on = last and last.rows and line.rows and len(last.rows[0]) == len(line.rows[0])
            last = line
            if goes_on and line.rows[0] == head:
                left_out.append(LeftOut("续表中重复的表头", page.number, " ".join(filter(None, head))))
                line = replace(line, rows=line.rows[1:])
            elif line.rows and not goes_on:
                head = line.rows[0]
            if line.rows or not last.rows:
                kept[-1].append(line)
    return [replace(page, lines=lines) for page, lines in zip(pages, kept, strict=True)], left_out
