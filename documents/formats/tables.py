"""Tables as people keep them: .csv in the encodings of Chinese offices, and .xlsx. Cells become text, dates ISO 8601."""
import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import PurePath
from typing import Any

from . import zips
from .characters import clean, decode
from .limits import MB
from .text import Refused

TABLE_BYTES = 10 * MB
MOST_ROWS, MOST_BLANK_ROWS, MOST_COLUMNS, CELL_CHARACTERS = 20_000, 1_000, 50, 2_000
FORMULA = "=公式"
"""What stands for a formula, the value of which nobody can vouch for."""

Rows = tuple[tuple[str, ...], ...]


def read_table(name: str, data: bytes) -> Rows:
    """The rows of the table in ``data``, the first sheet of a workbook; empty cells at the end of a row are left out.

    Raises ``Refused`` for what is no such table, or too large. Made for the sandbox.
    """
    if not data.strip():
        raise Refused("文件为空")
    if len(data) > TABLE_BYTES:
        raise Refused(f"表格超过 {TABLE_BYTES // MB} MB")
    extension = PurePath(name).suffix.lower()
    rows: Iterable[Iterable[str]]
    if extension == ".xlsx":
        rows = _workbook(data)
    elif extension == ".csv":
        if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            raise Refused("扩展名是 .csv，内容却是 Excel 文件，请改用 .xlsx 格式")
        rows = _lines(data)
    else:
        raise Refused("只能读 .csv 和 .xlsx 表格" + ("，请在 Excel 中另存为 .xlsx" if extension == ".xls" else ""))
    return tuple(_limited(rows))


def _limited(rows: Iterable[Iterable[str]]) -> Iterator[tuple[str, ...]]:
    filled = blank = 0
    for row in rows:
        cells = [clean(cell).strip()[:CELL_CHARACTERS] for cell in islice(row, MOST_COLUMNS)]
        while cells and not cells[-1]:
            cells.pop()
        filled, blank = (filled + 1, 0) if cells else (filled, blank + 1)
        if filled > MOST_ROWS:
            raise Refused(f"表格超过 {MOST_ROWS} 行，请分成几个")
        if blank > MOST_BLANK_ROWS:  # a sheet may be formatted down to its last row, the 1,048,576th
            return
        yield tuple(cells)


def _lines(data: bytes) -> Iterator[list[str]]:
    text, _ = decode(data)
    first = text.partition("\n")[0]
    delimiter = max(",\t;，", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text.replace("\0", "")), delimiter=delimiter, strict=True)
    except csv.Error:
        raise Refused("引号不成对，或者一格的文字太长，不像是 CSV 表格") from None


def _workbook(data: bytes) -> Iterator[Iterator[str]]:
    from openpyxl import load_workbook  # our side reads no workbooks, and needs not load what does

    with zips.opened(data) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            raise Refused("扩展名是 .xlsx，内容却不是 Excel 工作簿")
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        if not book.worksheets:
            raise Refused("工作簿里没有工作表")
        for row in book.worksheets[0].iter_rows(max_col=MOST_COLUMNS):
            yield map(_cell, row)
    except Refused:
        raise
    except Exception:  # the library raises anything on what is damaged
        raise Refused("工作簿已损坏，或不是 Excel 所写") from None


def _cell(cell: Any) -> str:
    value = cell.value
    if cell.data_type == "f":
        return FORMULA
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None or cell.data_type == "e" else str(value)
