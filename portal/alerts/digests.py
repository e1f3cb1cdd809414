"""The daily letters: what is new in all that an address follows, in one letter; nothing new, no letter.

A run ends after some seconds and goes on a minute later: how far it is stands in the rows. What a killed process has sent and not
noted is sent once more; what no server takes waits, and the next letter tells all of it.
"""
from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from documents.models.querysets import lapsed
from portal.alerts import letters, subscribing
from portal.alerts.digest_letter import write
from portal.alerts.news import Newest, News, Unavailable
from portal.models import Subscriber, Subscription

FROM_HOUR = 7
"""Before it nobody is written to."""
PATIENT_UNTIL = 12
"""The hour until which a letter waits for an index that does not answer; then it goes without what is searched for, which is told another day."""
SECONDS = 15.0
"""For which a run goes on: its worker reads uploads too."""
AT_ONCE = 100
LEASE = timedelta(minutes=10)  # for which a letter that could not be sent waits, and nobody else sends it
REFUSED_FOR = timedelta(days=14)
"""An address that refuses letters for so long, while others take them, is forgotten."""


def send_due(now: datetime | None = None, seconds: float = SECONDS) -> int:
    """Send the letters of the day of which some are due; → how many. ``now``: for tests."""
    now = timezone.localtime(now)
    return _Run(now, time.monotonic() + seconds).go() if now.hour >= FROM_HOUR else 0


@dataclass
class _Run:
    now: datetime
    ends_at: float
    newest: Newest = field(init=False)
    connection: BaseEmailBackend | None = None
    sent: int = 0

    def __post_init__(self) -> None:
        self.newest = Newest(self.now.date() - timedelta(days=1))

    def go(self) -> int:
        # What was told on days that a clock was ahead by will be told on those days once more, rather than never.
        Subscription.objects.filter(told_until__gt=self.newest.until).update(told_until=self.newest.until)
        try:
            while (batch := list(self._waiting()[:AT_ONCE])) and time.monotonic() < self.ends_at:
                self._serve_all(batch)
        except letters.Failed:
            pass  # the others would wait for the same server
        finally:
            if self.connection:
                self.connection.close()
        return self.sent

    def _waiting(self) -> QuerySet[Subscriber]:
        free = Q(leased_until=None) | lapsed("leased_until", self.now, letters.REFUSED_WAITS)
        unwritten = Q(written_on=None) | ~Q(written_on=self.now.date())
        behind = Subscription.objects.filter(told_until__lt=self.newest.until)
        return Subscriber.objects.filter(free, unwritten, pk__in=behind.values("subscriber")).order_by("pk")

    def _serve_all(self, subscribers: Sequence[Subscriber]) -> None:
        behind = Subscription.objects.filter(subscriber__in=subscribers, told_until__lt=self.newest.until)
        rows = behind.select_related("followed", "subscriber").order_by("subscriber", "pk")
        quiet: list[int] = []
        try:
            for subscriber, subscriptions in groupby(rows, key=lambda row: row.subscriber):
                if time.monotonic() >= self.ends_at:
                    return
                quiet += self._serve(subscriber, list(subscriptions))
        finally:
            self._note(quiet)

    def _serve(self, subscriber: Subscriber, subscriptions: Sequence[Subscription]) -> list[int]:
        """→ the keys of those in which there is nothing new, where there is no letter that notes it."""
        found = dict(self._found(subscriptions))
        is_missing = len(found) < len(subscriptions)
        if is_missing and self.now.hour < PATIENT_UNTIL or is_missing and not any(found.values()):
            Subscriber.objects.filter(pk=subscriber.pk).update(leased_until=self.now + LEASE)
            return []
        if any(found.values()):
            self._write(subscriber, found)
            return []
        return [subscription.pk for subscription in found]

    def _found(self, subscriptions: Sequence[Subscription]) -> Iterator[tuple[Subscription, News]]:
        for subscription in subscriptions:
            try:
                yield subscription, self.newest.of(subscription.followed, subscription.told_until)
            except Unavailable:
                continue

    def _write(self, subscriber: Subscriber, found: Mapping[Subscription, News]) -> None:
        mine = Subscriber.objects.filter(pk=subscriber.pk)
        if not self._waiting().filter(pk=subscriber.pk).update(leased_until=self.now + LEASE):
            return  # another worker is writing to it, or has written
        told = [(subscription.followed, news) for subscription, news in found.items() if news]
        try:
            write(subscriber, told, self._connected())
        except letters.Refused:
            self._refused(subscriber)
            return
        self.sent += 1
        with transaction.atomic():
            mine.update(leased_until=None, written_on=self.now.date(), refused_since=None)
            self._note([subscription.pk for subscription in found])
            if over := [subscription.pk for subscription, news in found.items() if news.is_over]:
                subscribing.end(subscriber, *over)

    def _refused(self, subscriber: Subscriber) -> None:
        """A server that refuses everybody is wrongly set; it says nothing of an address."""
        today = self.now.date()
        since = subscriber.refused_since or today
        if today - since >= REFUSED_FOR and Subscriber.objects.filter(written_on=today).exists():
            subscribing.end(subscriber)
        else:
            Subscriber.objects.filter(pk=subscriber.pk).update(refused_since=since, leased_until=self.now + letters.REFUSED_WAITS)

    def _note(self, keys: Sequence[int]) -> None:
        Subscription.objects.filter(pk__in=keys).update(told_until=self.newest.until)

    def _connected(self) -> BaseEmailBackend:
        if self.connection is None:
            connection = get_connection()
            letters.open_connection(connection)
            self.connection = connection
        return self.connection
