"""Tables without rules: cells that stand one below the other, parted by nothing but blanks.

Only where the evidence is strong: three rows or more, in columns that no text crosses and whose cells are short and begin,
end or lie in the middle of one place. All else stays lines, one for each that is printed.
"""
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from documents.vocabulary import agencies

from .lines import LABEL_ALONE, Line, row_of

FEWEST_ROWS, FEWEST_ROWS_OF_TWO = 3, 4  # of a table, and of one with two columns whose cells are but words
APART = 1.0  # em between cells, in most rows
GUTTER = 0.5  # em between two columns that no text enters
WIDE_SHARE = 0.5  # of the rows, whose cells stand apart there
EVEN = 0.7  # em by which the edges of the cells of a column may differ
LONGEST_CELL = 20  # em
FARTHEST = 3.2  # em from one row to the next
WRAPPED = 1.7  # em from the first line of a cell to its second
FEW = 0.3  # of the cells that may be otherwise than all
LEADERS = re.compile(r"[.．·…_＿—]{4,}")
NAME_OR_DATE = re.compile(rf"[\u3400-\u9fff（）()、 ]*{agencies.SIGNING}(?:[（(].{{1,8}}[）)])?|.*年.*月.*日(?:[印发]+)?")
PERSON = re.compile("[\u3400-\u9fff·]{1,4}(?: [\u3400-\u9fff]{1,2})?")
CHOICE = re.compile(r"[□☐○]|[A-Ha-h①-⑳][.．、]?(?=\S)")
FIELD = re.compile(r"[：:](?!\d)")
FIGURES = re.compile(r"[\d.,，％%±+\-—–~～/：:万亿元年月日]*\d[\d.,，％%±+\-—–~～/：:万亿元个人次平方米公里吨年月日分]*")


class Piece(NamedTuple):
    """A text that stands apart in its row."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True)
class Row:
    """The ``pieces`` of one line, from the left, and the line's place."""

    pieces: tuple[Piece, ...]
    y: float
    size: float


def with_tables(rows: Sequence[list[Line]], left: float, right: float) -> Iterator[Line]:
    """The lines of a column with these edges: each of ``rows`` is one, or several of them are a table."""
    apart = [None if any(line.rows for line in row) else _row(row) for row in rows]
    place = 0
    while place < len(rows):
        run = _run(apart, place)
        if cells := _cells_of(run):
            x0, x1 = min(row.pieces[0].x0 for row in run), max(row.pieces[-1].x1 for row in run)
            text = " ".join(cell for row in cells for cell in row if cell)
            yield Line(text, x0, x1, run[0].y, run[0].size, 2, left, right, rows=cells)
        else:
            yield from (row_of(row, left, right) for row in rows[place : place + max(1, len(run))])
        place += max(1, len(run))


def _row(lines: list[Line]) -> Row:
    pieces = (piece for line in sorted(lines, key=lambda line: line.x0) for piece in _pieces(line))
    return Row(tuple(pieces), lines[0].y, max(line.size for line in lines))


def _pieces(line: Line) -> Iterator[Piece]:
    """The pieces of ``line`` between its wider blanks."""
    start, x0 = 0, line.x0
    for place, before, after in line.gaps:
        yield Piece(line.text[start:place].strip(), x0, before)
        start, x0 = place, after
    yield Piece(line.text[start:].strip(), x0, line.x1)


