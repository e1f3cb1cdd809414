"""Rows into the bytes of a file, piece by piece."""
from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from tempfile import TemporaryFile
from typing import Any

Columns = Sequence[tuple[str, str]]
"""The name of each column, for programs, and its label, for people."""
CSV, XLSX, JSON = "csv", "xlsx", "json"
TYPES = {
    CSV: "text/csv; charset=utf-8", JSON: "application/json",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_PIECE = 1 << 16


def written(kind: str, columns: Columns, rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """The file of a ``kind``, in pieces. CSV begins with a mark by which spreadsheets know UTF-8."""
    return {CSV: _csv, XLSX: _xlsx, JSON: _json}[kind](columns, rows)


def text_of(value: Any) -> str:
    """A value in one cell; a list with 、 between its parts."""
    if isinstance(value, list):
        return "、".join(map(text_of, value))
    return "" if value is None else str(value)


def safe(text: str) -> str:
    """``text`` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULAS) else text


def _csv(columns: Columns, rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    out = StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(safe(label) for _, label in columns)  # of words that were asked for too
    for row in rows:
        writer.writerow(safe(text_of(row.get(name))) for name, _ in columns)
        if out.tell() > _PIECE:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def _json(columns: Columns, rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    before = "["
    for row in rows:
        yield f"{before}\n{json.dumps(row, ensure_ascii=False)}".encode()
        before = ","
    yield b"[]\n" if before == "[" else b"\n]\n"


def _xlsx(columns: Columns, rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """The rows go to the disk as they come; the archive is sent when it is whole."""
    from openpyxl import Workbook  # which few processes need

    book = Workbook(write_only=True)
    sheet = book.create_sheet("文件")
    sheet.append([_cell(sheet, label) for _, label in columns])
    for row in rows:
        sheet.append([_cell(sheet, text_of(row.get(name))) for name, _ in columns])
    with TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _cell(sheet: Any, text: str) -> Any:
    """Text and nothing else: a cell that begins with = would be a formula. What XML cannot hold is left out."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    cell.value = "".join(c for c in text if c >= " " or c in "\t\n")
    cell.data_type = "s"
    return cell
