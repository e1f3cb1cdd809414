"""Glyphs become lines, and the lines of a page its columns."""
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from documents.formats.markup import raised
from documents.vocabulary.divisions import PRINTED_LABELLED
from documents.vocabulary.numerals import NUMERAL

CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d—…·①-⑳\U00020000-\U0003ffff]")
# How far, in em, two glyphs stand apart before a blank is meant: between Chinese, other, and mixed ones; and where the
# file has a blank there, which some fonts make narrow, and some programs put where nothing shows.
BLANK_CHINESE, BLANK_OTHER, BLANK_MIXED, BLANK_GIVEN = 0.6, 0.18, 0.45, 0.15
# Where Chinese glyphs stand evenly, one that stands that much farther off than the others has a blank before it.
BLANK_EVEN, UNEVEN, FEWEST_GAPS = 0.18, 0.05, 4
APART = 1.6  # em between two pieces of a line that are not one text: cells of a table, both ends of a line
SAME_LINE, SAME_LINE_RAISED = 0.4, 0.6  # em by which base lines may differ; of figures that are raised
FEWEST_SPACED, UNEVEN_SPACED = 3, 0.4  # characters of a title set apart, em by which they may differ
# After a label that stands alone comes a blank of any width, and its text.
LABEL_ALONE = re.compile(rf"第{NUMERAL}+[{PRINTED_LABELLED}](?:之{NUMERAL}+)?|{NUMERAL}{{1,3}}[、.．]|[（(]{NUMERAL}{{1,3}}[）)]|附件{NUMERAL}{{0,3}}[：:]?")
SMALLER = 0.75  # the size of a raised figure, over that of the text


