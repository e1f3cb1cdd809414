"""Paragraphs that a file broke off are whole again: inside a date, before the last character of a word, inside the 题注.

Only what no paragraph begins with is joined to the one above: nothing is joined that may be two.
"""
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from documents.vocabulary.characters import HAN
from documents.vocabulary.numerals import CHINESE_DIGITS

from . import labels
from .blocks import Block, tidied

STOPS = re.compile(r"[。；：！？…”’）》)\]】:;!?|]$")
MARK = re.compile("[，。、；）》”！？]")  # begins no paragraph
# The last character of a word: 围，防止…; but 区、县教育局：, 一，加强…, 王，男，…, 水，指…, 但，… and 无。 may begin a paragraph or be one.
LAST_OF_WORD = re.compile(rf"(?![但如即是故否另且或若例注曾而答问无有略同{CHINESE_DIGITS}甲乙丙丁])[{HAN}](?:，(?![男女指是])|。)")
DATE_OPEN, DATE_ENDS = re.compile(r"\d{4}年(?:\d{1,2}月)?$"), re.compile(r"\d{1,2}[月日]")
IN_A_SENTENCE = re.compile(f"[{HAN}0-9《〈]")
NOTE = re.compile(r"[（(](?=[^）)]{0,4}(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})年)")
ACTED = re.compile(r"[过布订正改准行] ?$")
HEAD, LONGEST_NOTE, SHORTEST, LONGEST = 30, 16, 10, 3000


def joined(blocks: Iterable[Block]) -> list[Block]:
    """``blocks`` with the rest of a paragraph behind its beginning.

    >>> [block.text for block in joined([Block("paragraph", "应当按照国家有关规定办理登记"), Block("paragraph", "、备案和公告。")])]
    ['应当按照国家有关规定办理登记、备案和公告。']
    """
    blocks = list(blocks)
    words = _words_that_stand_whole(blocks)
    whole: list[Block] = []
    noted, in_head = 0, True
    for place, block in enumerate(blocks):
        above = whole[-1] if whole else None
        noted = _noted(block.text, noted, place)
        known = frozenset() if in_head else words
        if above and above.kind == block.kind == "paragraph" and _goes_on(above.text, block.text, known, in_note=noted > 1):
            whole[-1] = replace(above, text=tidied(above.text + block.text))
        else:
            whole.append(block)
        in_head = in_head and not block.text.endswith("。")
        if noted and _closes(block.text):
            noted = 0
    return whole


def _words_that_stand_whole(blocks: Sequence[Block]) -> frozenset[str]:
    """The words of two characters between which a paragraph ends, and that elsewhere are printed in one."""
    parted = {above.text[-1:] + block.text[:1] for above, block in pairwise(blocks) if LAST_OF_WORD.match(block.text)}
    printed = (map("".join, pairwise(block.text)) for block in blocks) if parted else ()
    return frozenset(word for pairs in printed for word in pairs if word in parted)


def _noted(text: str, noted: int, place: int) -> int:
    """How many paragraphs of a 题注 that is not closed there are, this one included; 0 where it stands in none."""
    if noted:
        return noted + 1 if noted < LONGEST_NOTE and not labels.read(text) else 0
    return int(place < HEAD and bool(NOTE.match(text)) and not _closes(text))


def _closes(text: str) -> bool:
    return text.rstrip().endswith(("）", ")"))


def _goes_on(above: str, text: str, words: frozenset[str], *, in_note: bool) -> bool:
    if len(above) > LONGEST:  # each join copies it
        return False
    if DATE_OPEN.search(above) and DATE_ENDS.match(text):
        return True
    if in_note:
        return not ACTED.search(above) and not STOPS.search(above) and bool(IN_A_SENTENCE.match(text))
    if len(above) < SHORTEST or STOPS.search(above) or labels.read(text):
        return False
    return bool(MARK.match(text)) or _ends_word(above, text, words)


def _ends_word(above: str, text: str, words: frozenset[str]) -> bool:
    """Whether ``text`` begins with the rest of a word, of ``words``, that ``above`` breaks off in: a clause after others, or a sentence's end."""
    rest = LAST_OF_WORD.match(text)
    if not rest or above[-1] + text[0] not in words or text.endswith(("：", ":")):
        return False
    return rest[0].endswith("。") or "，" in above
