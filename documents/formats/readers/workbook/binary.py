"""The sheets of an .xls file (BIFF, in an OLE container)."""
import io
from typing import Any

import xlrd

from documents.formats.text import Refused

from .sheets import MOST_COLUMNS, MOST_SHEETS, Sheet, printed

VISIBLE = 0


def sheets_of(data: bytes) -> list[Sheet]:
    """All sheets. Raises ``Refused``."""
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO()
        )
        return [sheet_of(book, number) for number in range(min(book.nsheets, MOST_SHEETS))]
    except (Refused, RecursionError, MemoryError):
        raise
    except Exception as error:  # the library raises anything on what is damaged
        if "encrypted" in str(error):
            raise Refused("文件有密码保护，请去掉密码后再传") from None
        raise Refused("工作簿已损坏，或不是 Excel 所写") from None


def sheet_of(book: Any, number: int) -> Sheet:
    source = book.sheet_by_index(number)
    sheet = Sheet(source.name, is_hidden=source.visibility != VISIBLE)
    if not sheet.is_hidden:
        sheet.fill([text_of(book, cell) for cell in source.row(y)[: MOST_COLUMNS + 1]] for y in range(source.nrows))
    book.unload_sheet(number)
    return sheet


def text_of(book: Any, cell: Any) -> str:
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return printed(bool(cell.value), "")
    if cell.ctype == xlrd.XL_CELL_DATE:
        return printed(day_of(cell.value, book.datemode), "")
    style = book.format_map.get(book.xf_list[cell.xf_index].format_key)
    return printed(cell.value, style.format_str if style else "")


def day_of(value: float, datemode: int) -> object:
    try:
        return xlrd.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError, xlrd.xldate.XLDateError):
        return value
