"""Paragraphs that a file broke off are whole again: inside a date, before the last character of a word, inside the 题注.

Only what no paragraph begins with is joined to the one above: nothing is joined that may be two.
"""
import re
from collections.abc import Iterable
from dataclasses import replace

from documents.vocabulary.characters import HAN

from . import labels
from .blocks import Block, tidied

STOPS = re.compile(r"[。；：！？…”’）》)\]】:;!?|]$")
# What begins no paragraph: a mark of punctuation, or one character and one: 围，防止…; but 但，… and 答：….
GOES_ON = re.compile(rf"[，。、；）》”！？]|(?![但如即是故否另且或若例注曾而])[{HAN}][，、。；]")
DATE_OPEN, DATE_ENDS = re.compile(r"\d{4}年(?:\d{1,2}月)?$"), re.compile(r"\d{1,2}[月日]")
IN_A_SENTENCE = re.compile(f"[{HAN}0-9《〈]")
NOTE = re.compile(r"[（(](?=[^）)]{0,4}(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})年)")
ACTED = re.compile(r"[过布订正改准行] ?$")
HEAD, LONGEST_NOTE, SHORTEST, LONGEST = 30, 16, 10, 3000


def joined(blocks: Iterable[Block]) -> list[Block]:
    """``blocks`` with the rest of a paragraph behind its beginning.

    >>> [block.text for block in joined([Block("paragraph", "应当严格控制有关信息的使用范"), Block("paragraph", "围，防止外泄。")])]
    ['应当严格控制有关信息的使用范围，防止外泄。']
    """
    whole: list[Block] = []
    noted = 0
    for place, block in enumerate(blocks):
        above = whole[-1] if whole else None
        noted = _noted(block.text, noted, place)
        if above and above.kind == block.kind == "paragraph" and _goes_on(above.text, block.text, in_note=noted > 1):
            whole[-1] = replace(above, text=tidied(above.text + block.text))
        else:
            whole.append(block)
        if noted and _closes(block.text):
            noted = 0
    return whole


def _noted(text: str, noted: int, place: int) -> int:
    """How many paragraphs of a 题注 that is not closed there are, this one included; 0 where it stands in none."""
    if noted:
        return noted + 1 if noted < LONGEST_NOTE and not labels.read(text) else 0
    return int(place < HEAD and bool(NOTE.match(text)) and not _closes(text))


def _closes(text: str) -> bool:
    return text.rstrip().endswith(("）", ")"))


def _goes_on(above: str, text: str, *, in_note: bool) -> bool:
    if len(above) > LONGEST:  # each join copies it
        return False
    if DATE_OPEN.search(above) and DATE_ENDS.match(text):
        return True
    if in_note:
        return not ACTED.search(above) and not STOPS.search(above) and bool(IN_A_SENTENCE.match(text))
    return len(above) >= SHORTEST and not STOPS.search(above) and bool(GOES_ON.match(text)) and not labels.read(text)
