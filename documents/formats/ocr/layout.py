"""Recognised lines become paragraphs, as the lines of a PDF do."""
from collections.abc import Iterable, Mapping
from dataclasses import replace
from statistics import median

from documents.formats import markup
from documents.formats.accounting import accounted
from documents.formats.left_out import PICTURE_OF_PAGE, notes_on, ranges
from documents.formats.readers.pdf import MOST_PAGES, text_of
from documents.formats.readers.pdf.glyphs import pages_of
from documents.formats.readers.pdf.lines import Line, Page
from documents.formats.readers.pdf.order import in_reading_order
from documents.formats.readers.pdf.paragraphs import blocks
from documents.formats.text import LeftOut, RawText, Refused, UnsureLine

from .lines import BASE, Lines, Recognised

DOUBTFUL = 0.9
LEADING = 1.5  # how tall a line is shown, by its size
SHOWN_LINES, SHOWN_CHARACTERS = 8, 40
ALIKE = 0.15  # sizes measured on pictures that differ less are one
MARK = "文字由图片识别（OCR）得出，可能有错字，请对照原件校对"


def pages_with_text(data: bytes) -> dict[int, Page]:
    """The pages of a PDF that need not be recognised, by their numbers: they have text, or no picture."""
    pages = list(pages_of(data, MOST_PAGES))
    return {page.number: page for page in pages if page.lines or not page.pictures} if any(page.lines for page in pages) else {}


def raw_text_of(pages: list[Lines | Page]) -> RawText:
    """The text of pages that were recognised or read, with what is doubtful in its notes. Raises ``Refused`` where there is none."""
    recognised = {number: page for number, page in enumerate(pages, 1) if isinstance(page, Lines)}
    body = median([line.size for page in recognised.values() for line in page.lines for _ in line.text] or [1])
    laid_out = [page_of(page, number, body) if isinstance(page, Lines) else page for number, page in enumerate(pages, 1)]
    bodies, left_out = text_of(in_reading_order(laid_out))
    pictures = [LeftOut(PICTURE_OF_PAGE, page.number, "图片") for page in pages if isinstance(page, Page) and page.pictures]
    mark = MARK if len(recognised) == len(pages) else f"第 {ranges(recognised)} 页的{MARK}"
    notes = (mark, *doubts_of(recognised), *notes_on(left_out))
    raw = markup.raw_text(blocks(bodies), notes=notes, left_out=(*left_out, *pictures), is_recognised=True)
    if not raw.text:
        raise Refused("图片里没有识别出文字")
    raw = replace(raw, unsure=tuple(unsure_lines(recognised)))
    return accounted(raw, "".join(line.text for page in laid_out for line in page.lines) + "".join(page.askew for page in laid_out))


def page_of(page: Lines, number: int, body: float) -> Page:
    return Page(number, 0, page.height, [line_of(line, body) for line in page.lines], pictures=True)


def line_of(line: Recognised, body: float) -> Line:
    size = body if abs(line.size - body) <= ALIKE * body else line.size
    return Line(line.text, line.x0, line.x1, line.y, size)


def doubts_of(pages: Mapping[int, Lines]) -> Iterable[str]:
    empty = [number for number, page in pages.items() if not page.lines]
    if empty:
        yield f"第 {ranges(empty)} 页没有识别出文字"
    doubtful = list(unsure_lines(pages))
    if doubtful:
        shown = "".join(f"第 {line.page} 页“{line.text[:SHOWN_CHARACTERS]}”" for line in doubtful[:SHOWN_LINES])
        yield f"有 {len(doubtful)} 行识别得没有把握：{shown}" + "等" * (len(doubtful) > SHOWN_LINES)


def unsure_lines(pages: Mapping[int, Lines]) -> Iterable[UnsureLine]:
    """Those of which the model is not sure, in the order of the pages."""
    for number, page in pages.items():
        for line in page.lines:
            if line.score < DOUBTFUL:
                middle, size = page.height - line.y - BASE * line.size, LEADING * line.size
                yield UnsureLine(
                    number, line.text, line.x0 / page.width, (middle - size / 2) / page.height, (line.x1 - line.x0) / page.width, size / page.height,
                )
