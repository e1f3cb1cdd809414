"""The face of search for the rest of the site: a plan in, hits out."""
from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b

from django.conf import settings
from django.db import DatabaseError
from django.dispatch import Signal
from haystack import connections

from .backends.errors import IndexUnavailable, IndexUnreachable, TooManySearches
from .indexing import upkeep
from .plan import Hits, Plan, Words
from .text import analyzers

__all__ = ["IndexUnavailable", "TooManySearches", "fields", "generation", "is_answering", "search", "searched", "warm_up"]

DEADLINE = 2.0  # seconds
PATIENCE = 0.1  # seconds that a search waits for its turn
CACHE_SIZE = 256

searched = Signal()
"""Sent after each search with its ``outcome`` (``answered``, ``partial`` where the deadline came first, ``refused``, ``unavailable``)
and its ``seconds``."""

_turns = threading.BoundedSemaphore(settings.SEARCHES_AT_ONCE)
_cache: OrderedDict[tuple, Hits] = OrderedDict()
_cache_lock = threading.Lock()


def search(plan: Plan) -> Hits:
    """Execute a plan, or return its cached hits while the index is the same.

    Raises ``IndexUnavailable`` (say that search is being restored; the rest of the site goes on) and
    ``TooManySearches`` (status 503). Documents withdrawn a moment ago may still be among the hits: show only what
    ``Document.objects.published()`` has.
    """
    engine = connections["default"].get_backend()
    upkeep.resume_pending()
    start, outcome = time.monotonic(), "unavailable"
    try:
        with _recovery():
            key = (engine.generation(), _digest(plan))
            hits = _cached(key) or _store(key, _in_turn(lambda: engine.run(plan, DEADLINE)))
        outcome = "partial" if hits.partial else "answered"
        return hits
    except TooManySearches:
        outcome = "refused"
        raise
    finally:
        searched.send(None, outcome=outcome, seconds=time.monotonic() - start)


def is_answering() -> bool:
    """Whether the index answers a search now, and not from what was kept; one that waits for its turn is one that answers."""
    try:
        with _recovery():
            _in_turn(lambda: connections["default"].get_backend().run(Plan(Words("国家"), stop=1), DEADLINE))
    except TooManySearches:
        return True
    except IndexUnavailable:
        return False
    return True


def fields() -> frozenset[str]:
    """The fields of exact values that the index has: one that was built before a filter was declared does not have it.

    Raises ``IndexUnavailable``.
    """
    with _recovery():
        return connections["default"].get_backend().fields()


def generation() -> str:
    """Another one whenever results may differ. Raises ``IndexUnavailable``."""
    with _recovery():
        return connections["default"].get_backend().generation()


@contextmanager
def _recovery() -> Iterator[None]:
    """Have a missing or damaged index built anew, and one that does not answer waited for."""
    try:
        yield
    except IndexUnreachable:
        raise
    except IndexUnavailable:
        upkeep.recover()
        raise


def warm_up() -> None:
    """Load dictionary and index before the first search, and take up what a killed process left undone."""
    analyzers.warm_up()
    # What is missing is being built by now, or the database has yet to be made.
    with suppress(IndexUnavailable, DatabaseError):
        search(Plan(Words("国家")))


def _in_turn(run: Callable[[], Hits]) -> Hits:
    """Searches never use up all the threads of a process: the pages that need none go on."""
    if not _turns.acquire(timeout=PATIENCE):
        raise TooManySearches
    try:
        return run()
    finally:
        _turns.release()


def _digest(plan: Plan) -> bytes:
    """What stands for a plan in the cache: a plan may name as many documents as there are."""
    return blake2b(repr(plan).encode()).digest()


def _cached(key: tuple) -> Hits | None:
    with _cache_lock:
        if key in _cache:
            _cache.move_to_end(key)
        return _cache.get(key)


def _store(key: tuple, hits: Hits) -> Hits:
    if not hits.partial:
        with _cache_lock:
            _cache[key] = hits
            if len(_cache) > CACHE_SIZE:
                _cache.popitem(last=False)
    return hits
