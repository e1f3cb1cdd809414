"""Pages of citations: who cites a document, what is cited and not held, and the graph of both."""
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from documents.models import Document, State, Work
from documents.pages import citation_graph, cited_by

WORKS_A_PAGE = 50


@require_safe
def citing_documents(request: HttpRequest, slug) -> HttpResponse:
    """Who cites a document: all of them, by kind and by article."""
    found = get_object_or_404(_published(), slug=slug)
    articles = dict(found.sections.exclude(label="").values_list("anchor", "label"))
    listing = cited_by.list_citing(found, request.GET, articles)
    return render(request, "documents/citing.html", {"document": found, "listing": listing})


@require_safe
def cited_works(request: HttpRequest) -> HttpResponse:
    """What published documents cite and the corpus does not hold, the most cited first."""
    citing = Count("citations__citing", distinct=True, filter=Q(citations__citing__state=State.PUBLISHED))
    works = Work.objects.cited_but_not_held().annotate(count=citing).order_by("-count", "title")
    return render(request, "documents/cited_works.html", {"page": Paginator(works, WORKS_A_PAGE).get_page(request.GET.get("page"))})


@require_safe
def graph(request: HttpRequest, slug=None) -> HttpResponse:
    """Who cites whom: around one document, or in the whole corpus."""
    centre = get_object_or_404(_published(), slug=slug) if slug else None
    picture = citation_graph.around(centre) if centre else citation_graph.whole()
    context = {"centre": centre, "picture": picture, "lines": citation_graph.lines(picture.edges)}
    return render(request, "documents/graph.html", context)


def _published():
    return Document.objects.published().defer("markdown", "html")
