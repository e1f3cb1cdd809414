"""Glyphs become lines, and pieces of one base line one."""
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
    ``gaps``: its wider blanks, each with its place in the text and where it begins and ends.
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
    gaps: tuple[tuple[int, float, float], ...] = ()


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
    text, gaps = run[0].text, []
    for last, glyph in pairwise(run):
        if glyph.x0 - last.x1 > BLANK_CHINESE * size:
            gaps.append((len(text), last.x1, glyph.x0))
        least = BLANK_GIVEN if glyph.spaced else blank(last.text, glyph.text, wide)
        is_raised = glyph.size < SMALLER * size and glyph.y > base
        text += " " * (glyph.x0 - last.x1 > least * size) + (raised(glyph.text) if is_raised else glyph.text)
    return Line(text, run[0].x0, max(glyph.x1 for glyph in run), base, size, gaps=tuple(gaps))


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


def edges_of(lines: list[Line]) -> tuple[float, float]:
    text = [line for line in lines if not line.rows] or lines
    return min((line.x0 for line in text), default=0), max((line.x1 for line in text), default=0)


def joined(region: list[Line], left: float, right: float) -> list[Line]:
    """The pieces of a region in lines from top to bottom, each knowing the edges of the column."""
    return [row_of(row, left, right) for row in rows_of(region)]


def rows_of(region: list[Line]) -> list[list[Line]]:
    """The pieces of a region that stand on one base line, from top to bottom."""
    rows: list[list[Line]] = []
    for line in sorted(region, key=lambda line: -line.y):
        if rows and not line.rows and not rows[-1][0].rows and abs(rows[-1][0].y - line.y) <= SAME_LINE * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


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
