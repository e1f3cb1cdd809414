"""A Word document: headings, numbers as printed, tables, notes; as it reads with all revisions accepted.

The parts are read with lxml. Of the libraries that read .docx, python-docx gives no automatic numbers, loses inserted
text, notes and text boxes, and opens every part; mammoth gives no automatic numbers either (docs/decisions/0020).
"""
from typing import TYPE_CHECKING, NamedTuple

from documents.formats.accounting import accounted
from documents.formats.left_out import notes_on
from documents.formats.registry import reads
from documents.formats.text import LeftOut, RawText, Refused

if TYPE_CHECKING:
    from documents.formats.markup import Block

DEEPEST = 3  # Word documents that include one another


class Word(NamedTuple):
    """What is in a Word document, and in those that it includes: ``held`` is all its text, ``pictures`` whether it shows any."""

    blocks: "list[Block]"
    held: str
    left_out: list[LeftOut]
    remarks: tuple[str, ...]
    pictures: bool


@reads(".docx", signatures=(".docx",), sandboxed=True)
def read_docx(data: bytes) -> RawText:
    from documents.formats import markup

    from .left_out import TOLD

    word = read_word(data)
    notes = word.remarks + notes_on(piece for piece in word.left_out if piece.what in TOLD)
    raw = markup.raw_text(word.blocks, notes=notes, left_out=tuple(word.left_out))
    if not raw.text and word.pictures:
        raise Refused("文件里只有图片，没有文字")
    return accounted(raw, word.held)


def read_word(data: bytes, depth: int = 1) -> Word:
    """All of a Word document. ``depth``: 1, or more where others include it. Raises ``Refused``."""
    from .body import Body
    from .bold import with_bold_headings
    from .chunks import read_chunk
    from .left_out import left_out_of, printed
    from .numbering import Numbering
    from .package import opened
    from .styles import Styles

    inner: list[Word] = []
    texts: list[str] = []

    def included(relation_id: str) -> "list[Block]":
        chunk = package.chunk(relation_id)
        if chunk is None:
            raise Refused("它不在文件里")
        if depth == DEEPEST:
            raise Refused("嵌套过深")
        blocks, held = read_chunk(chunk, document)
        texts.append(held)
        return blocks

    def document(chunk: bytes) -> "tuple[list[Block], str]":
        inner.append(read_word(chunk, depth + 1))
        return inner[-1].blocks, inner[-1].held

    with opened(data) as package:
        styles = Styles(package.part("styles"))
        body = Body(styles, Numbering(package.part("numbering")), included)
        blocks = with_bold_headings(list(body.blocks(package.document.find("{*}body"))))
        blocks += body.notes(package.part("footnotes"), package.part("endnotes"))
        left_out = [*left_out_of(package, styles), *(piece for word in inner for piece in word.left_out)]
        remarks = dict.fromkeys((*body.remarks, *(remark for word in inner for remark in word.remarks)))
        return Word(blocks, "\n".join((printed(package), *texts)), left_out, tuple(remarks), bool(body.pictures))
