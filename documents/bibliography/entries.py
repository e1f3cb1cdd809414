"""What an entry of a list of references says, before any style."""
from dataclasses import dataclass
from datetime import date
from enum import Enum


class EntryType(Enum):
    """By the names of the Citation Style Language: laws and papers of offices, and what reports or explains."""

    REGULATION = "regulation"
    WEBPAGE = "webpage"


@dataclass(frozen=True, kw_only=True)
class BibliographyEntry:
    """``locator``: the place in the text that is meant, 第十二条第二款; ``edition``: which of several texts of a work.

    ``url`` is the address where it was read, on the day ``accessed``; both are empty for what is on paper.
    """

    key: str
    title: str
    type: EntryType = EntryType.REGULATION
    authors: tuple[str, ...] = ()
    number: str = ""
    issued: date | None = None
    edition: str = ""
    locator: str = ""
    url: str = ""
    accessed: date | None = None
