"""What an index holds of a document, as plain values: what every engine is given."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Passage:
    """A passage of text with an address. ``anchor`` ``""`` is the document's own text outside its sections.

    ``heading``: its own heading, ``path``: the headings above it. ``text``: all that is printed of it, heading
    included.
    """

    anchor: str
    text: str
    heading: str = ""
    path: str = ""


@dataclass(frozen=True)
class IndexEntry:
    """One document. ``date``: ``YYYYMMDD`` or 0; first passage: anchor ``""``.

    ``values``: exact values by filter (``documents.filters``); beside them ``number``, ``slug``, each ``name`` by which others cite it, what
    it ``cites``, by such names, and which ``edition_of`` a work it is: ``YYYYMMDD`` of the days on which it
    begins and was issued, and the work's key.
    """

    document_id: int
    title: tuple[str, ...]
    passages: tuple[Passage, ...]
    number: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    date: int = 0
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """Differs whenever anything that is indexed differs."""
        content = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
