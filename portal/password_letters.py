"""Letters by which forgotten passwords are set anew: asked for in a request, sent by a worker.

A request writes the address down, and does not look whether it is an account's: how long it takes tells nothing.
"""
import logging
from collections.abc import Iterable
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from documents.models.querysets import lapsed
from portal.models import PasswordRequest

PAUSE = timedelta(minutes=10)  # between two letters to one address: nobody fills another's mailbox
LEASE = timedelta(minutes=2)  # for which a letter that could not be sent waits, and nobody else sends it
KEPT = timedelta(hours=1)  # in which a server that fails may be mended: then the person has asked somebody else
log = logging.getLogger(__name__)


class Letter(PasswordResetForm):
    """Django's form, whose letter raises where it cannot be sent."""

    def get_users(self, email: str) -> Iterable[User]:
        """Those who may enter the admin."""
        return [user for user in super().get_users(email) if user.is_staff]

    def send_mail(
        self, subject_template_name: str, email_template_name: str, context: dict[str, Any], from_email: str | None, to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        subject = " ".join(render_to_string(subject_template_name, context).split())
        EmailMessage(subject, render_to_string(email_template_name, context), from_email, [to_email]).send()


def ask(address: str) -> None:
    """Have a letter sent to ``address``, where it is an account's, and none was asked for in the last minutes."""
    request = PasswordRequest(address=address.lower()[:254], due_at=timezone.now())
    PasswordRequest.objects.bulk_create([request], ignore_conflicts=True)


def send_due(**_: object) -> None:
    """Send what was asked for; what the server does not take waits. What is over is forgotten."""
    now = timezone.now()
    PasswordRequest.objects.filter(Q(due_at=None, asked_at__lt=now - PAUSE) | Q(asked_at__lt=now - KEPT)).delete()
    if not settings.NOTICES_BY_MAIL:
        return
    for request in PasswordRequest.objects.filter(lapsed("due_at", now, LEASE)).order_by("due_at", "pk"):
        mine = PasswordRequest.objects.filter(pk=request.pk)
        if not mine.filter(due_at=request.due_at).update(due_at=timezone.now() + LEASE):
            continue  # another worker is sending it
        try:
            _send(request.address)
        except (SMTPException, OSError, ValueError):  # an address that is none, too
            log.exception("no letter for a new password could be sent")
            return  # the others would wait for the same server
        mine.update(due_at=None)


def _send(address: str) -> None:
    """The letter leads to the site's own address, not to a host that a request names."""
    letter = Letter({"email": address})
    if not letter.is_valid():
        return
    scheme, _, host = settings.ADDRESS.partition("://")
    letter.save(
        domain_override=host, use_https=scheme == "https", subject_template_name="admin/password_reset_subject.txt",
        email_template_name="admin/password_reset_letter.txt", extra_email_context={"site": settings.SITE.name},
    )
