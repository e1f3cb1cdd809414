"""The file that a document came from, and each of those that came as one: the document and its attachments."""
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from documents import formats
from documents.models import Document
from documents.pages.taking_away import sent


def files(document: Document) -> list[str]:
    """The names of the files that ``document`` came in, where these are several: its own first, then its attachments."""
    return formats.names(document.original.path) if _is_bundle(document) else []


@require_safe
def original(request: HttpRequest, slug: str) -> FileResponse | HttpResponse:
    """The file as it came, for keeping, never for the browser to run; without the cover letter that an e-mail had."""
    found = _with_original(slug)
    if _is_bundle(found) and (parts := formats.in_public(found.original.path)):
        return sent(parts, "application/octet-stream", found.original_name)
    try:
        file = found.original.open()
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, as_attachment=True, filename=found.original_name or found.original.name or "")
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response


@require_safe
def part(request: HttpRequest, slug: str, place: int) -> HttpResponse:
    """One of the files that came as one, as it came."""
    found = _with_original(slug)
    member = formats.member(found.original.path, place) if _is_bundle(found) else None
    if member is None:
        raise Http404
    return sent(member.data, "application/octet-stream", member.name)


def _with_original(slug: str) -> Document:
    return get_object_or_404(Document.objects.published().exclude(original=""), slug=slug)


def _is_bundle(document: Document) -> bool:
    return (document.original.name or "").endswith(formats.BUNDLE)
