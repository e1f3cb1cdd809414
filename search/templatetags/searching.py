"""What searching adds to the pages of documents: the words that were looked for, marked; related documents."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from documents.models import Document
from search.pages.related import Related, related
from search.pages.results import MOST_MARKS
from search.text import line_breaks
from search.text.analyzers import normalise
from search.text.highlighting import mark_html, snippet

register = template.Library()


@dataclass(frozen=True)
class Marked:
    html: SafeString
    count: int
    words: tuple[str, ...]

    @property
    def places(self) -> range:
        return range(1, self.count + 1)


@register.simple_tag(takes_context=True)
def marked_words(context: Context, html: str) -> Marked:
    """Safe ``html`` with the words marked that the address names (``?mark=…``)."""
    marks = context["request"].GET.getlist("mark")[:MOST_MARKS] if "request" in context else []
    words = tuple(dict.fromkeys(word for word in (normalise(mark[:100]) for mark in marks) if word.strip()))
    marked, count = mark_html(html, words) if words else (html, 0)
    return Marked(line_breaks.break_headings(marked), count, words)


@register.filter
def with_breaks(title: str, fits: int = line_breaks.FITS) -> SafeString:
    """A title, or the safe HTML of one, whose lines break between words; one of at most ``fits`` characters stays whole."""
    return line_breaks.with_breaks(title, fits)


@register.simple_tag
def snippet_of(text: str, words: Sequence[str]) -> SafeString:
    """The part of ``text`` that holds most of ``words``, which are marked."""
    return snippet(text, tuple(normalise(word) for word in words))


@register.simple_tag
def related_documents(document: Document) -> list[Related]:
    return related(document)
