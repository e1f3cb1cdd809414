"""One letter to a reader, and what became of it. No address is written to a log: what a server says of one names it."""
from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

REFUSED_WAITS = timedelta(hours=4)
"""Until a letter is tried again that was refused: a server may ask for patience, and is not to be pestered."""
log = logging.getLogger(__name__)


class Refused(Exception):
    """The server takes no letter for this address, or not this letter; others it may take."""


class Failed(Exception):
    """The server takes nothing now."""


def send(address: str, subject: str, body: str, headers: Mapping[str, str] | None = None, connection: BaseEmailBackend | None = None) -> None:
    """Raises ``Refused`` and ``Failed``."""
    headers = {"Auto-Submitted": "auto-generated", **(headers or {})}
    try:
        EmailMessage(subject, body, to=[address], headers=headers, connection=connection).send()
    except (SMTPRecipientsRefused, SMTPDataError, ValueError) as error:  # ``ValueError``: an address that is none
        _log(error)
        raise Refused from None
    except (SMTPException, OSError) as error:
        _log(error)
        raise Failed from None


def open_connection(connection: BaseEmailBackend) -> None:
    """Raises ``Failed``."""
    try:
        connection.open()
    except (SMTPException, OSError) as error:
        _log(error)
        raise Failed from None


def _log(error: Exception) -> None:
    code = error.smtp_code if isinstance(error, SMTPResponseException) else ""
    log.error("a letter to a reader could not be sent: %s %s", type(error).__name__, code)
