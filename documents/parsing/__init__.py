"""Text becomes a structured document: cleaned, outlined, described.

``parse(raw, facts, known_bodies)`` is the whole face; ``provisions(text, anchor)`` finds 款 and 项 in an article's text,
``with_their_parts`` gives each what lies under it,
``documents_in(raw)`` the documents in a file that holds several.
``known_bodies`` are the names of issuing bodies: the editors' registry, or ``seed_bodies()`` where there is none, and in
any case ``more_bodies()``. Nothing here knows Django.
"""
from .document import Evidence, InnerDocument, ParsedDocument, ParsedSection
from .metadata.bodies import more_bodies, seed_bodies
from .pipeline import documents_in, parse
from .provisions import Provision, provisions, with_their_parts

VERSION = 33
"""Raised when parsing comes to give other results, so that an import reads unchanged files again."""

__all__ = [
    "VERSION", "Evidence", "InnerDocument", "ParsedDocument", "ParsedSection", "Provision", "documents_in", "more_bodies", "parse", "provisions", "seed_bodies",
    "with_their_parts",
]
