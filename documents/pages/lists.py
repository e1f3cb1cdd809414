"""Pages that list documents, and the topics, columns and bodies by which they are listed."""
from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from documents import filters
from documents.counts import kept
from documents.models import Column, HeadingMerge, IssuingBody, State, Topic
from documents.pages.day import PARAM, DayRequest, keep_day, looks_from_a_day
from documents.pages.listing import SORTS, list_documents


@require_safe
@looks_from_a_day
def documents(request: DayRequest) -> HttpResponse:
    return _list(request, {})


@require_safe
@looks_from_a_day
def by_value(request: DayRequest, by: str, value: str) -> HttpResponse:
    """The documents that have ``value`` under the filter called ``by``."""
    declared = filters.by_name()[by]
    subject = declared.subject(value)
    if subject is None:
        return _where_it_was_merged(request, declared, value)
    succession = _succession(subject) if isinstance(subject, IssuingBody) else {}
    return _list(request, {by: value}, subject=subject, by=declared.label, overview=f"documents:{declared.path}", **succession)


def _where_it_was_merged(request: DayRequest, by: filters.DocumentFilter, value: str) -> HttpResponse:
    """To the page of the heading into which the one at this address was merged. Not for ever: it can be undone."""
    merged = HeadingMerge.leading_from(by.name, value)
    if merged is None or by.subject(merged.slug) is None:
        raise Http404
    return redirect(keep_day(merged.get_absolute_url(), request.day))


def _succession(body: IssuingBody) -> dict[str, object]:
    """The bodies from which a body took over, and those that took over from it, as far as readers may know of them."""
    return {
        "predecessors": body.predecessors.filter(is_confirmed=True).telling_public().order_by("-ended_on", "name"),
        "successors": body.successors.filter(is_confirmed=True).telling_public().order_by("name"),
    }


def _list(request: DayRequest, fixed: Mapping[str, str], **context: object) -> HttpResponse:
    """All documents, or those that have the values which the path fixes."""
    listing = list_documents(request.GET, fixed, request.day)
    return render(request, "documents/list.html", context | {"listing": listing, "sorts": SORTS, "fixed": fixed, "followed": _followed(request.GET, fixed)})


def _followed(params: QueryDict, fixed: Mapping[str, str]) -> QueryDict:
    """The parameters of the feed of a list: its filters, those that its path fixes too."""
    followed = params.copy()
    for name in ("page", "sort", PARAM):
        followed.pop(name, None)
    for name, value in fixed.items():
        followed.appendlist(name, value)
    return followed


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Topics that have published documents, each with those that are part of it."""
    found = [topic for topic in _with_counts("topic", Topic.objects.order_by("position", "name")) if topic.count]
    parts: dict[int | None, list[Topic]] = {topic.pk: [] for topic in found}
    for topic in found:
        if topic.parent_id in parts:
            parts[topic.parent_id].append(topic)
    whole = [(topic, parts[topic.pk]) for topic in found if topic.parent_id not in parts]
    return render(request, "documents/topics.html", {"topics": whole})


@require_safe
def columns(request: HttpRequest) -> HttpResponse:
    """Columns that have published documents."""
    found = _with_counts("column", Column.objects.order_by("position", "name"))
    return render(request, "documents/columns.html", {"filled": [column for column in found if column.count]})


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Bodies that have published documents, each under its superior where that is listed too."""
    filled = (body for body in _with_counts("body", IssuingBody.objects.order_by("name")) if body.count)
    found = sorted(filled, key=lambda body: -body.count)
    listed = {body.pk for body in found}
    below: dict[int | None, list[IssuingBody]] = {}
    for body in found:
        below.setdefault(body.parent_id if body.parent_id in listed else None, []).append(body)
    return render(request, "documents/bodies.html", {"tops": [(b, below.get(b.pk, [])) for b in below.get(None, [])]})


def _with_counts(name: str, rows: QuerySet) -> list:
    """``rows``, the values of the filter called ``name``, each with the ``count`` of published documents that have it."""
    by_value = kept({}).by_value.get(name)
    if by_value is None:
        return list(rows.annotate(count=Count("documents", Q(documents__state=State.PUBLISHED), distinct=True)))
    found = list(rows)
    for row in found:
        row.count = by_value.get(row.slug, 0)
    return found
