"""What stands on a page above and below a document inside the element that holds it: links, buttons, who put it up.

Names of elements tell nothing of it on most sites. It is known by its place, before the first or behind the last line that is
text, and by being links, or words that no document ends with.
"""
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from documents.formats.markup import Block, Paragraph
from documents.vocabulary.characters import HAN
from documents.vocabulary.columns import is_column
from documents.vocabulary.datelines import SIGNED_DAY, is_credits, is_dateline
from documents.vocabulary.divisions import PRINTED_LABELLED
from documents.vocabulary.kinds import TITLE_END
from documents.vocabulary.numbers import find_numbers
from documents.vocabulary.numerals import NUMERAL
from documents.vocabulary.sites import HEADS_A_LIST, is_beside_text

MOSTLY = 0.6
LONGEST_HEADING = 12
LONGEST_LINE = 120
FEWEST_LISTED = 3
FEWEST_OF_A_COLUMN = 4  # characters: 公告 alone may head an announcement
_SENTENCE = re.compile("[。；：:！？][”’）)]?$|。")
_LABEL = re.compile(rf"第{NUMERAL}{{1,6}}[{PRINTED_LABELLED}]|{NUMERAL}{{1,3}}[、.．]|[（(]{NUMERAL}{{1,3}}[）)]|附\s*[件录表]|[（(]此件")
_DAY = re.compile(rf"(?:\d{{4}}|[{HAN}〇○ＯOo]{{4}})\s*年.{{1,4}}月.{{1,4}}[日号]")
_ADDRESS = re.compile(r"(?:单位|办公)?地址\s*[：:].{2,60}(?:邮编|邮政编码|传真).{0,60}|(?:(?:联系|办公)?电话|传真)\s*[：:].{4,40}(?:邮编|邮政编码).{0,30}")
_TO_THE_READER = re.compile("^[^。《》]{0,30}您[^。《》]{0,30}[？?！!]?$|[是有][否无](?:有用|有帮助|满意)")
_TITLE = re.compile(f"关于.{{0,200}}{TITLE_END}")


@dataclass(frozen=True)
class Line:
    """A block of a page, judged by what it prints and by how much of that are links."""

    block: Block

    @cached_property
    def text(self) -> str:
        return self.block.plain_text

    @cached_property
    def has_label(self) -> bool:
        return bool(_LABEL.match(self.text))

    @cached_property
    def is_links(self) -> bool:
        if not isinstance(self.block, Paragraph) or not self.block.linked or self.has_label or "。" in self.text:
            return False
        return self.block.linked > MOSTLY * len(re.sub(r"[\W_]", "", self.text))

    @cached_property
    def is_of_page(self) -> bool:
        """Whether it is but links, the day on which the page was put up, or words of a page."""
        return self.is_links or is_dateline(self.text) and not find_numbers(self.text) or is_credits(self.text) or is_beside_text(self.text)

    @cached_property
    def is_text(self) -> bool:
        """Whether it is of the document for certain: a table, a sentence, what bears a label, a day."""
        if not isinstance(self.block, Paragraph) or len(self.text) > LONGEST_LINE:
            return True
        return not self.is_of_page and bool(_SENTENCE.search(self.text) or self.has_label or _DAY.search(self.text))

    @cached_property
    def is_day(self) -> bool:
        return bool(_DAY.fullmatch(self.text))

    @cached_property
    def is_loose(self) -> bool:
        """Whether it may head a box of the page: a few words that bear no label and name nothing of a document."""
        return isinstance(self.block, Paragraph) and len(self.text) <= LONGEST_HEADING and not self.is_text and not re.search(TITLE_END, self.text)

    @cached_property
    def is_columns_name(self) -> bool:
        name = re.sub(r"\s", "", self.text)
        return len(name) >= FEWEST_OF_A_COLUMN and is_column(name)

    @cached_property
    def is_title(self) -> bool:
        return bool(_TITLE.search(self.text)) and not HEADS_A_LIST.fullmatch(self.text)


def parted(blocks: Sequence[Block]) -> tuple[list[Block], list[Block], list[Block]]:
    """What of ``blocks`` is of the page above the document, the document, and what is of the page below it.

    Where no block is text for certain, all of them are the document.
    """
    lines = [Line(block) for block in blocks if block.plain_text]
    first = next((place for place, line in enumerate(lines) if line.is_text), None)
    if first is None:
        return [], list(blocks), []
    box = _box_below(lines)
    last = next(place for place in reversed(range(box)) if lines[place].is_text or place > first and SIGNED_DAY.fullmatch(lines[place].text))
    above = {place for place in range(first) if lines[place].is_of_page}
    titled = max((place for place in range(first) if lines[place].is_title), default=0)
    above.update(place for place in range(titled) if lines[place].is_columns_name)
    titles = [place for place in above if lines[place].is_title]
    if len(titles) == 1:  # the title may be a link to its own page; several are a list
        above.remove(titles[0])
    last -= lines[last - 1].is_day and bool(_ADDRESS.fullmatch(lines[last].text))
    end = next((place for place in range(last + 1, box) if _begins_the_end(lines[place : place + 3]) or _ADDRESS.fullmatch(lines[place].text)), box)
    kept = [place for place in range(end) if place not in above]
    return [lines[place].block for place in sorted(above)], [lines[place].block for place in kept], [line.block for line in lines[end:]]


def _box_below(lines: Sequence[Line]) -> int:
    """Where what speaks to the reader of a page (您认为这条信息是否有用？) begins below the day that signs; the number of ``lines`` without one."""
    days = [place for place, line in enumerate(lines) if line.is_day]
    spoken = next((place for place in range(days[-1] + 1, len(lines)) if _TO_THE_READER.search(lines[place].text)), None) if days else None
    if spoken is None:
        return len(lines)
    while spoken - 1 > days[-1] and lines[spoken - 1].is_loose:
        spoken -= 1
    return spoken


def is_list(blocks: Sequence[Block]) -> bool:
    """Whether ``blocks`` are a list of other pages: links, and nothing that is text for certain."""
    lines = [Line(block) for block in blocks if block.plain_text]
    return sum(line.is_links for line in lines) >= FEWEST_LISTED and not any(line.is_text for line in lines)


def _begins_the_end(lines: Sequence[Line]) -> bool:
    """Whether what is of the page begins with the first of ``lines``: with it, or as a heading over links."""
    heads = len(lines[0].text) <= LONGEST_HEADING and len(lines) == 3 and all(line.is_links for line in lines[1:])
    return lines[0].is_of_page or heads
