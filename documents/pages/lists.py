"""Pages that list documents, and the topics, columns and bodies by which they are listed."""
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from documents import filters
from documents.models import Column, Document, IssuingBody, State, Topic
from documents.pages.listing import SORTS, list_documents


@require_safe
def documents(request, subject=None, **fixed):
    """All documents, or those of one topic, body, kind, year or column: ``fixed`` by the path."""
    listing = list_documents(request.GET, fixed)
    context = {"listing": listing, "sorts": SORTS, "subject": subject, "fixed": fixed}
    return render(request, "documents/list.html", context)


@require_safe
def by_topic(request, slug):
    return documents(request, get_object_or_404(Topic.objects.public(), slug=slug), topic=slug)


@require_safe
def by_column(request, slug):
    return documents(request, get_object_or_404(Column.objects.public(), slug=slug), column=slug)


@require_safe
def by_body(request, slug):
    return documents(request, get_object_or_404(IssuingBody.objects.public(), slug=slug), body=slug)


@require_safe
def by_year(request, year):
    value = f"{year:04}"
    _require_value("year", value)
    return documents(request, f"{year}年", year=value)


@require_safe
def by_kind(request, kind):
    _require_value("kind", kind)
    return documents(request, kind, kind=kind)


def _require_value(name, value):
    """Raise ``Http404`` unless a published document has ``value`` under the filter ``name``."""
    choices = filters.by_name()[name].counted(Document.objects.published())
    if value == filters.NONE or all(choice.value != value for choice in choices):
        raise Http404


@require_safe
def topics(request):
    found = _with_counts(Topic.objects.order_by("position")).filter(count__gt=0)
    return render(request, "documents/topics.html", {"topics": found})


@require_safe
def columns(request):
    """Columns that have published documents, and those of which the source site says how much more there is."""
    found = list(_with_counts(Column.objects.order_by("position")))
    context = {"filled": [c for c in found if c.count], "empty": [c for c in found if not c.count and c.source_count]}
    return render(request, "documents/columns.html", context)


@require_safe
def bodies(request):
    """Bodies that have published documents, each under its superior where that is listed too."""
    found = list(_with_counts(IssuingBody.objects.all()).filter(count__gt=0).order_by("-count", "name"))
    listed = {body.pk for body in found}
    below: dict[int | None, list[IssuingBody]] = {}
    for body in found:
        below.setdefault(body.parent_id if body.parent_id in listed else None, []).append(body)
    return render(request, "documents/bodies.html", {"tops": [(b, below.get(b.pk, [])) for b in below.get(None, [])]})


def _with_counts(rows):
    return rows.annotate(count=Count("documents", Q(documents__state=State.PUBLISHED), distinct=True))
