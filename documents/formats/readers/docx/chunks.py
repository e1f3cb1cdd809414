"""Whole files inside a Word document (``w:altChunk``): online editors and report generators put all their text there."""
from collections.abc import Callable, Iterator
from itertools import groupby

from documents.formats import mime
from documents.formats.characters import clean, decode, decode_page
from documents.formats.markup import Block, Paragraph, laid_out
from documents.formats.readers.html import blocks as html
from documents.formats.readers.html import page
from documents.formats.text import Refused

RTF, ZIP, HTML, UTF8_MARK = b"{\\rtf", b"pk\x03\x04", b"<", b"\xef\xbb\xbf"
MIME = (b"mime-version:", b"from:", b"content-type:", b"date:", b"subject:", b"message-id:")
HEAD = 64
CELL_END = "|"  # as striprtf writes it


def read_chunk(data: bytes, read_word: Callable[[bytes], tuple[list[Block], str]]) -> tuple[list[Block], str]:
    """The blocks of a chunk and all the text that it holds: HTML, MHT, RTF, Word or plain text, by what it begins with.

    ``read_word``: the same of a Word document. Raises ``Refused``.
    """
    head = data[:HEAD].removeprefix(UTF8_MARK).lstrip().lower()
    if head.startswith(ZIP):
        return read_word(data)
    if head.startswith(RTF):
        return of_text(text_of_rtf(data))
    if head.startswith(MIME):
        part = mime.opened(data).text
        return of_page(part.data, part.charset) if part.is_html else of_text(decode(part.data, part.charset)[0])
    return of_page(data) if head.startswith(HTML) else of_text(decode(data)[0])


def of_page(data: bytes, charset: str = "") -> tuple[list[Block], str]:
    """All of a page: nothing surrounds the text of a chunk."""
    source, _ = decode_page(data, charset)
    body = page.parse(clean(source))
    printed = page.printed(body)
    return list(html.blocks(body)), printed


def of_text(text: str) -> tuple[list[Block], str]:
    return list(of_lines(text)), text.replace(CELL_END, "")


def of_lines(text: str) -> Iterator[Block]:
    for is_row, group in groupby(text.splitlines(), lambda line: line.endswith(CELL_END)):
        lines = list(group)
        yield from laid_out([line[:-1].split(CELL_END) for line in lines]) if is_row else map(Paragraph, lines)


def text_of_rtf(data: bytes) -> str:
    from striprtf.striprtf import rtf_to_text

    try:
        return rtf_to_text(data.decode("latin-1"), errors="replace")
    except (LookupError, ValueError, IndexError, KeyError):  # of an encoding or a control word that is none
        raise Refused("内嵌的 RTF 已损坏") from None
