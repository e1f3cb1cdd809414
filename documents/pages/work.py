"""The page of a work, held or not: its editions, what became of it, and who cites it."""
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.models import Document, Work
from documents.pages import cited_by
from documents.pages.timeline import timeline
from documents.status import FIELDS as STATUS_FIELDS


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A work that was merged into another leads there."""
    work = _public(slug)
    if work.slug != slug:
        return redirect(work)
    editions = list(_editions(work))
    context = {
        "work": work, "editions": editions, "timeline": timeline(editions), "today": timezone.localdate(),
        "listing": cited_by.list_citing(work, request.GET, {}),
    }
    return render(request, "documents/work.html", context)


@require_safe
def former_address(request: HttpRequest, slug: str) -> HttpResponse:
    """Works that are not held had pages of their own under ``/cited/``."""
    return redirect(_public(slug), permanent=True)


def _public(slug: str) -> Work:
    """The work of the address, or the one it was merged into. What only drafts are, or cite, is as unknown as what
    does not exist."""
    named = Q(slug=slug, merged_into=None) | Q(merged__slug=slug)
    return get_object_or_404(Work.objects.public().filter(named).distinct())


def _editions(work: Work):
    """Those that are published, the newest first."""
    fields = ("slug", "title", "number", "issued_on", "published_on", "sort_date", "work", *STATUS_FIELDS)
    return Document.objects.published().filter(work=work).only(*fields)
