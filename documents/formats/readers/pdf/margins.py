"""The margins of the pages: what stands at their edges beside the text, which is numbers, running heads and feet.

A line goes only where its place and its size say that it is no text, besides what it reads: it stands farther out than the
text of other pages. A numbered article, a heading or a sentence never goes.
"""
from dataclasses import replace

from documents.formats.left_out import PAGE_NUMBER, LeftOut

from .edges import Margins
from .lines import Page
from .page_numbers import numbers_among
from .running_heads import heads_among


def without_margins(pages: list[Page]) -> tuple[list[Page], list[LeftOut]]:
    """The pages without what stands beside their text, and that."""
    margins = Margins(pages)
    printed = [(edge, "浏览器打印的页眉页脚") for edge in margins.printed if margins.is_small(edge) or margins.is_outermost(edge)]
    numbers = [(edge, PAGE_NUMBER) for edge in numbers_among(margins)]
    heads = [(edge, "重复的页眉" if edge.is_upper else "重复的页脚") for edge in heads_among(margins)]
    found = {id(edge.line): LeftOut(what, edge.page.number, edge.line.text) for edge, what in heads + numbers + printed}
    kept = [replace(page, lines=[line for line in page.lines if id(line) not in found]) for page in pages]
    return kept, [found[id(line)] for page in pages for line in page.lines if id(line) in found]
