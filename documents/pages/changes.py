"""What changed in a week: what was collected, what came into force, what was repealed or amended; and what lies ahead."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.models import Document, StatusEvent
from documents.models.querysets import DocumentQuerySet
from documents.pages.day import read_day
from documents.status import ENDINGS
from documents.vocabulary.enums import Validity

WEEK = timedelta(days=6)
AHEAD = timedelta(days=30)
EARLIEST = date(1900, 1, 1)
MOST = 100
"""Changes of each kind that the page shows."""
COLLECTED_A_PAGE = 20


@dataclass(frozen=True)
class Change:
    """On a day ``document`` begins to hold, or becomes what ``label`` says, by the words of ``proof``."""

    on: date
    label: str
    document: Document
    proof: str = ""


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The seven days until ``?until=2026-11-29``, by default until today."""
    today = timezone.localdate()
    until = max(min(read_day(request.GET.get("until", "").strip()) or today, today), EARLIEST)
    first = until - WEEK
    context = {
        "first": first, "until": until, "is_current": until == today,
        "before": first - timedelta(days=1) if _anything_before(first) else None, "after": min(until + WEEK + timedelta(days=1), today),
        **_collected(request, first, until), "changes": changes(first, until),
        "ahead": changes(today + timedelta(days=1), today + AHEAD) if until == today else [],
    }
    return render(request, "documents/changes.html", context)


def changes(first: date, last: date) -> list[Change]:
    """Of published documents, those that come into force, end or are amended from one day to another, in order of time."""
    found = [*_beginning(first, last), *_ending(first, last)]
    return sorted(found, key=lambda change: (change.on, change.document.pk))


def _anything_before(first: date) -> bool:
    """Whether an earlier week can show something: else the weeks would lead whoever follows them back to 1900."""
    published = Document.objects.published()
    return (
        published.filter(effective_on__range=(EARLIEST, first - timedelta(days=1))).exists()
        or StatusEvent.objects.filter(
            on__range=(EARLIEST, first - timedelta(days=1)), validity__in=[v.value for v in ENDINGS], document__in=published
        ).exists()
        or published.filter(collected_at__lt=_midnight(first)).exists()
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _last_moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))


def _collected(request: HttpRequest, first: date, last: date) -> dict[str, object]:
    """A page of what was collected, and how many of each kind on each day that has some on it."""
    collected = Document.objects.published().filter(collected_at__range=(_midnight(first), _last_moment(last)))
    page: Page = Paginator(collected.newest_collected().for_listing(), COLLECTED_A_PAGE).get_page(request.GET.get("page"))
    days = [(day, list(documents)) for day, documents in groupby(page, lambda document: timezone.localdate(document.collected_at))]
    kinds = [_kinds(collected, day) for day, _ in days]
    return {"page": page, "collected": [(day, sum(of_day.values()), of_day.items(), shown) for (day, shown), of_day in zip(days, kinds, strict=True)]}


def _kinds(collected: DocumentQuerySet, day: date) -> dict[str, int]:
    """How many of each kind on a day, the most first. By its bounds: to name the day of each row costs a call for each on SQLite."""
    of_day = collected.filter(collected_at__range=(_midnight(day), _last_moment(day)))
    return dict(of_day.order_by().values_list("kind").annotate(Count("pk")).order_by("-pk__count", "kind"))


def _beginning(first: date, last: date) -> Iterable[Change]:
    begun = Document.objects.published().filter(effective_on__range=(first, last)).order_by("effective_on", "pk").as_editions()[:MOST]
    for document in begun:
        if document.effective_on and document.status_on(document.effective_on).validity not in ENDINGS:
            yield Change(document.effective_on, "施行", document)


def _ending(first: date, last: date) -> Iterable[Change]:
    """What the document's own status says too, so that no proof counts which a person overruled."""
    events = StatusEvent.objects.filter(on__range=(first, last), validity__in=[v.value for v in ENDINGS]).order_by("on", "pk")
    rows = list(events.values_list("document_id", "on", "validity", "proof")[:MOST])
    documents = Document.objects.published().as_editions().in_bulk({pk for pk, *_ in rows})
    for pk, on, validity, proof in rows:
        if on and (document := documents.get(pk)) and document.status_on(on).validity == validity:
            yield Change(on, Validity(validity).label, document, proof)
