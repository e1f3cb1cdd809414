"""A Word document: headings, numbers as printed, tables, notes; as it reads with all revisions accepted.

The parts are read with lxml. Of the libraries that read .docx, python-docx gives no automatic numbers, loses inserted
text, notes and text boxes, and opens every part; mammoth gives no automatic numbers either (docs/decisions/0020).
"""
from typing import TYPE_CHECKING

from documents.formats.accounting import accounted
from documents.formats.left_out import notes_on
from documents.formats.registry import reads
from documents.formats.text import RawText, Refused

if TYPE_CHECKING:
    from documents.formats.markup import Block

    from .body import Body

DEEPEST = 3  # Word documents that include one another


@reads(".docx", signatures=(".docx",), sandboxed=True)
def read_docx(data: bytes) -> RawText:
    from documents.formats import markup

    from .left_out import TOLD, left_out_of
    from .package import opened
    from .styles import Styles

    blocks, held, body = read_word(data)
    with opened(data) as package:
        left_out = left_out_of(package, Styles(package.part("styles")))
    notes = tuple(body.remarks) + notes_on(piece for piece in left_out if piece.what in TOLD)
    raw = markup.raw_text(blocks, notes=notes, left_out=tuple(left_out))
    if not raw.text and body.pictures:
        raise Refused("文件里只有图片，没有文字")
    return accounted(raw, held)


def read_word(data: bytes, depth: int = 1) -> "tuple[list[Block], str, Body]":
    """The blocks of a Word document, all the text that it holds, and what read them. ``depth``: 1, or more where others include it."""
    from .body import Body
    from .chunks import read_chunk
    from .left_out import printed
    from .numbering import Numbering
    from .package import opened
    from .styles import Styles

    def included(relation_id: str) -> "list[Block]":
        chunk = package.chunk(relation_id)
        if chunk is None:
            raise Refused("它不在文件里")
        if depth == DEEPEST:
            raise Refused("嵌套过深")
        read, held = read_chunk(chunk, lambda inner: read_word(inner, depth + 1)[:2])
        texts.append(held)
        return read

    texts: list[str] = []
    with opened(data) as package:
        body = Body(Styles(package.part("styles")), Numbering(package.part("numbering")), included)
        blocks = list(body.blocks(package.document.find("{*}body")))
        blocks += body.notes(package.part("footnotes"), package.part("endnotes"))
        texts.append(printed(package))
    return blocks, "\n".join(texts), body
