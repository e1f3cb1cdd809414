"""Text becomes a structured document: cleaned, outlined, described.

``parse(raw, facts)`` is the whole face; ``provisions(text, anchor)`` finds 款 and 项 in an article's text. Nothing here
knows Django.
"""
from .document import Evidence, ParsedDocument, ParsedSection
from .pipeline import parse
from .provisions import Provision, provisions

VERSION = 7
"""Raised when parsing comes to give other results, so that an import reads unchanged files again."""

__all__ = ["VERSION", "Evidence", "ParsedDocument", "ParsedSection", "Provision", "parse", "provisions"]
