"""What every index holds of a document and of its passages, whichever engine keeps it."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from documents import filters


@dataclass(frozen=True)
class TextField:
    """``level``: whose field it is. ``exact``: substrings of it are found, which costs space."""

    level: Literal["document", "section"]
    exact: bool = True


TEXT_FIELDS = {
    "title": TextField("document"),
    "number": TextField("document"),
    "body": TextField("document"),
    "heading": TextField("section", exact=False),
    "path": TextField("section", exact=False),
    "text": TextField("section"),
}
EXACT_FIELDS = tuple(name for name, field in TEXT_FIELDS.items() if field.exact)
DOCUMENT_FIELDS = tuple(name for name, field in TEXT_FIELDS.items() if field.level == "document")
SECTION_FIELDS = tuple(name for name, field in TEXT_FIELDS.items() if field.level == "section")

IDENTIFIERS = ("number", "slug", "name", "cites", "edition_of")
"""Fields of exact values beside those of filters: identifiers, what a document is cited by and what it cites, and which
edition of a work it is."""


def value_fields() -> frozenset[str]:
    """Fields of exact values that an index has which is built now."""
    return frozenset((*filters.by_name(), *IDENTIFIERS))
