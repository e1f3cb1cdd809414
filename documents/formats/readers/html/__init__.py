"""A saved page of a government site: its text without what surrounds it, and what the page says of itself."""
import re
from dataclasses import replace

from documents.formats import markup
from documents.formats.accounting import accounted
from documents.formats.characters import clean, decode_page
from documents.formats.facts import to_date
from documents.formats.readers.plain import notes_on
from documents.formats.registry import PAGES, reads
from documents.formats.text import LeftOut, RawText

FIRST_BLOCKS = 8
A_LIST = "网页上只有链接，像是列表页，不是一份文件，请核对"


@reads(*PAGES, sandboxed=True)
def read_html(data: bytes) -> RawText:
    return read_page(*decode_page(data))


def read_page(source: str, encoding: str) -> RawText:
    """The text of the page with this source, which was in ``encoding``. Raises ``Refused``."""
    from . import blocks, ends, page, page_facts

    body = page.parse(clean(source))
    printed, facts = page.printed(body), page_facts.facts_of(body)
    left_out = page_facts.remove_index_block(body) + page.remove_surroundings(body)
    content = page.content_of(body)
    page.gather_rest(content)
    left_out += page.left_around(content)
    found: list[markup.Block] = []
    for block in blocks.blocks(content):
        if page_facts.is_index_block(block.plain_text):
            left_out.append(LeftOut("信息索引", 0, block.plain_text))
        else:
            found.append(block)
    above, found, below = ends.parted(found)
    left_out += [LeftOut("正文之前的文字", 0, block.plain_text) for block in above]
    left_out += [LeftOut("正文之后的文字", 0, block.plain_text) for block in below]
    if page_facts.has_no_title(facts) and (heading := page_facts.heading_above(content) or page_facts.only_heading(content)):
        facts["title"] = heading
    if not facts.get("published_on") and (day := to_date(page_facts.day_above(content))):
        facts["published_on"] = day
    head = [line for line in page_facts.head_above(content) if not opens_with(found, line)]
    found[:0] = map(markup.Paragraph, head)
    title = facts.get("title")
    if isinstance(title, str) and not opens_with(found, title):
        found.insert(0, markup.Paragraph(title, 1))
        head.append(title)
    elif not title and (unprinted := page_facts.title_unprinted(body, found[0].plain_text if found else "")):
        facts["title"] = unprinted
        found.insert(0, markup.Paragraph(unprinted, 1))
    left_out = but_for(left_out, head)
    notes = notes_on(source) + (A_LIST,) * ends.is_list(found)
    raw = markup.raw_text(found, facts=facts, encoding=encoding, notes=notes, left_out=tuple(left_out), is_page=True)
    return accounted(raw, printed)


def but_for(left_out: list[LeftOut], lines: list[str]) -> list[LeftOut]:
    """What was ``left_out``, without each of the ``lines`` from above the text that came into it after all, once."""
    rest = list(left_out)
    for line in lines:
        printed = re.compile(r"\s*".join(map(re.escape, re.sub(r"\s", "", line))))
        place = next((place for place, piece in enumerate(rest) if printed.search(piece.text)), None)
        if place is not None:
            rest[place] = replace(rest[place], text=printed.sub("", rest[place].text, count=1).strip())
    return [piece for piece in rest if piece.text]


def opens_with(blocks: list, title: str) -> bool:
    """Whether the page prints its title again at the head of the text, be it in several lines."""
    head = "".join(block.plain_text for block in blocks[:FIRST_BLOCKS])
    return re.sub(r"\s", "", title) in re.sub(r"\s", "", head)
