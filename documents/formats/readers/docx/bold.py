"""Headings that a Word document marks by bold letters alone: where nothing else tells its parts apart."""
import re
from collections.abc import Sequence
from dataclasses import replace

from documents.formats.markup import Block, Paragraph
from documents.vocabulary.divisions import PRINTED_LABELLED
from documents.vocabulary.numerals import NUMERAL

LEVEL, LONGEST, FEWEST = 2, 20, 2
LABEL = re.compile(rf"第{NUMERAL}+[{PRINTED_LABELLED}]|[（(]?{NUMERAL}{{1,4}}[）)]?[、.．）)]|[①-⑳]")
NO_HEADING = re.compile(r"[，。；：！？,;:!?]|\d{4}\s*年")


def with_bold_headings(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with the bold lines as headings that stand above sentences, below the first sentence of the text.

    As they are where the document has headings or labels of its own: what is bold there is emphasis.
    """
    outlined = any(isinstance(block, Paragraph) and (block.level or LABEL.match(block.plain_text)) for block in blocks)
    places = [] if outlined else [place for place in range(1, len(blocks) - 1) if _is_heading(blocks, place)]
    if len(places) < FEWEST:
        return list(blocks)
    return [replace(block, level=LEVEL) if place in places and isinstance(block, Paragraph) else block for place, block in enumerate(blocks)]


def _is_heading(blocks: Sequence[Block], place: int) -> bool:
    block, above, below = blocks[place], blocks[place - 1], blocks[place + 1]
    is_short = isinstance(block, Paragraph) and block.is_bold and len(block.plain_text) <= LONGEST and not NO_HEADING.search(block.plain_text)
    return is_short and _is_sentence(above) and _is_sentence(below)


def _is_sentence(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.is_bold and block.plain_text.endswith(("。", "；", "：", "！"))
