"""The pages of an OFD document with their lines."""
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager

import ofdkit

from documents.formats import zips
from documents.formats.left_out import ranges
from documents.formats.readers.pdf.glyphs import SMALLEST, Glyph
from documents.formats.readers.pdf.lines import Page, lines_of
from documents.formats.text import Refused

MOST_PAGES = 2_000
POINT = 72 / 25.4  # points in a millimetre
ENTRY = "ofd.xml"


@contextmanager
def opened(data: bytes) -> Iterator[ofdkit.OFDDocument]:
    """The document in these bytes. Raises ``Refused``."""
    with zips.opened(data) as archive:
        if not any(name.lower().strip("/") == ENTRY for name in archive.namelist()):
            raise Refused("不是 OFD 文档，文件已损坏或改过扩展名")
    try:
        with ofdkit.open(data) as document:
            yield document
    except ofdkit.OFDLimitError:
        raise Refused("文件内部带有 DTD，或某一部分过大，疑为恶意构造") from None
    except (ofdkit.OFDError, *zips.DAMAGED):
        raise Refused("文件已损坏") from None


def pages_of(document: ofdkit.OFDDocument) -> tuple[list[Page], tuple[str, ...]]:
    """The pages that can be read, and what is to be said of the others."""
    if len(document.pages) > MOST_PAGES:
        raise Refused(f"超过 {MOST_PAGES} 页")
    pages, unread = [], []
    for number, page in enumerate(document.pages, 1):
        try:
            pages.append(page_of(page, number))
        except ofdkit.OFDError:
            unread.append(number)
        if page.location is None:
            unread.append(number)
    return pages, (f"第 {ranges(unread)} 页的内容缺失或已损坏，没有读取",) if unread else ()


def page_of(page: ofdkit.Page, number: int) -> Page:
    left, top, width, height = page.box
    seen: set[tuple[str, int, int]] = set()
    glyphs: list[Glyph] = []
    for run in page.runs:
        place = run.text, round(run.x * 4), round(run.y * 4)
        if place not in seen:  # text drawn twice is bold
            seen.add(place)
            glyphs += glyphs_of(run, top + height)
    return Page(number, 0, height * POINT, lines_of(glyphs))


def glyphs_of(run: ofdkit.TextRun, bottom: float) -> Iterator[Glyph]:
    """The characters of a run, which share its width as wide and narrow ones do."""
    shares = [2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in run.text]
    unit = run.width * POINT / sum(shares) if shares else 0
    x, y = run.x * POINT, (bottom - run.y) * POINT
    spaced = False
    for character, share in zip(run.text, shares, strict=True):
        if character.isspace():
            spaced = True
        else:
            yield Glyph(character, x, x + share * unit, y, max(run.size * POINT, SMALLEST), spaced)
            spaced = False
        x += share * unit
