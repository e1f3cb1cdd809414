"""A saved page of a government site: its text without what surrounds it, and what the page says of itself."""
import re

from ... import marks
from ...characters import clean, decode
from ...registry import reads
from ...text import RawText
from ..plain import notes_on

# Only the head of the file is asked, as browsers do.
HEAD_BYTES = 4096
CHARSET = re.compile(rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w-]+)", re.I)


@reads(".html", ".htm", ".xhtml", caged=True)
def read_html(data: bytes) -> RawText:
    from . import about, blocks, page

    declared = CHARSET.search(data[:HEAD_BYTES])
    text, encoding = decode(data, declared[1].decode() if declared else "")
    body = page.parse(clean(text))
    facts = about.facts_of(body)
    content = page.content_of(body)
    markdown = marks.document([block for block in blocks.blocks(content) if not about.is_index_block(block.words)])
    title = facts.get("title", "")
    if title and re.sub(r"\s", "", title) not in re.sub(r"[\s#]", "", markdown[: len(title) * 2 + 200]):
        markdown = f"# {title}\n\n{markdown}"
    return RawText(markdown, is_markdown=True, facts=facts, encoding=encoding, notes=notes_on(text))
