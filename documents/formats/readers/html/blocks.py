"""An element of a page becomes Markdown: headings, paragraphs, tables; links and emphasis give their text."""
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, pairwise

from lxml.html import HtmlElement

from documents.formats.markup import Block, Paragraph, laid_out, raised

HEADING = re.compile(r"h[1-6]")
BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "form", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}
NOT_PARAGRAPHS = {"ol", "ul", "table"}
SILENT = {"script", "style", "head", "title", "template", "noscript", "input", "img", "option"}
LONG_CELL = 600  # characters: a cell that holds more is layout, not a table's
MOST_SPAN = 100
FILE = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|pptx?|rtf|zip|rar|7z|jpe?g|png|tiff?)\s*(?:$|[?#&（(])|^\s*附件|^#.", re.I)
FEWEST_LINKS, FEWEST_LINES = 3, 3
FEWEST_BROKEN, ENDS_A_LINE = 20, "。：:；！？"  # characters of a typed line that was full, and what ends one that was not
ROW_GROUPS = ("thead", "tbody", "tfoot", "form")


def blocks(element: HtmlElement) -> Iterator[Block]:
    """The blocks of an element, in order."""
    texts: list[str] = []
    for piece in pieces(element):
        if isinstance(piece, str):
            texts.append(piece)
        else:
            yield paragraph(texts)
            texts.clear()
            if piece is not None:
                yield from whole(piece)
    yield paragraph(texts)


class Linked(str):
    """A piece of text that leads to another page."""


def paragraph(texts: list[str], level: int | None = None) -> Paragraph:
    return Paragraph("".join(texts), level, sum(len("".join(text.split())) for text in texts if isinstance(text, Linked)))


def leads_away(element: HtmlElement) -> bool:
    """Whether an element is a link to another page: neither a place that is named nor a file that comes with the document."""
    if element.tag != "a" or ("href" not in element.attrib and element.get("name")):
        return False
    return not any(FILE.search(said) for said in (element.get("href", ""), element.text_content()))


def pieces(element: HtmlElement, number: str = "") -> Iterator[str | HtmlElement | None]:
    """Pieces of text, ``None`` where a paragraph ends, and elements that are blocks of their own kind.

    ``number``: what a browser prints before a list item, so before its first paragraph.
    """
    if number and not opens_with_block(element):
        yield number
        number = ""
    yield element.text or ""
    numbers = numbers_in(element)
    for child in element:
        tag = child.tag
        if tag == "br":
            yield None
        elif tag == "table" or HEADING.fullmatch(tag):
            yield child
        elif leads_away(child):
            yield from (Linked(piece) if isinstance(piece, str) else piece for piece in pieces(child))
        elif tag == "pre" and not len(child):
            yield from typed_lines(child.text or "")
        elif tag not in SILENT:
            end = [None] if tag in BLOCKS else []
            own, number = next(numbers, "") if tag == "li" else number, ""
            yield from end
            yield from map(raised, child.itertext()) if tag == "sup" else pieces(child, own)
            yield from end
        yield child.tail or ""


def typed_lines(text: str) -> Iterator[str | None]:
    """The lines of a text that was typed with its own line ends, each a paragraph; but a line at the margin goes on from a long one
    that ends no sentence."""
    lines = [line.rstrip() for line in text.expandtabs().split("\n")]
    yield None
    for above, line in pairwise(["", *lines]):
        if len(above.strip()) < FEWEST_BROKEN or above[-1] in ENDS_A_LINE or line[:1].isspace() or not line:
            yield None
        yield line
    yield None


def numbers_in(element: HtmlElement) -> Iterator[str]:
    """The numbers of the items in an ordered list; none in others."""
    start = element.get("start", "1") if element.tag == "ol" else ""
    return (f"{place}. " for place in count(int(start))) if start.isascii() and start.isdecimal() and len(start) < 7 else iter(())


def opens_with_block(item: HtmlElement) -> bool:
    return len(item) > 0 and item[0].tag in BLOCKS and item[0].tag not in NOT_PARAGRAPHS and not (item.text or "").strip()


def whole(element: HtmlElement) -> Iterator[Block]:
    if element.tag != "table":
        linked = [Linked(link.text_content()) for link in element.iter("a") if leads_away(link)]
        yield replace(paragraph([*linked], int(element.tag[1])), text=element.text_content())
    elif has_stray(element):
        yield from blocks(element)
    elif is_layout(element):
        for cell in element.iter("caption", "td", "th"):
            if next(cell.iterancestors("table"), None) is element:
                yield from blocks(cell)
    else:
        yield from (Paragraph(caption.text_content()) for caption in element.iterchildren("caption"))
        yield from laid_out(grid(element))


def is_layout(table: HtmlElement) -> bool:
    """Tables that only place things on the page: with tables or headings inside, one column, long cells, a row that is
    one cell of several lines, or a cell of links."""
    rows = [list(row.iterchildren("td", "th")) for row in rows_of(table)]
    if max(map(len, rows), default=0) < 2:
        return True
    if any(len(row) == 1 and sum(1 for _ in row[0].iter("p", "br", "div")) >= FEWEST_LINES for row in rows):
        return True
    inside = table.iterdescendants("table", "h1", "h2", "h3", "h4")
    return next(inside, None) is not None or any(len(cell.text_content()) > LONG_CELL or is_menu(cell) for row in rows for cell in row)


def is_menu(cell: HtmlElement) -> bool:
    """Whether a cell lists other pages: several links, on lines of their own."""
    links = [link for link in cell.iter("a") if leads_away(link)]
    linked = sum(len(link.text_content()) for link in links)
    return len(links) >= FEWEST_LINKS and linked > len(cell.text_content().strip()) / 2 and next(cell.iter("li", "p", "br", "div"), None) is not None


def rows_of(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ROW_GROUPS:
            yield from rows_of(child)


def has_stray(element: HtmlElement) -> bool:
    """Whether text or elements stand in a table beside its cells, as in pages that were edited by hand."""
    allowed = {"td", "th"} if element.tag == "tr" else {"tr", "caption", "colgroup", "col", *ROW_GROUPS}
    texts = (element.text, *(child.tail for child in element))
    return (
        any(text and text.strip() for text in texts)
        or any(child.tag not in allowed and child.tag not in SILENT for child in element)
        or any(has_stray(child) for child in element if child.tag in ("tr", *ROW_GROUPS))
    )


def grid(table: HtmlElement) -> list[list[str]]:
    """The cells by row and column; a merged cell has its text once, at its first place."""
    filled: dict[tuple[int, int], str] = {}
    rows = list(rows_of(table))
    for y, row in enumerate(rows):
        x = 0
        for cell in row.iterchildren("td", "th"):
            while (y, x) in filled:
                x += 1
            for down in range(min(span(cell, "rowspan"), len(rows) - y)):
                for right in range(span(cell, "colspan")):
                    filled[y + down, x + right] = ""
            filled[y, x] = " ".join(filter(None, (block.plain_text for block in blocks(cell))))
    width = max((x for _, x in filled), default=-1) + 1
    return [[filled.get((y, x), "") for x in range(width)] for y in range(len(rows))]


def span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), MOST_SPAN)) if value.isascii() and value.isdecimal() else 1
