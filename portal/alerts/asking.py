"""Somebody wants letters at an address. A request writes that down and looks for nothing: how long it takes tells nothing.

Strangers cannot use the site to fill a mailbox, to write to many, or to have words of theirs sent: so many letters go to a mailbox
in a day, so many are asked for by one visitor and by all, and no letter that was not confirmed has a searcher's words in it.
"""
from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.alerts import links
from portal.alerts.subjects import Subject
from portal.client_ip import client_ip
from portal.fair_use import OWN, network
from portal.models import AlertRequest

DAY = timedelta(days=1)
KEPT = links.VALID + DAY  # a letter may have waited for its server for a day
BY_VISITOR, BY_ALL = 20, 2_000
"""Letters that one visitor, and all of them, may ask for in a day."""


class TooMany(Exception):
    """Of the visitor or of all; the mailbox has no part in it."""


def ask(address: str, subject: Subject, request: HttpRequest) -> None:
    """Have a letter sent to ``address`` that asks whether it wants to follow ``subject``. Raises ``TooMany``."""
    now, visitor = timezone.now(), _visitor(request)
    asked = AlertRequest.objects.filter(asked_at__gt=now - DAY)
    if asked.count() >= BY_ALL or visitor and asked.filter(visitor=visitor).count() >= BY_VISITOR:
        raise TooMany
    address = address.lower()
    AlertRequest.objects.create(
        address=address, mailbox=mailbox(address), kind=subject.kind.value, query=subject.query, visitor=visitor, due_at=now,
    )


def mailbox(address: str) -> str:
    """Where letters to an address arrive, as far as anybody can tell.

    >>> mailbox("reader+education@example.cn")
    'reader@example.cn'
    """
    name, _, host = address.rpartition("@")
    return f"{name.partition('+')[0]}@{host}"


def found(token: str) -> AlertRequest | None:
    """What the link of a letter confirms, while it is good."""
    key = links.confirming(token)
    return AlertRequest.objects.filter(key=key).first() if key else None


def forget_old() -> None:
    """Addresses that were never confirmed are nobody's business, and those that were are kept elsewhere."""
    now = timezone.now()
    AlertRequest.objects.filter(Q(due_at__isnull=False, asked_at__lt=now - DAY) | Q(asked_at__lt=now - KEPT)).delete()


def _visitor(request: HttpRequest) -> str:
    """What stands for the visitor's address for some days; nothing for this machine's own, which may be everybody's."""
    client = network(client_ip(request))
    return "" if client in OWN else salted_hmac("portal.alerts.visitor", client, algorithm="sha256").hexdigest()[:32]
