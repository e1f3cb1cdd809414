"""The short and lasting address of a document."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.models import UNDECIDED_STATES, Document, Tombstone


@require_safe
def document(request: HttpRequest, number: int) -> HttpResponse:
    """``/d/28/``: the page of the document with that number. Of one that is not public any more the page says so; one
    that never was is unknown.
    """
    if Tombstone.objects.filter(former_id=number, was_public=True).exists():
        return render(request, "410.html", {"is_deleted": True}, status=410)
    named = Document.objects.exclude(state__in=UNDECIDED_STATES).exclude(collected_at=None)
    found = get_object_or_404(named.only("slug"), pk=number)
    query = request.GET.urlencode()
    return redirect(found.get_absolute_url() + (f"?{query}" if query else ""), permanent=True)


def short_path(document: Document) -> str:
    """
    >>> short_path(Document(pk=28))
    '/d/28/'
    """
    return reverse("documents:permalink", args=[document.pk])
