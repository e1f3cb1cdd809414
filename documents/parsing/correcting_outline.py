"""A person corrects the outline of a text: from then on what is a heading, and of which level, is as the text marks it."""
from dataclasses import replace
from enum import Enum

from documents.vocabulary import markdown

from . import blocks as reading
from .blocks import Block
from .cleaning import clean
from .pipeline import written

SHALLOWEST, DEEPEST = 2, 6  # marks of a section's heading


class OutlineChange(str, Enum):
    """``RAISE``, ``LOWER``: one level up or down, with what is below it. ``UNMARK``: it is no heading, and its line and text belong
    to the section before. ``JOIN``: it goes on in the heading before. ``SPLIT``: a paragraph of it begins a section of its own."""

    RAISE = "raise"
    LOWER = "lower"
    UNMARK = "unmark"
    JOIN = "join"
    SPLIT = "split"


class NotChanged(Exception):
    """Why the outline cannot be changed like that, in Chinese."""


def change_outline(text: str, place: int, change: OutlineChange, paragraph: int = 0) -> str:
    """Canonical ``text`` with its section number ``place``, from 0, changed; ``paragraph``: of it, from 0, at which it is split.

    All headings are closed then (``markdown.has_given_outline``). Raises ``NotChanged``.
    """
    blocks = reading.read(clean(text).split("\n"), is_markdown=True)
    headings = [i for i, block in enumerate(blocks) if block.depth >= SHALLOWEST]
    if not 0 <= place < len(headings):
        raise NotChanged("没有这一节，目次已经改变。请看过新的目次，再选一次。")
    at = headings[place]
    end = next((i for i in headings[place + 1 :]), len(blocks))
    match change:
        case OutlineChange.RAISE | OutlineChange.LOWER:
            _shift(blocks, headings[place:], -1 if change is OutlineChange.RAISE else 1)
        case OutlineChange.UNMARK:
            blocks[at] = replace(blocks[at], kind="paragraph", depth=0)
        case OutlineChange.JOIN:
            if place == 0 or headings[place - 1] != at - 1:
                raise NotChanged("它和上一个标题之间有正文，不能连成一个标题。")
            blocks[at - 1 : at + 1] = [replace(blocks[at - 1], text=blocks[at - 1].text + blocks[at].text)]
        case OutlineChange.SPLIT:
            if not at < at + 1 + paragraph < end or blocks[at + 1 + paragraph].kind != "paragraph" or blocks[at + 1 + paragraph].depth:
                raise NotChanged("这里不是一段文字，不能另起一节。")
            blocks[at + 1 + paragraph] = replace(blocks[at + 1 + paragraph], kind="heading", depth=blocks[at].depth)
    return "\n\n".join(map(_closed, blocks)) + "\n"


def _shift(blocks: list[Block], headings: list[int], by: int) -> None:
    """Move the first of ``headings`` by a level, and those below it along."""
    top = blocks[headings[0]].depth
    below = next((n for n, i in enumerate(headings[1:], 1) if blocks[i].depth <= top), len(headings))
    moved = headings[:below]
    if any(not SHALLOWEST <= blocks[i].depth + by <= DEEPEST for i in moved):
        raise NotChanged("层级最浅一级，最深五级，不能再移。")
    for i in moved:
        blocks[i] = replace(blocks[i], depth=blocks[i].depth + by)


def _closed(block: Block) -> str:
    return markdown.heading(block.depth - 1, block.text, is_closed=True) if block.depth else written(block)
