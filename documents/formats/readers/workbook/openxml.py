"""The sheets of an .xlsx file."""
import io
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook

from documents.formats import zips
from documents.formats.text import Refused

from .sheets import MOST_COLUMNS, MOST_SHEETS, Sheet, printed

FORMULA = "f"


def sheets_of(data: bytes) -> list[Sheet]:
    """All sheets. Raises ``Refused``."""
    with zips.opened(data) as archive:
        names = archive.namelist()
        if "xl/workbook.xml" not in names:
            raise Refused("不是 Excel 工作簿，文件已损坏或改过扩展名")
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise Refused("文件含有宏，请另存为不含宏的 .xlsx 后再传")
    try:
        values, formulas = (load_workbook(io.BytesIO(data), read_only=True, data_only=only, keep_links=False) for only in (True, False))
        return [sheet_of(*pair) for pair in list(zip(values.worksheets, formulas.worksheets, strict=True))[:MOST_SHEETS]]
    except (Refused, RecursionError, MemoryError):
        raise
    except Exception:  # the library raises anything on what is damaged
        raise Refused("工作簿已损坏，或不是 Excel 所写") from None


def sheet_of(values: Any, formulas: Any) -> Sheet:
    """``values`` has what Excel stored as results where ``formulas`` has the formulas themselves."""
    sheet = Sheet(values.title, is_hidden=values.sheet_state != "visible")
    if not sheet.is_hidden:
        sheet.fill(rows_of(values, formulas, sheet))
    return sheet


def rows_of(values: Any, formulas: Any, sheet: Sheet) -> Iterator[list[str]]:
    for row, computed in zip(*(side.iter_rows(max_col=MOST_COLUMNS + 1) for side in (values, formulas)), strict=True):
        sheet.unknown += sum(cell.value is None and twin.data_type == FORMULA for cell, twin in zip(row, computed, strict=True))
        yield [printed(cell.value, cell.number_format or "") if cell.value is not None else "" for cell in row]