@dataclass(frozen=True)
class Line:
    """``pieces``: how many texts stand apart in it. ``left``, ``right``: edges of the column it stands in, which is
    ``narrow`` where others stand beside it.

    A table is a line, too: with ``rows`` of cells, and the columns of the last row whose text breaks off at their edge.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    pieces: int = 1
    left: float = 0
    right: float = 0
    rows: tuple[tuple[str, ...], ...] = ()
    narrow: bool = False
    broken: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Page:
    """``bottom``, ``top``: edges of the page. ``pictures``: whether it has any. ``askew``: what stands otherwise than the
    lines do. ``is_vertical``: whether its lines run from top to bottom. ``left``, ``right``: the other edges, where known."""

    number: int
    bottom: float
    top: float
    lines: list[Line]
    pictures: bool = False
    askew: str = ""
    is_vertical: bool = False
    left: float = 0
    right: float = 0

    def in_order(self, usual: float | None) -> "Page":
        """The page with its lines in reading order, pieces side by side in a column made one.

        ``usual``: the gutter of a document in columns; without it, a part of this page may be in columns all the same.
        """
        gutter = gutter_of(self.lines) if usual is None else usual
        if gutter is None or (usual is not None and len(crossing(self.lines, usual)) > HALF * len(self.lines)):
            return replace(self, lines=joined(self.lines, *edges_of(self.lines)))
        return replace(self, lines=[line for region in regions(self.lines, gutter, usual is None) for line in region])


def in_reading_order(pages: list[Page]) -> list[Page]:
    """The pages with their lines in order; in two columns where at least some of them clearly are."""
    found = [(page.lines, gutter) for page in pages if (gutter := gutter_of(page.lines)) is not None]
    gutters = [gutter for lines, gutter in found if len(crossing(lines, gutter)) <= MOST_ACROSS * len(lines)]
    usual = median(gutters) if len(gutters) >= SOME_PAGES * len(pages) and gutters else None
    return [page.in_order(usual) for page in pages]


def lines_of(glyphs: Iterable) -> list[Line]:
    """Runs of glyphs that follow each other on one base line, in the order in which they are drawn."""
    runs: list[list] = []
    for glyph in glyphs:
        if runs and follows(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [line_of(run) for run in runs]


def follows(last: Any, glyph: Any) -> bool:
    em = max(last.size, glyph.size)
    apart = SAME_LINE_RAISED if min(last.size, glyph.size) < SMALLER * em else SAME_LINE
    return abs(glyph.y - last.y) <= apart * em and -0.5 * em <= glyph.x0 - last.x1 <= APART * em


def line_of(run: list) -> Line:
    size = median(glyph.size for glyph in run)
    base = next(glyph.y for glyph in run if glyph.size >= size)
    wide = blank_between_chinese(run, size)
    text = run[0].text
    for last, glyph in pairwise(run):
        least = BLANK_GIVEN if glyph.spaced else blank(last.text, glyph.text, wide)
        is_raised = glyph.size < SMALLER * size and glyph.y > base
        text += " " * (glyph.x0 - last.x1 > least * size) + (raised(glyph.text) if is_raised else glyph.text)
    return Line(text, run[0].x0, max(glyph.x1 for glyph in run), base, size)


def blank(before: str, after: str, between_chinese: float = BLANK_CHINESE) -> float:
    chinese = bool(CHINESE.match(before)) + bool(CHINESE.match(after))
    return (BLANK_OTHER, BLANK_MIXED, between_chinese)[chinese]


def blank_between_chinese(run: list, size: float) -> float:
    """How far Chinese glyphs of this run stand apart, in em, where a blank is meant: fonts have narrow ones, too."""
    gaps = sorted(
        (glyph.x0 - last.x1) / size for last, glyph in pairwise(run) if CHINESE.match(last.text) and CHINESE.match(glyph.text)
    )
    if len(gaps) < FEWEST_GAPS or gaps[3 * (len(gaps) - 1) // 4] - median(gaps) > UNEVEN:
        return BLANK_CHINESE
    return median(gaps) + BLANK_EVEN


SOME_PAGES = 0.3
FEWEST_IN_COLUMN = 5
MOST_ACROSS = 0.3  # share of lines that may cross the gutter of a page in columns: titles, tables
HALF = 0.5  # the same where other pages have shown the gutter: the last one may hold little
FILLED = 0.6  # share of a column's lines that reach its edge: text does, cells of a table do not
NEAR_EDGE = 2.5  # em
NARROWEST = 8  # em


def regions(lines: list[Line], gutter: float, in_part: bool) -> list[list[Line]]:
    """The lines of one page in groups to be read one after the other: what runs across, then each column.

    ``in_part``: only where the lines between two that run across clearly are columns; else those of a row are one.
    """
    edges = edges_of(lines)
    left_edges, right_edges = (edges_of(side) for side in sides(lines, gutter))
    found = []
    for across, band in bands(lines, gutter):
        left, right = sides(band, gutter)
        if in_part and not are_columns(left, right):
            found.append(joined(across + band, *edges))
        else:
            columns = [*joined(left, *left_edges), *joined(right, *right_edges)]
            found += [joined(across, *edges), [replace(line, narrow=True) for line in columns]]
    return found


def bands(lines: list[Line], gutter: float) -> list[tuple[list[Line], list[Line]]]:
    """The page from top to bottom: lines that cross the gutter, and those below them down to the next that do."""
    found: list[tuple[list[Line], list[Line]]] = [([], [])]
    for line in sorted(lines, key=lambda line: -line.y):
        if not line.x0 < gutter < line.x1:
            found[-1][1].append(line)
        elif found[-1][1]:
            found.append(([line], []))
        else:
            found[-1][0].append(line)
    return found


def sides(lines: list[Line], gutter: float) -> tuple[list[Line], list[Line]]:
    return [line for line in lines if line.x1 <= gutter], [line for line in lines if line.x0 >= gutter]


def crossing(lines: list[Line], x: float) -> list[Line]:
    return [line for line in lines if line.x0 < x < line.x1]


def edges_of(lines: list[Line]) -> tuple[float, float]:
    text = [line for line in lines if not line.rows] or lines
    return min((line.x0 for line in text), default=0), max((line.x1 for line in text), default=0)


def gutter_of(lines: list[Line]) -> float | None:
    """Where the blank between two columns of text is that most lines stand in, if there are any on this page."""
    if len(lines) < 2 * FEWEST_IN_COLUMN:
        return None
    low, high = min(line.x0 for line in lines), max(line.x1 for line in lines)
    places = [low + (high - low) * share / 100 for share in range(30, 71)]
    held = {x: sum(len(band) for _, band in bands(lines, x) if are_columns(*sides(band, x))) for x in places}
    most = max(held.values())
    best = [x for x in places if held[x] == most]
    return best[len(best) // 2] if most else None


def are_columns(left: list[Line], right: list[Line]) -> bool:
    return is_column(left) and is_column(right) and beside(left, right)


def is_column(lines: list[Line]) -> bool:
    if len(lines) < FEWEST_IN_COLUMN:
        return False
    edge = max(line.x1 for line in lines)
    filled = sum(line.x1 >= edge - NEAR_EDGE * line.size and line.x1 - line.x0 > NARROWEST * line.size for line in lines)
    return filled >= FILLED * len(lines)


def beside(left: list[Line], right: list[Line]) -> bool:
    return min(line.y for line in left) < max(line.y for line in right) and min(line.y for line in right) < max(line.y for line in left)


def joined(region: list[Line], left: float, right: float) -> list[Line]:
    """The pieces of a region in lines from top to bottom, each knowing the edges of the column."""
    rows: list[list[Line]] = []
    for line in sorted(region, key=lambda line: -line.y):
        if rows and not line.rows and not rows[-1][0].rows and abs(rows[-1][0].y - line.y) <= SAME_LINE * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [row_of(row, left, right) for row in rows]


def row_of(row: list[Line], left: float, right: float) -> Line:
    if len(row) == 1:
        return replace(row[0], left=left, right=right)
    row = sorted(row, key=lambda piece: piece.x0)
    text, pieces = row[0].text, 1
    apart = "" if is_letter_spaced(row) else " "
    for last, piece in pairwise(row):
        gap = (piece.x0 - last.x1) / piece.size
        pieces += gap > APART and not LABEL_ALONE.fullmatch(text)
        text += apart * (gap > blank(last.text[-1], piece.text[0])) + piece.text
    size = max(piece.size for piece in row)
    return Line(text, row[0].x0, max(piece.x1 for piece in row), row[0].y, size, pieces, left, right)


def is_letter_spaced(row: list[Line]) -> bool:
    """Whether a word or title was set with its characters evenly far apart: 关 于 开 展 检 查 的 通 知."""
    gaps = [(piece.x0 - last.x1) / piece.size for last, piece in pairwise(row)]
    alone = all(len(piece.text) == 1 and CHINESE.match(piece.text) for piece in row)
    return alone and len(row) >= FEWEST_SPACED and max(gaps) - min(gaps) <= UNEVEN_SPACED


def glued(text: str, more: str) -> str:
    """Two lines as one: with a blank between them unless they are Chinese."""
    apart = not (CHINESE.match(text[-1]) or CHINESE.match(more[0])) and text[-1] not in "-/"
    return text + " " * apart + more
