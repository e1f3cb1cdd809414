"""What stands in the links of letters: a key of ours, signed with the day, so that nobody else makes one."""
from __future__ import annotations

from datetime import timedelta

from django.core.signing import BadSignature, TimestampSigner

VALID = timedelta(days=3)
"""For how long a letter that asks can be answered. What ends letters is good as long as there are any."""


def to_confirm(key: str) -> str:
    return _signer("confirm").sign(key)


def confirming(token: str) -> str | None:
    """The key in a link that confirms; ``None`` where it is not ours, or too old."""
    return _key(_signer("confirm"), token, VALID)


def to_follows(key: str) -> str:
    return _signer("follows").sign(key)


def of_follows(token: str) -> str | None:
    """The key in a link to what an address follows; ``None`` where it is not ours.

    >>> of_follows(to_follows("a-key")), of_follows(to_confirm("a-key"))
    ('a-key', None)
    """
    return _key(_signer("follows"), token, None)


def _signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(salt=f"portal.alerts.{purpose}")


def _key(signer: TimestampSigner, token: str, valid: timedelta | None) -> str | None:
    try:
        return signer.unsign(token, max_age=valid)
    except BadSignature:
        return None
