"""The outline beside a document: its divisions as printed, one in the other, and the articles below them."""
from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from documents.models import Section
from documents.vocabulary.divisions import PRINTED_LABELLED

LONG = 40
"""Divisions from which on the lowest level of an outline is folded."""
_ARTICLE = re.compile(r"条(?:之.+)?$")


@dataclass
class OutlineEntry:
    """A division with a heading or label of its own (``None``: before the first), the bare articles that follow it, and
    the divisions in it."""

    section: Section | None
    articles: list[Section] = field(default_factory=list)
    children: list[OutlineEntry] = field(default_factory=list)

    @property
    def text(self) -> str:
        """As printed: a blank after 第一章, none after 一、 and （一）."""
        if self.section is None:
            return ""
        blank = " " if self.section.label.endswith(tuple(PRINTED_LABELLED)) else ""
        return f"{self.section.label}{blank}{self.section.heading}"

    @property
    def is_foldable(self) -> bool:
        """Whether nothing stands in it but the lowest level."""
        return bool(self.section and (self.articles or self.children)) and not any(c.articles or c.children for c in self.children)

    @property
    def range(self) -> str:
        """What is folded in it: 第六条至第十一条; of divisions without labels, how many."""
        lowest = [*self.articles, *(child.section for child in self.children if child.section)]
        if not lowest[0].label or not lowest[-1].label:
            return f"{len(lowest)} 个标题"
        first, last = (section.label.rstrip("、.．") for section in (lowest[0], lowest[-1]))
        return first if first == last else f"{first}至{last}"


def outline(sections: Collection[Section]) -> list[OutlineEntry]:
    """The divisions of the highest level, in order, with those below them."""
    top: list[OutlineEntry] = []
    above: list[OutlineEntry] = []
    for section in sections:
        if section.heading or not _ARTICLE.search(section.label):
            entry = OutlineEntry(section)
            while above and (above[-1].section is None or above[-1].section.level >= section.level):
                above.pop()
            (above[-1].children if above else top).append(entry)
            above.append(entry)
        else:
            if not above:
                above.append(OutlineEntry(None))
                top.append(above[-1])
            above[-1].articles.append(section)
    return top
