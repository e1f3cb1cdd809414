"""The titles of published documents, by what they are called in short."""
from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from math import log1p
from operator import or_

from django.db.models import Count, Q

from documents.models import Citation, Document
from documents.resolving.database import DatabaseLookups
from documents.vocabulary.kinds import RULES
from search.queries.short_titles import ShortTitles
from search.suggesting.timed_cache import TimedCache


def cited_by_title() -> dict[str, int]:
    """How many documents cite each title that any cites."""
    return dict(Citation.objects.filter(cited__isnull=False).order_by().values_list("cited__title").annotate(Count("citing", distinct=True)))


def _titles() -> Iterator[tuple[str, float]]:
    cited = cited_by_title()
    ends = reduce(or_, (Q(title__endswith=end) for end in ("法", *RULES)))
    for title in Document.objects.published().filter(ends).order_by().values_list("title", flat=True).distinct():
        yield title, log1p(cited.get(title, 0))


short_titles = TimedCache(lambda: ShortTitles(_titles(), DatabaseLookups().short_names()), seconds=600)


def titles_meant(text: str) -> tuple[str, ...]:
    """The titles that ``text`` is short for and that a published document has now, the likeliest first: of what each process keeps,
    some may have been withdrawn since. Those that editors have agreed on are public without a document."""
    kept = short_titles()
    titles = kept.meant(text)
    if not titles or kept.is_agreed(text):
        return titles
    published = set(Document.objects.published().filter(title__in=titles).order_by().values_list("title", flat=True))
    return tuple(title for title in titles if title in published)
