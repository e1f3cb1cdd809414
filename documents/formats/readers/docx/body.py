"""The body of a Word document becomes Markdown blocks, in reading order."""
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from documents.formats.markup import EDGES, Block, Footnote, Paragraph, laid_out, raised
from documents.formats.text import Refused

from .numbering import Numbering
from .styles import BODY_TEXT, CONTENTS_NAME, Style, Styles, W, is_on, list_of, outline_of, value

LONGEST_HEADING = 120  # characters: a longer paragraph with an outline level is text all the same
LONG_CELL = 600
CONTENTS_GALLERY, CONTENTS_LEFT_OUT = "Table of Contents", "自动目录已略去"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
BOX = f"{W}txbxContent"
PICTURES = {f"{W}drawing", f"{W}pict", f"{W}object"}
# With all revisions accepted, these are not there; nor are field codes and the readings above characters.
GONE = {f"{W}{tag}" for tag in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "pPr", "rPr", "sdtPr",
                                "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr")} | {FALLBACK}
TURNED = {f"{W}tab": " ", f"{W}noBreakHyphen": "-", f"{W}cr": "\n", f"{W}ptab": " "}
# Characters of symbol fonts, by the low byte of their code: what boxes and ticks in forms are made of.
SYMBOLS = {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x75: "◆", 0xA8: "□", 0xFB: "☒", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}
PRIVATE = range(0xF000, 0xF100)
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
NOTES = {f"{W}footnoteReference": "foot", f"{W}endnoteReference": "end"}

Included = Callable[[str], Iterable[Block]]
"""The blocks of the file that the document includes under an id. Raises ``Refused``."""


