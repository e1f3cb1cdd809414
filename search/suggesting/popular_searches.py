"""Popular searches: counted together, without anything of who searched.

A search is kept in the process's memory until the same text was searched for ``ENOUGH`` times; only then its count goes
to the database. What one person typed once is never stored.
"""
from __future__ import annotations

import threading
from collections import Counter

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from search.models import FrequentSearch

ENOUGH = 3
SUGGESTED_FROM = 5
_MOST_REMEMBERED = 5_000
_LONGEST = 30

_seen: Counter[str] = Counter()
_counting = threading.Lock()


def count(text: str) -> None:
    """Note that somebody searched for ``text`` and found something."""
    if not 2 <= len(text) <= _LONGEST:
        return
    with _counting:
        if len(_seen) >= _MOST_REMEMBERED:
            _seen.clear()
        _seen[text] += 1
        times = _seen.pop(text) if _seen[text] >= ENOUGH else 0
    if times and settings.INDEX_IN_BACKGROUND:  # a database that is busy must not keep the reader waiting
        threading.Thread(target=_store_in_thread, args=(text, times), name="popular-searches").start()
    elif times:
        _store(text, times)


def _store_in_thread(text: str, times: int) -> None:
    try:
        _store(text, times)
    finally:
        connection.close()


def _store(text: str, times: int) -> None:
    try:
        with transaction.atomic():
            found, _ = FrequentSearch.objects.get_or_create(text=text)
            FrequentSearch.objects.filter(pk=found.pk).update(count=F("count") + times)
    except DatabaseError:  # no page fails for a count
        pass


def reset() -> None:
    """Drop what was counted and not stored: for tests."""
    _seen.clear()