def _cells_of(run: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    """The cells of the table that ``run`` is as a whole; none where it is no table, or half of one."""
    columns = _columns(run) if len(run) >= FEWEST_ROWS else []
    if len(columns) < 2 or any(_stands_apart(part) for row in run for part in _in_columns(row, columns)):
        return ()
    table = _cells(run, columns)
    return tuple(tuple(cell.text if cell else "" for cell in row) for row in table) if _is_table(table, columns, run) else ()


def _in_columns(row: Row, columns: Sequence[tuple[float, float]]) -> Iterator[Row]:
    """What of ``row`` stands in each of ``columns``."""
    for x0, x1 in columns:
        yield Row(tuple(piece for piece in row.pieces if x0 - 1 <= piece.x0 and piece.x1 <= x1 + 1), row.y, row.size)


def _run(rows: Sequence[Row | None], place: int) -> list[Row]:
    """The rows from ``place`` on that have several pieces, and the second lines of their cells."""
    run: list[Row] = []
    for row in rows[place:]:
        if row is None or run and run[-1].y - row.y > FARTHEST * row.size or not run and not _stands_apart(row):
            break
        if len(row.pieces) < 2 and not (run and _is_wrapped(row, run[-1])):
            break
        run.append(row)
    return run


def _stands_apart(row: Row) -> bool:
    return any(second.x0 - first.x1 > APART * row.size for first, second in pairwise(row.pieces))


def _is_wrapped(row: Row, above: Row) -> bool:
    """Whether ``row`` has but the second line of a cell, which is not the first, of the row above."""
    return above.y - row.y <= WRAPPED * row.size and row.pieces[0].x0 > above.pieces[0].x1


def _columns(run: Sequence[Row]) -> list[tuple[float, float]]:
    """The columns between the blanks that run through all rows, and are wide in most."""
    size = max(row.size for row in run)
    taken: list[list[float]] = []
    for x0, x1 in sorted((piece.x0, piece.x1) for row in run for piece in row.pieces):
        if taken and x0 - taken[-1][1] < GUTTER * size:
            taken[-1][1] = max(taken[-1][1], x1)
        else:
            taken.append([x0, x1])
    columns = [(taken[0][0], taken[0][1])]
    for x0, x1 in taken[1:]:
        if _is_wide(run, columns[-1][1], x0):
            columns.append((x0, x1))
        else:
            columns[-1] = (columns[-1][0], x1)
    return columns


def _is_wide(run: Sequence[Row], left: float, right: float) -> bool:
    """Whether what stands on both sides of a blank stands far apart in most rows."""
    gaps = []
    for row in run:
        before = [piece.x1 for piece in row.pieces if piece.x1 <= left + 1]
        after = [piece.x0 for piece in row.pieces if piece.x0 >= right - 1]
        if before and after:
            gaps.append(min(after) - max(before) > APART * row.size)
    return sum(gaps) >= WIDE_SHARE * len(gaps) if gaps else False


def _cells(run: Sequence[Row], columns: Sequence[tuple[float, float]]) -> list[list[Piece | None]]:
    """The cells of each row, ``None`` where one is empty; second lines go to the cells above."""
    table: list[list[Piece | None]] = []
    for row, above in zip(run, [None, *run], strict=False):
        cells = [_one(part.pieces) for part in _in_columns(row, columns)]
        filled = [number for number, cell in enumerate(cells) if cell]
        is_second = above and 0 not in filled and above.y - row.y <= WRAPPED * row.size and all(table[-1][number] for number in filled)
        if is_second:
            table[-1] = [_below(upper, lower) if lower and upper else upper for upper, lower in zip(table[-1], cells, strict=True)]
        else:
            table.append(cells)
    return table


def _one(pieces: Sequence[Piece]) -> Piece | None:
    return Piece(" ".join(piece.text for piece in pieces), pieces[0].x0, pieces[-1].x1) if pieces else None


def _below(upper: Piece, lower: Piece) -> Piece:
    return Piece(upper.text + lower.text, min(upper.x0, lower.x0), max(upper.x1, lower.x1))


def _is_table(table: Sequence[Sequence[Piece | None]], columns: Sequence[tuple[float, float]], run: Sequence[Row]) -> bool:
    size = max(row.size for row in run)
    full = [row for row in table if sum(cell is not None for cell in row) > 1]
    if len(full) < FEWEST_ROWS or len(full) < len(table) or any(row[0] is None for row in table[1:]):
        return False
    cells = [cell.text for row in table for cell in row if cell]
    if any(x1 - x0 > LONGEST_CELL * size for x0, x1 in columns) or _is_other(cells):
        return False
    if not all(_is_even([row[number] for row in table[1:]], size) for number in range(len(columns))):
        return False
    firsts = [row[0].text for row in table[1:] if row[0]]
    if len(columns) > 2:
        return _is_filled(table)
    if any(LABEL_ALONE.fullmatch(text) for text in firsts):  # a list, its labels far from its text
        return False
    return len(table) >= FEWEST_ROWS_OF_TWO or all(row[1] and FIGURES.fullmatch(row[1].text) for row in table[1:])


def _is_filled(table: Sequence[Sequence[Piece | None]]) -> bool:
    """Whether most cells are filled."""
    return sum(cell is None for row in table for cell in row) <= FEW * len(table) * len(table[0])


def _is_even(cells: Sequence[Piece | None], size: float) -> bool:
    """Whether the cells of a column begin, end, or lie in the middle of one place."""
    held = [cell for cell in cells if cell]
    if not held:
        return False
    for edge in (lambda cell: cell.x0, lambda cell: cell.x1, lambda cell: (cell.x0 + cell.x1) / 2):
        places = sorted(map(edge, held))
        if places[-1] - places[0] <= EVEN * size:
            return True
    return False


def _is_other(cells: Sequence[str]) -> bool:
    """Whether the words are those of something else that stands in columns: who signs, names of persons, fields of a form,
    choices, the lines of a table of contents, a title with its characters set apart."""
    def are(test: Callable[[str], object], most: float = 1 - FEW) -> bool:
        return sum(bool(test(cell)) for cell in cells) >= most * len(cells)

    return (
        are(NAME_OR_DATE.fullmatch) or are(PERSON.fullmatch, 1) or are(CHOICE.match) or are(lambda cell: len(cell) == 1)
        or are(FIELD.search, 0.5) or are(LEADERS.search, FEW)
    )
