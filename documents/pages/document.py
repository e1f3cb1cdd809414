"""The page of one document."""
from urllib.parse import unquote

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents import previews
from documents.models import UNDECIDED_STATES, Document, DocumentBody, State, Tombstone
from documents.pages import cited_by, originals, outgoing_citations, passages, quoting
from documents.pages.code import code_link
from documents.pages.day import DayRequest, day_of, looks_from_a_day
from documents.pages.editions import editions
from documents.pages.facts import shown_facts
from documents.pages.grounds import grounds
from documents.pages.machine_readable import machine_readable
from documents.pages.outline import LONG, outline
from documents.pages.terms import terms
from documents.rendering import follow, widened


@require_safe
@looks_from_a_day
def page(request: DayRequest, slug: str) -> HttpResponse:
    found = _readable().select_related("column", "work").defer("markdown").filter(slug=slug).first()
    if found is None or found.state == State.TRASHED:
        return _gone(request, found, slug)
    if found.state == State.WITHDRAWN and found.was_public:
        return render(request, "410.html", status=410)
    if not found.is_published:
        raise Http404
    return render(request, "documents/document.html", _context(request, found))


@require_safe
@looks_from_a_day
def preview(request: DayRequest, token: str) -> HttpResponse:
    """The page as the public will see it, for whoever has the link, until it expires."""
    try:
        found = _readable_by(token).select_related("column", "work").defer("markdown").get()
    except (previews.Expired, Document.DoesNotExist):
        return render(request, "documents/no_preview.html", status=404)
    response = render(request, "documents/preview.html", _context(request, found) | {"is_preview": True})
    response["Cache-Control"], response["X-Robots-Tag"] = "private, no-store", "noindex"
    return response


def _gone(request: HttpRequest, found: Document | None, slug: str) -> HttpResponse:
    """What was deleted says so where it was ever public; anything else is as unknown as a page that does not exist."""
    if found.was_public if found else Tombstone.objects.filter(slug=slug, was_public=True).exists():
        return render(request, "410.html", {"is_deleted": True}, status=410)
    raise Http404


def _readable() -> QuerySet[Document]:
    """What may have been public: a draft is as unknown as a page that does not exist."""
    return Document.objects.exclude(state__in=UNDECIDED_STATES)


def _readable_by(token: str) -> QuerySet[Document]:
    return Document.objects.exclude(state=State.TRASHED).filter(pk=previews.document_of(token))


def _context(request: DayRequest, found: Document) -> dict[str, object]:
    """All that the page of a document shows."""
    cites, places = outgoing_citations.cited_by_document(found), cited_by.places(found)
    sections = list(found.sections.defer("text"))
    status = found.status_on(day_of(request))
    ground, ahead = grounds(found, status)
    prefetch_related_objects([found], Prefetch("signatures", DocumentBody.objects.select_related("body")), "topics")
    known = editions(found, request.day)
    return {
        "document": found,
        "machine_readable": machine_readable(request, found, status, cites),
        "facts": shown_facts(found),
        "files": originals.files(found),
        "ground": ground,
        "ahead": ahead,
        "reference": _reference(found, request.build_absolute_uri(found.get_absolute_url())),
        "html": widened(follow(found.html, outgoing_citations.links(cites, request.day), cited_by.documents_by("article", places))),
        "cites": outgoing_citations.outgoing(cites),
        "cited_by": cited_by.bundles(places),
        "outline": outline(sections),
        "terms": terms(found),
        "outline_is_long": len(sections) > LONG,
        "editions": known,
        "code": code_link(found, day_of(request), request.day),
        "take_away": quoting.take_away(request, found, known.are_several),
        "sharing_passages": passages.count(found),
        "near_duplicates": found.near_duplicates.published().exclude(work=found.work_id).as_editions().order_by("-sort_date", "pk"),
    }


def _reference(document: Document, address: str) -> str:
    """How the document is quoted: 机关：《标题》（文号），日期，网址。"""
    bodies = "、".join(document.fact("bodies"))
    date = document.issued_on or document.published_on
    parts = [
        (f"{bodies}：" if bodies else "") + f"《{document.title}》" + (f"（{document.number}）" if document.number else ""),
        f"{date.year}年{date.month}月{date.day}日" if date else "",
        unquote(address),
    ]
    return "，".join(filter(None, parts)) + "。"
