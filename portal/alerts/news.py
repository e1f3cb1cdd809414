"""What is new in lists and searches: what was collected on the days that were not told of yet, and is published now."""
from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from documents import filters
from documents.models import Document
from documents.models.querysets import DocumentQuerySet
from documents.pages.filtering import chosen_values
from documents.pages.listing import narrowed
from documents.pages.permalinks import short_path
from documents.vocabulary.enums import Validity
from portal.alerts import subjects
from portal.models import Followed
from search.engine import IndexUnavailable, TooManySearches
from search.pages.following import found_among

MOST = 10
"""Documents of one list or search that a letter tells of."""
DAYS_LOST = 30
"""For so long it is waited whether a heading that has no document any more has one again."""
REMEMBERED = 500


class Unavailable(Exception):
    """The index does not answer now."""


@dataclass(frozen=True)
class Item:
    """A document as letters tell it."""

    key: int
    title: str
    facts: str
    address: str


@dataclass(frozen=True)
class News:
    """``total`` documents, of which letters tell ``items``; ``is_over``: the subject is none any more, and this is told."""

    total: int = 0
    items: tuple[Item, ...] = ()
    is_over: bool = False

    def __bool__(self) -> bool:
        return bool(self.total) or self.is_over


NOTHING = News()


class Newest:
    """What is new until the end of the day ``until``; each subject is looked for once for all who follow it since the same day."""

    def __init__(self, until: date) -> None:
        self.until = until
        self._collected: dict[date, list[int]] = {}
        self._news: OrderedDict[tuple[int, date], News] = OrderedDict()

    def of(self, followed: Followed, since: date) -> News:
        """What was collected after the day ``since``. Raises ``Unavailable``."""
        key = (followed.pk, since)
        if key not in self._news:
            self._news[key] = self._look(followed, since)
            if len(self._news) > REMEMBERED:
                self._news.popitem(last=False)
        self._news.move_to_end(key)
        return self._news[key]

    def _look(self, followed: Followed, since: date) -> News:
        subject = subjects.read_again(followed.kind, followed.query)
        lost_since = None if subject.is_whole else followed.lost_since or self.until
        words = subject.words if subject.is_whole else followed.words
        if (lost_since, words) != (followed.lost_since, followed.words):
            Followed.objects.filter(pk=followed.pk).update(lost_since=lost_since, words=words)
        if lost_since:
            return News(is_over=self.until - lost_since >= timedelta(days=DAYS_LOST))
        if not self._keys(since):
            return NOTHING
        return self._in_search(subject, since) if subject.kind is subjects.Kind.SEARCH else self._in_list(subject, since)

    def _in_list(self, subject: subjects.Subject, since: date) -> News:
        chosen, _ = chosen_values(subject.params, filters.FILTERS)
        found = narrowed(self._new(since), filters.FILTERS, chosen)
        total = found.count()
        return News(total, tuple(map(_item, found.newest_collected().for_listing()[:MOST]))) if total else NOTHING

    def _in_search(self, subject: subjects.Subject, since: date) -> News:
        try:
            total, documents = found_among(subject.params, self._keys(since), MOST)
        except (IndexUnavailable, TooManySearches):
            raise Unavailable from None
        return News(total, tuple(map(_item, documents))) if documents else NOTHING

    def _keys(self, since: date) -> list[int]:
        if since not in self._collected:
            self._collected[since] = list(self._new(since).order_by().values_list("pk", flat=True))
        return self._collected[since]

    def _new(self, since: date) -> DocumentQuerySet:
        first, after = (timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) for day in (since, self.until))
        return Document.objects.published().filter(collected_at__gte=first, collected_at__lt=after)


def _item(document: Document) -> Item:
    bodies = "、".join(signature.signed_as for signature in document.signatures.all())
    day, status = document.sort_date, document.status
    told = "" if status.validity is Validity.UNMARKED else status.label
    facts = (bodies, document.number, f"{day.year}年{day.month}月{day.day}日" if day else "", told)
    return Item(document.pk, document.title, "　".join(filter(None, facts)), settings.ADDRESS + short_path(document))
