"""The sheets of a workbook become blocks."""
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice, pairwise, takewhile

from documents.formats.characters import clean
from documents.formats.markup import Block, Paragraph, laid_out
from documents.formats.text import Refused

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 100, 20_000, 100
MOST_BLANK_ROWS = 1_000  # a sheet may be formatted down to its last row, the 1,048,576th
GENERIC_NAME = re.compile(r"(sheet|工作表)\s*\d*", re.I)
DIGITS = 15  # of a number, as Excel keeps them
PERCENT = re.compile(r"0(?:\.(0+))?%")


@dataclass
class Sheet:
    """``rows``: cells as printed. ``unknown``: formulas without a stored value. ``is_cut``: whether more columns follow."""

    name: str
    is_hidden: bool = False
    rows: list[list[str]] = field(default_factory=list)
    unknown: int = 0
    is_cut: bool = False

    def fill(self, rows: Iterable[Sequence[str]]) -> None:
        """Take the rows as far as they go; raises ``Refused`` where they are too many."""
        blank = 0
        for row in rows:
            self.is_cut |= len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:])
            cells = [clean(cell).strip() for cell in row[:MOST_COLUMNS]]
            blank = 0 if any(cells) else blank + 1
            if blank > MOST_BLANK_ROWS:
                return
            self.rows.append(cells)
            if len(self.rows) > MOST_ROWS:
                raise Refused(f"工作表“{self.name}”超过 {MOST_ROWS} 行")


def printed(value: object, number_format: str) -> str:
    """A value as the cell shows it: dates ISO 8601, shares in per cent, numbers without the noise of their last digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        percent = PERCENT.fullmatch(number_format)
        if percent:
            return f"{value:.{len(percent[1] or '')}%}"
        return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.{DIGITS}g}"
    return str(value)


def blocks_of(sheets: list[Sheet]) -> Iterator[Block]:
    """Visible sheets in order; where there are several, under their names if these say anything."""
    shown = [sheet for sheet in sheets if not sheet.is_hidden and any(map(any, sheet.rows))]
    for sheet in shown:
        if len(shown) > 1 and not GENERIC_NAME.fullmatch(sheet.name.strip()):
            yield Paragraph(sheet.name, 2)
        yield from tables_in(sheet.rows)


def tables_in(rows: list[list[str]]) -> Iterator[Block]:
    """A table, with its title and notes as lines above and below it; another follows where a blank row and a line do."""
    starts = [y for y, row in enumerate(rows) if y and is_line(row) and not any(rows[y - 1])]
    for start, end in pairwise([0, *starts, len(rows)]):
        yield from one_table([row for row in rows[start:end] if any(row)])


def one_table(rows: list[list[str]]) -> Iterator[Block]:
    """Lines stand at both ends alone: between rows of a table they are headings of its parts."""
    above = list(takewhile(is_line, rows))
    below = list(takewhile(is_line, reversed(rows[len(above):])))[::-1]
    yield from lines_of(above)
    yield from laid_out(without_blank_columns(rows[len(above) : len(rows) - len(below)]))
    yield from lines_of(below)


def is_line(row: list[str]) -> bool:
    return bool(row and row[0]) and not any(row[1:])


def lines_of(rows: list[list[str]]) -> Iterator[Block]:
    return (Paragraph(line) for row in rows for line in row[0].split("\n"))


def without_blank_columns(rows: list[list[str]]) -> list[list[str]]:
    width = max(map(len, rows), default=0)
    filled = [x for x in range(width) if any(x < len(row) and row[x] for row in rows)]
    return [[row[x] if x < len(row) else "" for x in filled] for row in rows]


def notes_on(sheets: list[Sheet]) -> tuple[str, ...]:
    """What is not in the text, in Chinese."""
    notes = []
    hidden = [sheet.name for sheet in sheets if sheet.is_hidden]
    if hidden:
        names = "".join(f"“{clean(name)}”" for name in islice(hidden, 5))
        notes.append(f"有 {len(hidden)} 个隐藏的工作表没有读取：{names}" + "等" * (len(hidden) > 5))
    unknown = sum(sheet.unknown for sheet in sheets if not sheet.is_hidden)
    if unknown:
        notes.append(f"有 {unknown} 个公式没有保存结果，读不出（公式不会被计算）")
    cut = [sheet.name for sheet in sheets if sheet.is_cut and not sheet.is_hidden]
    notes += [f"工作表“{clean(name)}”超过 {MOST_COLUMNS} 列，其余没有读取" for name in cut[:5]]
    return tuple(notes)
