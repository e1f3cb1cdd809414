"""Cross-references: found in text, resolved against the corpus, shown as links.

    find(markdown)                                  what is cited where
    resolve(mentions, citing, lookups)              which work each mention means, and what that is in the corpus
    choose(reference, provision, lookups, facts)    what a work is in the corpus

All are pure; ``Lookups`` says what they need to know of the corpus.
"""
from .choose import choose
from .find import find
from .mentions import Mention
from .resolve import resolve
from .titles import title_key
from .works import CitingDocument, CitingFacts, HeldDocument, Lookups, Outcome, Reference, Resolved

VERSION = 28
"""Raised when citations come to be found or resolved otherwise, so that ``reread_documents`` reaches what is stored."""

__all__ = [
    "CitingDocument", "CitingFacts", "HeldDocument", "Lookups", "Mention", "Outcome", "Reference", "Resolved",
    "choose", "find", "resolve", "title_key",
]
