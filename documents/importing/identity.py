"""Is this document here already, and is it here under another name?

One document is one title at one date (laws have a version a date), or one 发文字号 with one title. The same text
under other facts is a duplicate, and is never stored twice in silence.
"""
import re
from functools import lru_cache
from hashlib import sha256

from documents.models import Document
from documents.parsing import ParsedDocument

_NOT_TEXT = re.compile(r"[\W_]+")


@lru_cache(maxsize=1)  # asked twice of each text: to compare it, and to store it
def text_hash(markdown: str) -> str:
    """SHA-256 of the words alone: layout, punctuation and Markdown do not make another text."""
    return sha256(_NOT_TEXT.sub("", markdown).encode()).hexdigest()


def same_document(parsed: ParsedDocument) -> Document | None:
    """The stored document that ``parsed`` is an edition of: what an import updates."""
    candidates = Document.objects.filter(title=parsed.title).order_by("pk")
    if parsed.number:
        by_number = candidates.filter(number=parsed.number).first()
        if by_number:
            return by_number
    undecided = candidates.filter(issued_on=parsed.issued_on)
    if parsed.number:
        undecided = undecided.filter(number="")
    if not parsed.issued_on:
        undecided = undecided.filter(published_on=parsed.published_on)
    return undecided.first()


def same_text(parsed: ParsedDocument, but: Document | None) -> Document | None:
    """Another document with the very words of ``parsed``."""
    others = Document.objects.filter(text_hash=text_hash(parsed.markdown)).order_by("pk")
    return others.exclude(pk=but.pk if but else None).first()


def same_number(parsed: ParsedDocument, but: Document | None) -> Document | None:
    """Another document that bears the 发文字号 of ``parsed``."""
    if not parsed.number:
        return None
    return Document.objects.filter(number=parsed.number).exclude(pk=but.pk if but else None).first()
