"""The letters that ask whether it was the owner of an address who wants letters."""
from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from documents.models.querysets import lapsed
from portal.alerts import letters, links, subjects
from portal.alerts.asking import DAY
from portal.models import AlertRequest

LEASE = timedelta(minutes=10)  # for which a letter that could not be sent waits, and nobody else sends it
PAUSE = timedelta(minutes=10)  # between two letters of the same question
TO_MAILBOX = 5
"""Letters that a mailbox gets in a day, whoever asked for them."""
AT_ONCE = 100


def send_due() -> int:
    """Send what was asked for; what the server does not take waits. → how many letters."""
    now, sent = timezone.now(), 0
    for request in AlertRequest.objects.filter(lapsed("due_at", now, letters.REFUSED_WAITS)).order_by("due_at", "pk")[:AT_ONCE]:
        mine = AlertRequest.objects.filter(pk=request.pk)
        if not mine.filter(due_at=request.due_at).update(due_at=timezone.now() + LEASE):
            continue  # another worker is sending it
        if _is_one_too_many(request, now):
            mine.update(due_at=None)
            continue
        try:
            _send(request)
        except letters.Refused:
            mine.update(due_at=now + letters.REFUSED_WAITS)
            continue
        except letters.Failed:
            return sent
        mine.update(due_at=None, sent_at=timezone.now())
        sent += 1
    return sent


def _is_one_too_many(request: AlertRequest, now: datetime) -> bool:
    sent = AlertRequest.objects.filter(mailbox=request.mailbox, sent_at__gt=now - DAY)
    same = sent.filter(address=request.address, kind=request.kind, query=request.query, sent_at__gt=now - PAUSE)
    return sent.count() >= TO_MAILBOX or same.exists()


def _send(request: AlertRequest) -> None:
    """What is searched for is told behind the link only: else anybody could have any words sent to anybody."""
    is_search = request.kind == subjects.Kind.SEARCH.value
    address = settings.ADDRESS + reverse("alert_confirm", args=[links.to_confirm(request.key)])
    what = "一次检索" if is_search else subjects.read_again(request.kind, request.query).words
    body = render_to_string("portal/alerts/confirm.txt", {"site": settings.SITE.name, "what": what, "address": address, "days": links.VALID.days})
    letters.send(request.address, f"{settings.SITE.name}：请确认邮件订阅", body)
