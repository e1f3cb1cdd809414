"""Which lines at the edges of the pages are running heads and feet."""
import re
from itertools import pairwise
from statistics import median

from .edges import Edge, Margins
from .lines import Line
from .paragraphs import ENDED, FULL, INDENT, LABEL, LARGER

SAME_PLACE = 3  # points
FEWEST = 3  # pages that a head of the size of the text must stand on, unless it stands alone at the very edge


def heads_among(margins: Margins) -> list[Edge]:
    """The copies that are no text: of a head smaller than the text all; of one as large, which may be a title, all but
    the first, and only if it stands on every page, alone at its very edge or cutting a paragraph or a row that goes
    over the page, as no line of the text would.
    """
    groups: dict[tuple[bool, str], list[Edge]] = {}
    for edge in margins.repeated:
        groups.setdefault(edge.sign, []).append(edge)
    heads = []
    for group in map(in_one_place, groups.values()):
        if pages_of(group) < margins.often or not counts_pages(group) or not all(map(margins.is_outside, group)):
            continue
        if sum(map(margins.is_small, group)) > len(group) / 2:
            heads += group
        elif is_everywhere(group, margins) and (stands_apart(group, margins) or cuts_text(group, margins)):
            heads += group[1:]
    return heads


def pages_of(group: list[Edge]) -> int:
    return len({edge.page.number for edge in group})


def in_one_place(group: list[Edge]) -> list[Edge]:
    middle = median(edge.place for edge in group)
    return [edge for edge in group if abs(edge.place - middle) <= SAME_PLACE]


def counts_pages(group: list[Edge]) -> bool:
    """Whether the figures in it, if they are not the same everywhere, run with the pages."""
    figures = [[int(figure) for figure in re.findall(r"\d{1,9}", edge.line.text)] for edge in group]
    if len(set(map(len, figures))) > 1:
        return False
    return all(
        len(set(column)) == 1 or len({figure - edge.page.number for figure, edge in zip(column, group, strict=True)}) == 1
        for column in zip(*figures, strict=True)
    )


def is_everywhere(group: list[Edge], margins: Margins) -> bool:
    """Whether it stands on all pages, but perhaps the first, and is no title."""
    return pages_of(group) >= len(margins.pages) - 1 and all(edge.line.size <= LARGER * margins.size for edge in group)


def stands_apart(group: list[Edge], margins: Margins) -> bool:
    return all(margins.is_outermost(edge) and margins.is_alone(edge) for edge in group)


def cuts_text(group: list[Edge], margins: Margins) -> bool:
    """Whether text goes on from one page to the next anywhere."""
    texts = pairwise(margins.text.values())
    return pages_of(group) >= FEWEST and any(goes_over(last[-1], following[0]) for last, following in texts if last and following)


def goes_over(last: Line, first: Line) -> bool:
    if last.rows or first.rows:
        return bool(last.rows and first.rows) and len(last.rows[0]) == len(first.rows[0]) and not first.rows[0][0]
    is_full = last.x1 >= last.right - FULL * last.size
    is_indented = first.x0 - first.left > INDENT * first.size
    return is_full and not is_indented and not ENDED.search(last.text) and not LABEL.match(first.text)
