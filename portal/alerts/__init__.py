"""Alerts: what is new in a list or a search, by e-mail, for readers; where a server for e-mail is set.

    subjects    what can be followed: a list or a search, by the parameters of its address
    asking      somebody wants letters at an address: written down by a request, limited, forgotten after days
    confirming  the letters that ask whether it was the address's owner, sent by a worker
    subscribing what a confirmed address follows, and how that ends
    news        what is new in each, looked for once for all who follow it
    digests     the daily letters, sent by a worker
    letters     one letter, and what became of it
    links       what stands in the links of letters, and nobody else can make
    pages       forms and pages of readers; ``desk``: what administrators see

``send_due`` is what a worker does every minute.
"""
from django.conf import settings


def send_due(**_: object) -> None:
    """Send the letters that are due, and forget what was never confirmed."""
    from portal.alerts import asking, confirming, digests  # when all models are there

    asking.forget_old()
    if settings.NOTICES_BY_MAIL:
        confirming.send_due()
        digests.send_due()
