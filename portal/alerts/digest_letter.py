"""How a daily letter reads, and what mail programs are told of ending it (RFC 2369, RFC 8058)."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse

from portal.alerts import letters, links, subjects
from portal.alerts.news import Item, News
from portal.models import Followed, Subscriber

Told = Sequence[tuple[Followed, News]]


@dataclass(frozen=True)
class Section:
    """Of one list or search: what no section before it has told, how many of its documents one has, and how many are left to its page."""

    words: str
    address: str
    items: tuple[Item, ...]
    again: int
    left: int
    is_over: bool


def write(subscriber: Subscriber, told: Told, connection: BaseEmailBackend) -> None:
    """Send what is new to a subscriber. Raises what ``letters.send`` raises."""
    address = settings.ADDRESS + reverse("alerts", args=[links.to_follows(subscriber.key)])
    headers = {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Precedence": "bulk"}
    context = {"site": settings.SITE.name, "sections": list(_sections(told)), "address": address, "is_over": all(news.is_over for _, news in told)}
    body = render_to_string("portal/alerts/digest.txt", context)
    letters.send(subscriber.address, _subject(told), body, headers, connection)


def _subject(told: Told) -> str:
    total = sum(news.total for _, news in told)
    if len(told) == 1 and total:
        return f"{settings.SITE.name}：{total} 份新收录的文件"
    return f"{settings.SITE.name}：您订阅的内容有{'新收录的文件' if total else '变化'}"


def _sections(told: Told) -> Iterator[Section]:
    seen: set[int] = set()
    for followed, news in told:
        items = tuple(item for item in news.items if item.key not in seen)
        seen.update(item.key for item in items)
        address = settings.ADDRESS + subjects.path_of(followed.kind, followed.query)
        yield Section(followed.words, address, items, len(news.items) - len(items), news.total - len(news.items), news.is_over)
