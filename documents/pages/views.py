"""Reading the corpus: lists and documents."""
from urllib.parse import unquote

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from documents.models import CitedWork, Column, Document, IssuingBody, State, Topic
from documents.pages import citation_graph, cited_by, outgoing_citations
from documents.pages.listing import BY_NAME, SORTS, list_documents
from documents.pages.outline import outline
from documents.rendering import follow
from documents.status import FIELDS as STATUS_FIELDS


@require_safe
def documents(request, subject=None, **fixed):
    """All documents, or those of one topic, body, kind, year or column: ``fixed`` by the path."""
    listing = list_documents(request.GET, fixed)
    context = {"listing": listing, "sorts": SORTS, "subject": subject, "fixed": fixed}
    return render(request, "documents/list.html", context)


@require_safe
def topic(request, slug):
    return documents(request, get_object_or_404(Topic.objects.public(), slug=slug), topic=slug)


@require_safe
def column(request, slug):
    return documents(request, get_object_or_404(Column.objects.public(), slug=slug), column=slug)


@require_safe
def body(request, slug):
    return documents(request, get_object_or_404(IssuingBody.objects.public(), slug=slug), body=slug)


@require_safe
def year(request, year):
    return documents(request, _known("year", str(year), f"{year}年"), year=str(year))


@require_safe
def kind(request, kind):
    return documents(request, _known("kind", kind, kind), kind=kind)


def _known(name, value, words):
    if all(choice.value != value for choice in BY_NAME[name].choices(Document.objects.published())):
        raise Http404
    return words


def _with_counts(rows):
    return rows.annotate(count=Count("documents", Q(documents__state=State.PUBLISHED), distinct=True))


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
    below = {}
    for body in found:
        below.setdefault(body.parent_id if body.parent_id in listed else None, []).append(body)
    return render(request, "documents/bodies.html", {"tops": [(b, below.get(b.pk, [])) for b in below.get(None, [])]})


@require_safe
def document(request, slug):
    found = get_object_or_404(_readable().select_related("column").defer("markdown"), slug=slug)
    if found.state == State.WITHDRAWN:
        return render(request, "410.html", status=410)
    return render(request, "documents/document.html", _page(found, request.build_absolute_uri(found.get_absolute_url())))


def _page(found, address):
    """All that the page of a document shows beside its facts."""
    cites, places = outgoing_citations.cited_by_document(found), cited_by.places(found)
    sections = list(found.sections.defer("text"))
    signatures = list(found.signatures.select_related("body"))
    return {
        "document": found,
        "signatures": signatures,
        "reference": _reference(found, signatures, address),
        "topics": found.topics.all(),
        "html": follow(found.html, outgoing_citations.links(cites), cited_by.documents_by("article", places)),
        "cites": outgoing_citations.outgoing(cites),
        "cited_by": cited_by.bundles(places),
        "outline": outline(sections),
        "versions": _versions(found),
    }


def _reference(document, signatures, address):
    """How the document is quoted: 机关：《标题》（文号），日期，网址。"""
    bodies = "、".join(signature.signed_as for signature in signatures)
    date = document.issued_on or document.published_on
    parts = [
        (f"{bodies}：" if bodies else "") + f"《{document.title}》" + (f"（{document.number}）" if document.number else ""),
        f"{date.year}年{date.month}月{date.day}日" if date else "",
        unquote(address),
    ]
    return "，".join(filter(None, parts)) + "。"


def _readable():
    """What was ever public: a draft is as unknown as a page that does not exist."""
    return Document.objects.exclude(state=State.DRAFT)


def _versions(document):
    """Other published editions of the same work, newest first."""
    if not document.work:
        return []
    others = Document.objects.published().filter(work=document.work).exclude(pk=document.pk)
    return list(others.only("slug", "title", "number", "sort_date", *STATUS_FIELDS))


@require_safe
def original(request, slug):
    """The file as it came, for keeping, never for the browser to run."""
    found = get_object_or_404(Document.objects.published().exclude(original=""), slug=slug)
    try:
        file = found.original.open()
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(file, as_attachment=True, filename=found.original_name or found.original.name)
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@require_safe
def citing(request, slug):
    """Who cites a document: all of them, by kind and by article."""
    found = get_object_or_404(Document.objects.published().defer("markdown", "html"), slug=slug)
    articles = dict(found.sections.exclude(label="").values_list("anchor", "label"))
    listing = cited_by.list_citing(found, request.GET, articles)
    return render(request, "documents/citing.html", {"document": found, "listing": listing})


@require_safe
def cited_works(request):
    """What published documents cite and the corpus does not hold, the most cited first."""
    works = _cited_works().annotate(count=Count("citations__citing", distinct=True)).order_by("-count", "title")
    return render(request, "documents/cited_works.html", {"page": Paginator(works, 50).get_page(request.GET.get("page"))})


@require_safe
def cited_work(request, slug):
    work = get_object_or_404(_cited_works().distinct(), slug=slug)
    return render(request, "documents/cited_work.html", {"work": work, "listing": cited_by.list_citing(work, request.GET, {})})


def _cited_works():
    return CitedWork.objects.filter(citations__citing__state=State.PUBLISHED)


@require_safe
def graph(request, slug=None):
    """Who cites whom: around one document, or in the whole corpus."""
    centre = get_object_or_404(Document.objects.published().defer("markdown", "html"), slug=slug) if slug else None
    picture = citation_graph.around(centre) if centre else citation_graph.whole()
    context = {"centre": centre, "picture": picture, "lines": citation_graph.lines(picture.edges)}
    return render(request, "documents/graph.html", context)
