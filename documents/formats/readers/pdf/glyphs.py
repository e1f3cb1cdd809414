"""The glyphs of each page: which character, where, how large."""
import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from documents.formats.text import Refused

from .lines import Page, lines_of
from .tables import rules_of, take_tables

HYPHEN = "\x02"  # PDFium's sign for a hyphen at the end of a line
QUARTER = math.pi / 2
ASCENT = 0.88  # of the em, of Chinese characters
CLOCKWISE = 3  # quarter turns to the left
MISCODED = {"臵": "置"}  # in some fonts of old systems, so in many texts
BELOW = 2  # em from one glyph to the next below it
SMALLEST = 0.5  # points: some broken fonts have glyphs without any height


class Glyph(NamedTuple):
    """``x0``, ``x1``, ``y``: left, right and base line in points, y upwards. ``size``: of the em, as the page shows it.
    ``spaced``: whether the file itself has a blank before it."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    spaced: bool = False


def pages_of(data: bytes, most: int) -> Iterator[Page]:
    """The pages with their lines. Raises ``Refused`` for what cannot be opened, or has more pages than ``most``."""
    document = opened(data)
    if len(document) > most:
        raise Refused(f"超过 {most} 页")
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            raise Refused(f"文件已损坏（第 {number + 1} 页）") from None
        found = list(raw_glyphs(page))
        glyphs, askew, bottom, top, turn = upright(page, found)
        is_vertical = turn == 0 and runs_down(glyphs)
        if is_vertical:
            glyphs, askew, bottom, top = lying(page, found)
        glyphs, tables = take_tables(glyphs, rules_of(page) if turn == 0 and not is_vertical else [])
        pictures = any(True for _ in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2))
        left, right = sides_of(page) if turn == 0 and not is_vertical else (0, 0)
        yield Page(number + 1, bottom, top, lines_of(glyphs) + tables, pictures, askew, is_vertical, left, right)
        page.close()


def sides_of(page: pypdfium2.PdfPage) -> tuple[float, float]:
    left, _, right, _ = page.get_mediabox()
    return left, right


def opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Refused("文件有密码保护，请去掉密码后再传") from None
        raise Refused("文件已损坏") from None


def upright(page: pypdfium2.PdfPage, found: list[tuple[int | None, tuple]]) -> tuple[list[Glyph], str, float, float, int]:
    """The glyphs that stand as most on the page do, turned upright, the characters that stand otherwise (a watermark
    or a note along the margin), lower and upper edge of the page, quarter turns."""
    turns = Counter(turn for turn, _ in found if turn is not None)
    turn = turns.most_common(1)[0][0] if turns else 0
    left, bottom, right, top = page.get_mediabox()
    edges = [turned(x, y, turn)[1] for x, y in ((left, bottom), (right, top))]
    askew = "".join(glyph[0] for its, glyph in found if its != turn)
    return [rotated(glyph, turn) for its, glyph in found if its == turn], askew, min(edges), max(edges), turn


def lying(page: pypdfium2.PdfPage, found: list[tuple[int | None, tuple]]) -> tuple[list[Glyph], str, float, float]:
    """The glyphs of a page in vertical writing as if its columns, which are read from the right, were lines; figures lie in
    them. Characters that stand otherwise, lower and upper edge."""
    left, _, right, top = page.get_mediabox()
    glyphs = []
    for turn, (character, _, y, box, size, spaced) in found:
        if turn in (0, CLOCKWISE):
            above, below = (y + ASCENT * size, y + (ASCENT - 1) * size) if turn == 0 else (box[3], box[1])
            glyphs.append(Glyph(character, top - above, top - below, (box[0] + box[2]) / 2, max(size, SMALLEST), spaced))
    return glyphs, "".join(glyph[0] for turn, glyph in found if turn not in (0, CLOCKWISE)), left, right


def runs_down(glyphs: list[Glyph]) -> bool:
    """Whether most glyphs stand right below the one before."""
    below = sum(abs(a.x0 - b.x0) < a.size / 4 and 0 < a.y - b.y < BELOW * a.size for a, b in pairwise(glyphs))
    return below > len(glyphs) / 2


def raw_glyphs(page: pypdfium2.PdfPage) -> Iterator[tuple[int | None, tuple]]:
    """Quarter turns to the left (``None``: it stands aslant), and character with origin and box, of each glyph that prints
    something, and whether a blank stands before it."""
    textpage = page.get_textpage()
    box, x, y, matrix = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    first, spaced = "", False
    for i in range(textpage.count_chars()):
        character = chr(min(pdfium.FPDFText_GetUnicode(textpage, i), 0x10FFFF))
        if "\ud800" <= character <= "\udbff":
            first = character
            continue
        character, first = pair(first, character), ""
        if character.isspace() or character == "\0" or pdfium.FPDFText_IsGenerated(textpage, i) == 1:
            spaced |= character.isspace() and pdfium.FPDFText_IsGenerated(textpage, i) == 0
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, i, box)
        pdfium.FPDFText_GetCharOrigin(textpage, i, x, y)
        pdfium.FPDFText_GetMatrix(textpage, i, matrix)
        size = pdfium.FPDFText_GetFontSize(textpage, i) * math.hypot(matrix.c, matrix.d)
        character = MISCODED.get(character, character)
        bounds = box.left, box.bottom, box.right, box.top
        turn = math.atan2(matrix.b, matrix.a) / QUARTER  # of the base line: a slanted glyph stands upright
        its = round(turn) % 4 if abs(turn - round(turn)) <= 0.05 else None
        yield its, ("-" if character == HYPHEN else character, x.value, y.value, bounds, size, spaced)
        spaced = False


def pair(first: str, second: str) -> str:
    """One character of two surrogates; half a pair is a lost one."""
    whole = (first + second).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole if len(whole) == 1 else second


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def rotated(glyph: tuple, turn: int) -> Glyph:
    character, x, y, (left, bottom, right, top), size, spaced = glyph
    (xa, _), (xb, _) = turned(left, bottom, turn), turned(right, top, turn)
    x, y = turned(x, y, turn)
    return Glyph(character, min(x, xa, xb), max(xa, xb), y, max(size, SMALLEST), spaced)


def is_lost(character: str) -> bool:
    """Whether a glyph came without a character that can be read: control, private, or none."""
    return character == "\ufffd" or unicodedata.category(character) in ("Cc", "Co", "Cn", "Cs")
