"""A PDF with a text layer: its paragraphs and ruled tables, without page headers, footers and numbers.

PDFium (through pypdfium2) gives the glyphs and where they stand; lines, columns and paragraphs are made of that. It
is the fastest of the libraries tried, and the one most people attack, and mend, every day (docs/decisions/0020).
"""
from ... import marks
from ...registry import reads
from ...text import RawText, Refused

MOST_PAGES = 2_000
UNREADABLE = 0.2  # share of glyphs without a character from which on the text layer is of no use


@reads(".pdf", signature=".pdf", caged=True)
def read_pdf(data: bytes) -> RawText:
    from .glyphs import is_lost, pages_of
    from .lines import in_reading_order
    from .margins import without_margins
    from .paragraphs import blocks

    pages = in_reading_order(list(pages_of(data, MOST_PAGES)))
    glyphs = "".join(line.text for page in pages for line in page.lines)
    if sum(map(is_lost, glyphs)) > UNREADABLE * len(glyphs):
        raise Refused("文字层不能转换为汉字（字体没有编码表）")
    bodies = without_margins(pages)
    raw = marks.raw_text(blocks(bodies), notes=notes_on(bodies))
    if not raw.text:
        raise Refused("没有文字层，可能是扫描件，请先做文字识别（OCR）")
    return raw


def notes_on(pages) -> tuple[str, ...]:
    empty = [str(page.number) for page in pages if not page.lines and page.pictures]
    return (f"第 {'、'.join(empty)} 页只有图片，没有文字",) if empty else ()
