"""An Excel workbook, as annexes often are: each sheet a table, with the lines above and below it as paragraphs.

Nothing is computed: of a formula the value counts that Excel stored with it. openpyxl reads .xlsx, xlrd .xls.
"""
from collections.abc import Callable
from typing import TYPE_CHECKING

from documents.formats.accounting import accounted
from documents.formats.readers.html import read_html
from documents.formats.registry import reads
from documents.formats.text import RawText, Refused

if TYPE_CHECKING:
    from .sheets import Sheet

ZIP, HTML = b"PK\x03\x04", b"<"
Open = Callable[[bytes], "list[Sheet]"]


@reads(".xlsx", signatures=(".docx",), sandboxed=True)
def read_xlsx(data: bytes) -> RawText:
    from . import openxml

    return text_of(data, openxml.sheets_of)


@reads(".xls", begins_like=(".doc", ".docx", ".zip", ".html"), sandboxed=True)
def read_xls(data: bytes) -> RawText:
    """Many files of this name are newer workbooks, or tables in HTML, which Excel opens as well."""
    from . import binary

    if data.startswith(ZIP):
        return read_xlsx(data)
    if data.lstrip().startswith(HTML):
        return read_html(data)
    return text_of(data, binary.sheets_of)


def text_of(data: bytes, sheets_of: Open) -> RawText:
    from documents.formats import markup

    from .sheets import blocks_of, notes_on

    sheets = sheets_of(data)
    if not sheets:
        raise Refused("工作簿里没有工作表")
    raw = markup.raw_text(blocks_of(sheets), notes=notes_on(sheets))
    return accounted(raw, "".join(cell for sheet in sheets for row in sheet.rows for cell in row))
