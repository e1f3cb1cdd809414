"""Popular searches, and those in vain: counted together, without anything of who searched.

A search is kept in the process's memory until the same text was searched for ``ENOUGH`` times; only then its count goes
to the database. What one person typed once is never stored.
"""
from __future__ import annotations

import threading
from collections import Counter

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from search.models import CountedSearch, FrequentSearch, MissedSearch

ENOUGH = 3
SUGGESTED_FROM = 5
_MOST_REMEMBERED = 5_000
_LONGEST = 30

_seen: Counter[tuple[type[CountedSearch], str]] = Counter()
_counting = threading.Lock()


def count(text: str) -> None:
    """Note that somebody searched for ``text`` and found something."""
    _count(FrequentSearch, text)


def count_missed(text: str) -> None:
    """Note that somebody searched for ``text``, and no text had all of its words."""
    _count(MissedSearch, text)


def _count(model: type[CountedSearch], text: str) -> None:
    if not 2 <= len(text) <= _LONGEST:
        return
    key = model, text
    with _counting:
        if len(_seen) >= _MOST_REMEMBERED:
            _seen.clear()
        _seen[key] += 1
        times = _seen.pop(key) if _seen[key] >= ENOUGH else 0
    if times and settings.INDEX_IN_BACKGROUND:  # a database that is busy must not keep the reader waiting
        threading.Thread(target=_store_in_thread, args=(*key, times), name="popular-searches").start()
    elif times:
        _store(*key, times)


def _store_in_thread(model: type[CountedSearch], text: str, times: int) -> None:
    try:
        _store(model, text, times)
    finally:
        connection.close()


def _store(model: type[CountedSearch], text: str, times: int) -> None:
    try:
        with transaction.atomic():
            found, _ = model._default_manager.get_or_create(text=text)
            model._default_manager.filter(pk=found.pk).update(count=F("count") + times)
    except DatabaseError:  # no page fails for a count
        pass


def reset() -> None:
    """Drop what was counted and not stored: for tests."""
    _seen.clear()
