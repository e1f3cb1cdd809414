"""A saved page of a government site: its text without what surrounds it, and what the page says of itself."""
import re
from dataclasses import replace

from documents.formats import markup
from documents.formats.characters import clean, decode
from documents.formats.readers.plain import notes_on
from documents.formats.registry import reads
from documents.formats.text import RawText

# Only the head of the file is searched for its encoding, as browsers do.
HEAD_BYTES = 4096
FIRST_BLOCKS = 8
CHARSET = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)


@reads(".html", ".htm", ".xhtml", sandboxed=True)
def read_html(data: bytes) -> RawText:
    return read_page(*decoded(data))


def read_page(source: str, encoding: str) -> RawText:
    """The text of the page with this source, which was in ``encoding``. Raises ``Refused``."""
    from . import blocks, page, page_facts

    body = page.parse(clean(source))
    facts = page_facts.facts_of(body)
    content = page.content_of(body)
    found = [block for block in blocks.blocks(content) if not page_facts.is_index_block(block.plain_text)]
    title = facts.get("title")
    if isinstance(title, str) and not opens_with(found, title):
        found.insert(0, markup.Paragraph(title, 1))
    elif not title and (unprinted := page_facts.title_unprinted(body, found[0].plain_text if found else "")):
        facts["title"] = unprinted
        found.insert(0, markup.Paragraph(unprinted, 1))
    return replace(markup.raw_text(found, facts=facts, encoding=encoding, notes=notes_on(source)), is_page=True)


def decoded(data: bytes, charset: str = "") -> tuple[str, str]:
    """The source of a page and its encoding. ``charset``: what was said of it outside, before which its own word counts."""
    declared = CHARSET.search(data[:HEAD_BYTES])
    return decode(data, declared[1].decode() if declared else charset)


def opens_with(blocks: list, title: str) -> bool:
    """Whether the page prints its title again at the head of the text, be it in several lines."""
    head = "".join(block.plain_text for block in blocks[:FIRST_BLOCKS])
    return re.sub(r"\s", "", title) in re.sub(r"\s", "", head)
