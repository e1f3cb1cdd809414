"""What an address follows once its owner has said so, and how that ends. Where nothing is followed any more, nothing is kept."""
from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from portal.alerts import subjects
from portal.models import AlertRequest, Followed, Subscriber, Subscription

MOST = 50
"""Lists and searches that one address follows."""


class TooMuch(Exception):
    """The address follows as many as it may."""


@transaction.atomic
def confirm(asked: AlertRequest) -> Subscriber:
    """The address of ``asked`` follows what was asked for; twice is once. What is collected from today on is told. Raises ``TooMuch``."""
    words = subjects.read_again(asked.kind, asked.query).words
    followed, _ = Followed.objects.select_for_update().get_or_create(
        digest=subjects.digest(asked.kind, asked.query), defaults={"kind": asked.kind, "query": asked.query, "words": words},
    )
    subscriber, _ = Subscriber.objects.select_for_update().get_or_create(address=asked.address)
    others = subscriber.subscriptions.exclude(followed=followed)
    if others.count() >= MOST:
        raise TooMuch
    yesterday = timezone.localdate() - timedelta(days=1)
    Subscription.objects.get_or_create(subscriber=subscriber, followed=followed, defaults={"told_until": yesterday})
    return subscriber


@transaction.atomic
def end(subscriber: Subscriber, *keys: int) -> None:
    """End the subscriptions of these ``keys``, or all; an address that follows nothing any more is forgotten."""
    ended = subscriber.subscriptions.filter(pk__in=keys) if keys else subscriber.subscriptions.all()
    followed = list(Followed.objects.select_for_update().filter(pk__in=ended.values("followed")))
    Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
    ended.delete()
    Followed.objects.filter(pk__in=[one.pk for one in followed], subscriptions=None).delete()
    Subscriber.objects.filter(pk=subscriber.pk, subscriptions=None).delete()


def forget(address: str) -> bool:
    """Forget an address at once, whatever it follows or was asked for; → whether it was known."""
    address = address.lower()
    asked, _ = AlertRequest.objects.filter(address=address).delete()
    subscriber = Subscriber.objects.filter(address=address).first()
    if subscriber:
        end(subscriber)
    return bool(asked or subscriber)
