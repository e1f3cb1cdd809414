"""A saved page of a government site: its text without what surrounds it, and what the page says of itself."""
import re

from documents.formats import marks
from documents.formats.characters import clean, decode
from documents.formats.readers.plain import notes_on
from documents.formats.registry import reads
from documents.formats.text import RawText

# Only the head of the file is asked, as browsers do.
HEAD_BYTES = 4096
FIRST_BLOCKS = 8
CHARSET = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)


@reads(".html", ".htm", ".xhtml", sandboxed=True)
def read_html(data: bytes) -> RawText:
    from . import about, blocks, page

    declared = CHARSET.search(data[:HEAD_BYTES])
    text, encoding = decode(data, declared[1].decode() if declared else "")
    body = page.parse(clean(text))
    facts = about.facts_of(body)
    content = page.content_of(body)
    found = [block for block in blocks.blocks(content) if not about.is_index_block(block.words)]
    title = facts.get("title")
    if title and not opens_with(found, title):
        found.insert(0, marks.Paragraph(title, 1))
    return marks.raw_text(found, facts=facts, encoding=encoding, notes=notes_on(text))


def opens_with(blocks: list, title: str) -> bool:
    """Whether the page prints its title again at the head of the text, be it in several lines."""
    head = "".join(block.words for block in blocks[:FIRST_BLOCKS])
    return re.sub(r"\s", "", title) in re.sub(r"\s", "", head)
