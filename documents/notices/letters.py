"""Notices become letters: one for each person, with all that waits for them."""
from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.utils import timezone

from documents.models import Notice
from documents.models.querysets import lapsed

LEASE = timedelta(minutes=10)  # for which a letter that could not be sent waits, and nobody else sends it
KEPT = timedelta(days=7)  # in which a server that fails may be mended
MOST_LINES = 50
log = logging.getLogger(__name__)


def send_due() -> int:
    """Send what waits; → how many letters. A notice may come twice where this is killed between sending and saying so."""
    now = timezone.now()
    Notice.objects.filter(Q(created_at__lt=now - KEPT) | Q(recipient__is_active=False) | Q(recipient__is_staff=False)).delete()
    free = Q(leased_until=None) | lapsed("leased_until", now, LEASE)
    people = list(Notice.objects.filter(free).order_by("recipient").values_list("recipient", flat=True).distinct())
    if not people:
        return 0
    connection = get_connection()
    try:
        connection.open()
    except (SMTPException, OSError):
        log.exception("the server for e-mail did not answer")
        return 0
    try:
        return sum(_send(person, free, connection) for person in people)
    finally:
        connection.close()


def _send(person: int, free: Q, connection: object) -> bool:
    notices = list(Notice.objects.filter(free, recipient=person).order_by("pk"))
    mine = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    if not notices or mine.filter(free).update(leased_until=timezone.now() + LEASE) < len(notices):
        return False  # another worker is sending them
    address = get_user_model().objects.values_list("email", flat=True).get(pk=person)
    headers = {"Auto-Submitted": "auto-generated"}
    subject = f"{settings.SITE.name}：{len(notices)} 条通知" if len(notices) > 1 else f"{settings.SITE.name}：{notices[0].text}"
    try:
        EmailMessage(_line(subject), _body(notices), to=[address], headers=headers, connection=connection).send()
    except (SMTPException, OSError, ValueError):  # an address that is none, too
        log.exception("no letter could be sent to the account %s", person)
        return False
    mine.delete()
    return True


def _line(subject: str) -> str:
    return subject if len(subject) <= 80 else f"{subject[:80]}…"


def _body(notices: Sequence[Notice]) -> str:
    lines = [f"{notice.text}\n{settings.ADDRESS}{notice.path}" for notice in notices[:MOST_LINES]]
    if left := len(notices) - MOST_LINES:
        lines += [f"另有 {left} 条，请登录查看。"] if left > 0 else []
    return "\n\n".join([*lines, f"{settings.SITE.name}自动发出，请勿回复。不再想收到：请管理员从您的账号中去掉电子邮件地址。"])
