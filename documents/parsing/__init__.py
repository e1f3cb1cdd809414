"""Text becomes a structured document: cleaned, outlined, described.

``parse(raw, facts)`` is the whole face. Nothing here knows Django.
"""
from .document import Evidence, ParsedDocument, ParsedSection

__all__ = ["Evidence", "ParsedDocument", "ParsedSection"]
