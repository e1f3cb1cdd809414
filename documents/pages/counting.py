"""Counts that cost more with each document, kept until the corpus changes."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.cache import cache

from documents.models import Revision

SECONDS = 600  # at most: some counts change without a revision, as a better finder of citations changes those of reliance


def until_change(name: str, count: Callable[[], list[Any]]) -> list[Any]:
    """What ``count`` gives, or gave under this ``name`` since a document was changed last: numbers and keys alone, as whoever
    shows them looks again at what is public."""
    latest = Revision.objects.order_by("-pk").values_list("pk", flat=True).first()
    key = f"documents.counting.{latest}.{name}"
    found = cache.get(key)
    if found is None:
        found = count()
        cache.set(key, found, SECONDS)
    return found