@dataclass
class Line:
    """What stands in one paragraph: its text, and the text boxes anchored in it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


class Body:
    """``remarks``: what was left out, in Chinese. ``pictures``: whether there are any. ``included``: what reads files inside."""

    def __init__(self, styles: Styles, numbering: Numbering, included: Included) -> None:
        self._included = included
        self._styles = styles
        self._numbering = numbering
        self._notes: list[tuple[str, str | None]] = []
        self._in_notes = False
        self._carried = ""
        self.remarks: dict[str, None] = {}
        self.pictures = False

    def blocks(self, container: etree._Element | None) -> Iterator[Block]:
        """The Markdown of what is in ``container``: a body, a cell, a text box, a note."""
        for child in [] if container is None else container:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag == f"{W}sdt" and value(child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")) == CONTENTS_GALLERY:
                self.remarks[CONTENTS_LEFT_OUT] = None
            elif child.tag == f"{W}altChunk":
                yield from self._chunk(child.get(RELATION_ID, ""))
            elif child.tag not in GONE:
                yield from self.blocks(child)

    def notes(self, *parts: etree._Element | None) -> list[Footnote]:
        """The footnotes and endnotes that the text refers to, in the order of their numbers."""
        self._in_notes, stored = True, {}
        for kind, part in zip(("foot", "end"), parts, strict=True):
            for note in [] if part is None else part:
                stored[kind, note.get(f"{W}id")] = note
        return [Footnote(place, joined(self.blocks(stored.get(key)))) for place, key in enumerate(self._notes, 1)]

    def _chunk(self, relation_id: str) -> Iterator[Block]:
        try:
            yield from self._included(relation_id)
        except Refused as refused:
            self.remarks[f"内嵌的文件没有读取：{refused}"] = None

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        properties = paragraph.find(f"{W}pPr")
        style_id = None if properties is None else value(properties.find(f"{W}pStyle"))
        style = self._styles.of(style_id)
        if CONTENTS_NAME.match(style.name):
            self.remarks[CONTENTS_LEFT_OUT] = None
            return
        line = Line()
        self._gather(paragraph, line)
        text, self._carried = self._carried + "".join(line.pieces), ""
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._carried = text  # its end was deleted: it goes on in the next paragraph
        else:
            yield from self._printed(text, style, style_id, properties, is_bold=is_bold(paragraph))
        for box in line.boxes:
            yield from self.blocks(box)

    def _printed(
        self, text: str, style: Style, style_id: str | None, properties: etree._Element | None, *, is_bold: bool
    ) -> Iterator[Block]:
        text = (self._number(style, style_id, properties) + text.strip(EDGES)).strip(EDGES)
        if not text:
            return
        outline = outline_of(properties)
        outline = style.outline if outline is None else outline
        level = 1 if style.name == "title" else None if outline in (None, BODY_TEXT) else outline + 2
        centred = properties is not None and value(properties.find(f"{W}jc")) == "center"
        if level and len(text) <= LONGEST_HEADING:
            yield Paragraph(text, level)
        elif centred:  # a title in several lines is one title
            yield Paragraph(text)
        else:
            yield from (Paragraph(line, is_bold=is_bold) for line in text.split("\n"))

    def _number(self, style: Style, style_id: str | None, properties: etree._Element | None) -> str:
        list_id, depth = list_of(properties)
        list_id = list_id or style.list_id
        if not list_id:
            return ""
        if depth is None:
            depth = style.list_level
        return self._numbering.next(list_id, self._numbering.level_of_style(list_id, style_id) if depth is None else depth)

    def _gather(self, element: etree._Element, line: Line) -> None:
        """Collect the text in ``element`` and its parts, as they read once revisions are accepted."""
        for child in element:
            tag = child.tag
            if tag in (f"{W}t", MATH_TEXT):
                line.pieces.append(raised(child.text or "") if is_raised(element) else child.text or "")
            elif tag in TURNED:
                line.pieces.append(TURNED[tag])
            elif tag == f"{W}br":
                line.pieces.append("\n" if child.get(f"{W}type", "textWrapping") == "textWrapping" else "")
            elif tag == f"{W}sym":
                line.pieces.append(symbol(child.get(f"{W}char", "")))
            elif tag == WORD_ART:
                line.pieces.append(child.get("string", ""))
            elif tag in NOTES:
                line.pieces.append(self._note(NOTES[tag], child.get(f"{W}id")))
            elif tag == BOX:
                line.boxes.append(child)
            elif tag not in GONE and not is_hidden(child):
                self.pictures |= tag in PICTURES
                self._gather(child, line)

    def _note(self, kind: str, note_id: str | None) -> str:
        if self._in_notes:  # a note may refer to itself
            return ""
        self._notes.append((kind, note_id))
        return f"[^{len(self._notes)}]"

    def _table(self, table: etree._Element) -> Iterator[Block]:
        """A pipe table, a merged cell having its text once; blocks in order where it is one column or holds long text."""
        rows = [list(self._cells(row)) for row in rows_of(table)]
        texts = [[joined(cell) for cell in row] for row in rows]
        if max(map(len, rows), default=0) < 2 or any(len(text) > LONG_CELL for row in texts for text in row):
            yield from (block for row in rows for cell in row for block in cell)
        else:
            yield from laid_out(texts)

    def _cells(self, row: etree._Element) -> Iterator[list[Block]]:
        before = row.find(f"{W}trPr/{W}gridBefore")
        yield from ([] for _ in range(span(before) if before is not None else 0))
        for cell in inside(row, f"{W}tc"):
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merged is not None and value(merged) in (None, "continue")
            yield [] if goes_on else list(self.blocks(cell))
            yield from ([] for _ in range(span(cell.find(f"{W}tcPr/{W}gridSpan")) - 1))


def joined(blocks: Iterable[Block]) -> str:
    return " ".join(filter(None, (block.plain_text for block in blocks)))


def span(element: etree._Element | None) -> int:
    text = value(element) or "1"
    return min(int(text), 100) if text.isascii() and text.isdecimal() else 1


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    return (row for row in inside(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None)


def inside(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The parts of this kind, also where content controls or revisions are wrapped around them."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in GONE:
            yield from inside(child, tag)


def is_bold(paragraph: etree._Element) -> bool:
    """Whether all that is printed of it is bold by itself, not by its style."""
    runs = [run for run in paragraph.iter(f"{W}r") if any((text.text or "").strip() for text in run.iter(f"{W}t"))]
    return bool(runs) and all(is_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def is_hidden(run: etree._Element) -> bool:
    return run.tag == f"{W}r" and is_on(run.find(f"{W}rPr/{W}vanish"))


def is_raised(run: etree._Element) -> bool:
    return value(run.find(f"{W}rPr/{W}vertAlign")) == "superscript"


def symbol(code: str) -> str:
    """The character that ``w:sym`` names in hexadecimal; nothing for one that only its font knows."""
    number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,5}", code) else 0
    return SYMBOLS.get(number - PRIVATE.start, "") if number in PRIVATE else chr(number)
