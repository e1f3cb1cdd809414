"""Chapters and articles: which of their labels open one and which mention one, at the start of a paragraph or inside it."""
import re
from dataclasses import replace

from documents.vocabulary.divisions import PRINTED_CHAPTERS, PRINTED_LABELLED
from documents.vocabulary.numerals import NUMERAL

from . import labels
from .blocks import Block
from .headings import LONGEST, is_title
from .labels import STATUTE, Label

GOES_ON = re.compile("[、，,和与及至或的是规所中另第款项之；;。：:）)”》]|改为|修改|修正|删[去除]|废止|增加|作为")
AMENDS = re.compile("[^，。；]{0,10}(?:改为|修改|修正|删[去除]|废止|增加|作为)")
MENTIONS = re.compile(f"(?:第{NUMERAL}{{1,9}}[{PRINTED_LABELLED}](?:之{NUMERAL}{{1,3}})?[、，和及至 ]*)+[。；]?")
SENTENCE_ENDS, HALF_ENDS = "。；！？”", "；"
BEFORE_A_LABEL = re.compile(f"(?:(?<=[{SENTENCE_ENDS}]) ?|(?<=[^ ]) )(?=第{NUMERAL}{{1,9}}[{PRINTED_LABELLED}])")
CHAPTER_AND_MORE = re.compile(f"第{NUMERAL}{{1,6}}[{PRINTED_CHAPTERS}] [^。；：，？！]{{1,30}} (?=第{NUMERAL}{{1,9}}[{PRINTED_LABELLED}])")


def opens_statute(label: Label, next_in_order: bool) -> bool:
    """第三条 with a blank after it opens; without one it may be a mention (第三条改为第四条), so its number must fit."""
    after = labels.read(label.rest)
    if after and after.kind == label.kind:
        return not MENTIONS.fullmatch(label.rest) and (next_in_order or label.spaced and not AMENDS.match(after.rest))
    if label.spaced or not label.rest:
        return label.kind == "article" or not label.rest or is_title(label.rest)
    if GOES_ON.match(label.rest):
        return False
    return label.number == 1 or next_in_order if label.kind == "article" else is_title(label.rest)


def parted(block: Block, last: int) -> list[Block]:
    """``block`` cut where the next article begins behind the end of a sentence or the heading of a chapter, and where a
    chapter begins behind a sentence: …公开。 第二章 会议 第三条 会议…. ``last``: the number of the article before.
    """
    text, cuts = block.text, [0]
    own = labels.read(text)
    last = own.number or 0 if own and own.kind == "article" else last
    for match in BEFORE_A_LABEL.finditer(text):
        above, label = text[cuts[-1] : match.start()], labels.read(text[match.end() : match.end() + LONGEST])
        if label is None or above.count("“") > above.count("”"):
            continue
        is_behind_sentence = above[-1:] in SENTENCE_ENDS and (label.spaced or above[-1:] not in HALF_ENDS)
        if label.kind != "article":
            if (is_behind_sentence or _is_heading(above)) and CHAPTER_AND_MORE.match(text, match.end()):
                cuts.append(match.end())
        elif _follows(label, last) and (is_behind_sentence or label.spaced and _is_heading(above)) and opens_statute(label, True):
            cuts.append(match.end())
            last = label.number or 0
    pieces = [text[start:end].rstrip() for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    return [replace(block, text=pieces[0]), *(Block("paragraph", piece) for piece in pieces[1:])]


def _follows(label: Label, last: int) -> bool:
    if last == 0 and not label.spaced:
        return False
    return label.number == last + 1 or bool(label.sub) and label.number == last


def _is_heading(text: str) -> bool:
    label = labels.read(text)
    return label is not None and label.kind in STATUTE and label.kind != "article" and is_title(label.rest)
