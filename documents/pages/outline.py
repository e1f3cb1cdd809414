"""The outline beside a document: its divisions as printed, articles as a run of numbers under them."""
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from documents.models import Section
from documents.vocabulary.divisions import PRINTED_LABELLED

_ARTICLE = re.compile(r"条(?:之.+)?$")


@dataclass
class OutlineEntry:
    """A division with a heading or label of its own (``None``: before the first), and the bare articles that follow it."""

    section: Section | None
    articles: list[Section] = field(default_factory=list)

    @property
    def text(self) -> str:
        """As printed: a blank after 第一章, none after 一、 and （一）."""
        if self.section is None:
            return ""
        blank = " " if self.section.label.endswith(tuple(PRINTED_LABELLED)) else ""
        return f"{self.section.label}{blank}{self.section.heading}"


def outline(sections: Iterable[Section]) -> list[OutlineEntry]:
    entries: list[OutlineEntry] = []
    for section in sections:
        if section.heading or not _ARTICLE.search(section.label):
            entries.append(OutlineEntry(section))
            continue
        if not entries:
            entries.append(OutlineEntry(None))
        entries[-1].articles.append(section)
    return entries
