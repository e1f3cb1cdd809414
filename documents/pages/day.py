"""The day that a page looks from: ``?on=2020-05-01``, else today. ``keep_day`` hands it on."""
from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from urllib.parse import urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode

from documents.vocabulary.ranges import iso_day, read_days

PARAM = "on"


class DayRequest(HttpRequest):
    """``day``: that the address names, where it is another than today."""

    day: date | None


def looks_from_a_day(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that finds the day in ``request.day``; what is no day is answered with status 400."""

    @wraps(view)
    def looking(request: DayRequest, *args: object, **kwargs: object) -> HttpResponse:
        asked = request.GET.get(PARAM, "").strip()
        day = read_day(asked)
        if asked and day is None:
            return render(request, "documents/no_day.html", {"asked": asked[:30]}, status=400)
        request.day = None if day == timezone.localdate() else day
        return view(request, *args, **kwargs)

    return looking


def read_day(text: str) -> date | None:
    """The one day that ``text`` names, as 2020-05-01 or 2020年5月1日.

    >>> read_day("2020年5月1日")
    datetime.date(2020, 5, 1)
    """
    days = read_days(text)
    return date.fromisoformat(iso_day(days.low)) if days and days.low and days.is_one else None


def day_of(request: HttpRequest | None) -> date:
    """The day that the page looks from."""
    return getattr(request, "day", None) or timezone.localdate()


def keep_day(address: str, day: date | None) -> str:
    """An address of the site, for the same ``day``.

    >>> keep_day("/documents/a/?sort=title#art-1", date(2020, 5, 1))
    '/documents/a/?sort=title&on=2020-05-01#art-1'
    """
    if day is None:
        return address
    parts = urlsplit(address)
    return urlunsplit(parts._replace(query="&".join(filter(None, [parts.query, urlencode({PARAM: day.isoformat()})]))))
