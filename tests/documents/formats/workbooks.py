"""Small workbooks: .xlsx by openpyxl; .xls in BIFF5, which needs no OLE container."""
import io
import struct
from collections.abc import Sequence

from openpyxl import Workbook


def xlsx(*sheets: tuple[str, Sequence[Sequence[object]]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def xls(rows: Sequence[Sequence[object]], name: str = "Sheet1", is_hidden: bool = False) -> bytes:
    """One sheet in BIFF5 of texts (GBK) and numbers, without an OLE container."""
    font = record(0x31, struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 134, 0) + b"\x05Arial")
    style = record(0xE0, struct.pack("<HHHHHHHH", 0, 0, 0x0001, 0x0020, 0, 0, 0, 0))
    title = name.encode("gbk")
    head = record(0x809, struct.pack("<HHHH", 0x500, 0x05, 0, 0)) + record(0x42, struct.pack("<H", 936)) + font + style

    def bound(place: int) -> bytes:
        return record(0x85, struct.pack("<IBB", place, int(is_hidden), 0) + bytes([len(title)]) + title)

    end = record(0x0A, b"")
    place = len(head) + len(bound(0)) + len(end)
    cells = b"".join(cell(y, x, value) for y, row in enumerate(rows) for x, value in enumerate(row) if value is not None)
    return head + bound(place) + end + record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 0)) + cells + end


def cell(y: int, x: int, value: object) -> bytes:
    if isinstance(value, str):
        text = value.encode("gbk")
        return record(0x204, struct.pack("<HHHH", y, x, 0, len(text)) + text)
    return record(0x203, struct.pack("<HHHd", y, x, 0, value))
