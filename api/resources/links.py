"""Addresses of this site that stand in answers, and may be asked with in their turn."""
from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, get_script_prefix, resolve


class Place(NamedTuple):
    """``anchor``: of a section or provision, or empty."""

    slug: str
    anchor: str


def place_of(text: str) -> Place | None:
    """The document, and the place in it, to which an address leads; ``None`` for what is no address of a document.

    >>> place_of("https://wenlan.example.org/documents/甲法/#art-3")
    Place(slug='甲法', anchor='art-3')
    """
    text = text.strip()
    if not text.startswith(("http://", "https://", "/")):
        return None
    try:
        parts = urlsplit(text)
        found = resolve("/" + unquote(parts.path).removeprefix(get_script_prefix()))
    except (ValueError, Resolver404):
        return None
    return Place(found.kwargs["slug"], unquote(parts.fragment)) if found.view_name == "documents:document" else None
