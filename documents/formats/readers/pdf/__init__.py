"""A PDF with a text layer: its paragraphs and ruled tables, without page headers, footers and numbers.

PDFium (through pypdfium2) gives the glyphs and where they stand; lines, columns and paragraphs are made of that. It
is the fastest of the libraries tried, and the one most people attack, and mend, every day (docs/decisions/0020).
Every character of the text layer is in the text or among what the notes say was left out.
"""
from documents.formats import markup, scans
from documents.formats.accounting import accounted
from documents.formats.left_out import PICTURE_OF_PAGE
from documents.formats.registry import reads
from documents.formats.text import LeftOut, RawText, Refused

MOST_PAGES = 2_000
UNREADABLE = 0.2  # share of glyphs without a character from which on the text layer is of no use


@reads(".pdf", signatures=(".pdf",), sandboxed=True)
def read_pdf(data: bytes) -> RawText:
    from documents.formats.left_out import notes_on

    from .glyphs import is_lost, pages_of
    from .order import in_reading_order
    from .paragraphs import blocks

    pages = in_reading_order(list(pages_of(data, MOST_PAGES)))
    glyphs = "".join(line.text for page in pages for line in page.lines)
    lost = sum(map(is_lost, glyphs))
    if lost > UNREADABLE * len(glyphs):
        raise Refused("文字层不能转换为汉字（字体没有编码表）")
    bodies, left_out = text_of(pages)
    pictures = [LeftOut(PICTURE_OF_PAGE, page.number, "图片") for page in pages if page.pictures]
    raw = markup.raw_text(blocks(bodies), notes=faults_of(bodies, lost) + notes_on(left_out), left_out=(*left_out, *pictures))
    if not raw.text:
        raise scans.scanned()
    return accounted(raw, glyphs + "".join(page.askew for page in pages))


def text_of(pages: list) -> tuple[list, list]:
    """The pages with the lines of the text alone, and each piece that was left out."""

    from .margins import without_margins
    from .paragraphs import without_contents
    from .tables import without_repeated_heads

    left_out = [LeftOut("方向与正文不同的文字", page.number, page.askew) for page in pages if page.askew]
    for without in (without_margins, without_contents, without_repeated_heads):
        pages, more = without(pages)
        left_out += more
    return pages, left_out


def faults_of(pages: list, lost: int) -> tuple[str, ...]:
    from documents.formats.left_out import ranges

    vertical = [page.number for page in pages if page.is_vertical]
    order = (f"第 {ranges(vertical)} 页是竖排，已按竖排自右至左读出，请对照原文",) if vertical else ()
    empty = [page.number for page in pages if not page.lines and page.pictures]
    pictures = (f"第 {ranges(empty)} 页{scans.PICTURES_ALONE}",) if empty else ()
    return pictures + order + ((f"有 {lost} 个字在文字层里没有对应的字符，读不出",) if lost else ())
