"""Pages of citations: who cites a document, what is cited most, what of it is not held, and the graph around a document."""
from collections.abc import Sequence

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from documents.models import Document, Work
from documents.pages import citation_graph, cited_by, reliance

WORKS_A_PAGE = 50


@require_safe
def citing_documents(request: HttpRequest, slug: str) -> HttpResponse:
    """Who cites a document: all of them, by kind and by article."""
    found = get_object_or_404(_published(), slug=slug)
    articles = dict(found.sections.exclude(label="").values_list("anchor", "label"))
    listing = cited_by.list_citing(found, request.GET, articles)
    return render(request, "documents/citing.html", {"document": found, "listing": listing})


@require_safe
def cited_works(request: HttpRequest) -> HttpResponse:
    """What published documents cite and the corpus does not hold, the most cited first."""
    page = _page_of_works(reliance.not_held(), request)
    return render(request, "documents/cited_works.html", {"page": page})


@require_safe
def most_cited(request: HttpRequest) -> HttpResponse:
    """What published documents rest on most, and whose documents rest on whose."""
    wanted = reliance.Wanted.of(request.GET)
    counts = reliance.most_cited(wanted)
    page = _page_of_works(counts, request)
    context = {
        "wanted": wanted, "kinds": reliance.KINDS.items(), "years": reliance.years(), "page": page,
        "most": counts[0][1] if counts else 0, "matrix": reliance.matrix(wanted) if page.number == 1 else None,
    }
    return render(request, "documents/most_cited.html", context)


@require_safe
def graph(request: HttpRequest, slug: str) -> HttpResponse:
    """Who cites whom around one document."""
    centre = get_object_or_404(_published(), slug=slug)
    picture = citation_graph.around(centre)
    context = {"centre": centre, "picture": picture, "lines": citation_graph.lines(picture.edges)}
    return render(request, "documents/graph.html", context)


def _page_of_works(counts: Sequence[tuple[int, int]], request: HttpRequest) -> Page:
    """The works of a page, each with its ``rank``, the ``count`` of what cites it, and whether it ``is_held``."""
    page = Paginator(counts, WORKS_A_PAGE).get_page(request.GET.get("page"))
    ids = [work for work, _ in page.object_list]
    works = Work.objects.public().in_bulk(ids)
    held = set(Document.objects.published().filter(work__in=ids).order_by().values_list("work", flat=True))
    shown = []
    for rank, (work, count) in enumerate(page.object_list, page.start_index()):
        if found := works.get(work):
            found.count, found.rank, found.is_held = count, rank, work in held
            shown.append(found)
    page.object_list = shown
    return page


def _published() -> QuerySet[Document]:
    return Document.objects.published().defer("markdown", "html")
