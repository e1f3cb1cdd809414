"""The outline beside a document: its divisions as printed, articles as a run of numbers under them."""
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from documents.models import Section

_ARTICLE = re.compile(r"条(?:之.+)?$")


@dataclass
class Entry:
    """A division with words of its own (``None``: before the first), and the bare articles that follow it."""

    section: Section | None
    articles: list[Section] = field(default_factory=list)

    @property
    def words(self) -> str:
        """As printed: a blank after 第一章, none after 一、 and （一）."""
        if self.section is None:
            return ""
        blank = " " if self.section.label.endswith(("编", "章", "节", "条")) else ""
        return f"{self.section.label}{blank}{self.section.heading}"


def outline(sections: Iterable[Section]) -> list[Entry]:
    entries: list[Entry] = []
    for section in sections:
        if section.heading or not _ARTICLE.search(section.label):
            entries.append(Entry(section))
            continue
        if not entries:
            entries.append(Entry(None))
        entries[-1].articles.append(section)
    return entries
