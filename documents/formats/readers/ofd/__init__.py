"""An OFD document (GB/T 33190), in which offices archive: glyphs at their places, as in a PDF, and read as such.

ofdkit finds the text and where it stands (docs/decisions/0023); lines and paragraphs are made of that as of a PDF's.
"""
from documents.formats.accounting import accounted
from documents.formats.registry import reads
from documents.formats.text import RawText, Refused


@reads(".ofd", signatures=(".docx",), sandboxed=True)
def read_ofd(data: bytes) -> RawText:
    from documents.formats import markup
    from documents.formats.left_out import notes_on
    from documents.formats.readers.pdf import text_of
    from documents.formats.readers.pdf.order import in_reading_order
    from documents.formats.readers.pdf.paragraphs import blocks

    from .pages import opened, pages_of

    with opened(data) as document:
        pages, notes = pages_of(document)
    bodies, left_out = text_of(in_reading_order(pages))
    raw = markup.raw_text(blocks(bodies), notes=notes + notes_on(left_out), left_out=tuple(left_out))
    if not raw.text:
        raise Refused("里面没有文字，可能是扫描件，请另存为 PDF 后再传")
    return accounted(raw, "".join(line.text for page in pages for line in page.lines))
