"""Cross-references: found in text, resolved against the corpus, shown as links.

``find(markdown)`` tells what is cited where, ``resolve(mentions, citing, lookups)`` what is meant by it.
"""
from .find import find
from .mentions import Mention
from .resolve import resolve
from .titles import title_key
from .works import CitingDocument, HeldDocument, Lookups, Reference, Resolved

__all__ = ["CitingDocument", "HeldDocument", "Lookups", "Mention", "Reference", "Resolved", "find", "resolve", "title_key"]
