"""The counts of the index, for lists and the home page: they cost the same in a small corpus and in a large one."""
from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress

from django.db.models import Exists
from django.utils import timezone

from documents import filters
from documents.counts import Chosen, Kept
from search import engine
from search.answering import narrowed_to
from search.backends.errors import IndexUnavailable, TooManySearches
from search.models import IndexedDay, PendingUpdate
from search.plan import All, Plan


def indexed(chosen: Chosen, names: Collection[str] = ()) -> Kept | None:
    """What the index counts under ``chosen``, of the filters ``names`` or of all; ``None`` where it is behind the database, or cannot be asked at once."""
    with suppress(IndexUnavailable, TooManySearches):
        known = engine.fields()
        if known.issuperset(chosen) and _is_up_to_date():
            counted = tuple(declared.name for declared in filters.FILTERS if declared.is_counted and declared.name in known and (not names or declared.name in names))
            chosen_of = {name: narrowed_to(name, values) for name, values in chosen.items()}
            hits = engine.search(Plan(All(), filters=chosen_of, facets=counted, stop=0))
            return None if hits.partial else Kept(hits.facets, hits.total)
    return None


def _is_up_to_date() -> bool:
    """Whether no change waits for the index, and what it holds of 时效 is of today; by one query."""
    return IndexedDay.objects.filter(~Exists(PendingUpdate.objects.all()), day=timezone.localdate()).exists()
