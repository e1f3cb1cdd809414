"""A Word document: headings, numbers as printed, tables, notes; as it reads with all revisions accepted.

The parts are read with lxml. Of the libraries that read .docx, python-docx gives no automatic numbers, loses inserted
text, notes and text boxes, and opens every part; mammoth gives no automatic numbers either (docs/decisions/0020).
"""
from documents.formats.registry import reads
from documents.formats.text import RawText, Refused


@reads(".docx", signature=".docx", sandboxed=True)
def read_docx(data: bytes) -> RawText:
    from documents.formats import markup

    from .body import Body
    from .numbering import Numbering
    from .package import opened
    from .styles import Styles

    with opened(data) as package:
        body = Body(Styles(package.part("styles")), Numbering(package.part("numbering")))
        blocks = list(body.blocks(package.document.find("{*}body")))
        blocks += body.notes(package.part("footnotes"), package.part("endnotes"))
    raw = markup.raw_text(blocks, notes=tuple(body.remarks))
    if not raw.text and body.pictures:
        raise Refused("文件里只有图片，没有文字")
    return raw
