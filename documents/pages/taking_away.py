"""A document as a file to take away, and its short address as a picture for telephones."""
from io import BytesIO

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from documents.exporting import FORMS, Form, TooMany, made, paper
from documents.exporting.making import key
from documents.models import Document
from documents.pages.permalinks import short_path
from documents.sandbox import Refused

LONGEST_NAME = 80
AGAIN_SECONDS = 3


@require_safe
@cache_control(no_cache=True)
def file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The document in one of ``FORMS``. What takes long is answered with 202 and a page that asks again."""
    wanted = FORMS.get(form)
    if wanted is None:
        raise Http404
    document = get_object_or_404(Document.objects.published().select_related("column", "work"), slug=slug)
    address = request.build_absolute_uri(short_path(document))
    if wanted.write:
        return sent(wanted.write(document, address), wanted.media_type, f"{document.title[:LONGEST_NAME]}.{wanted.ending}")
    return _typeset(request, document, wanted, address)


def _typeset(request: HttpRequest, document: Document, form: Form, address: str) -> HttpResponse:
    values = paper(document, address)
    etag = quote_etag(key(form.name, values))
    if unchanged := get_conditional_response(request, etag):
        return unchanged
    context = {"document": document, "form": form}
    try:
        content = made(form.name, values)
    except Refused as refused:
        return render(request, "documents/not_made.html", context | {"reason": str(refused)}, status=503)
    except TooMany:
        return _later(render(request, "documents/not_made.html", context | {"reason": "现在请求太多，请过一分钟再试。"}, status=503), 60)
    if content is None:
        response = render(request, "documents/being_made.html", context, status=202)
        response["Refresh"] = str(AGAIN_SECONDS)
        return _later(response, AGAIN_SECONDS)
    response = sent(content, form.media_type, f"{document.title[:LONGEST_NAME]}.{form.ending}")
    response["ETag"] = etag
    return response


@require_safe
@cache_control(no_cache=True)
def qr_code(request: HttpRequest, slug: str) -> HttpResponse:
    """The short address of a document as an SVG."""
    document = get_object_or_404(Document.objects.published().only("pk"), slug=slug)
    picture = BytesIO()
    code = segno.make(request.build_absolute_uri(short_path(document)), error="m", micro=False)
    code.save(picture, kind="svg", scale=4, border=4, light="#fff", svgclass=None, lineclass=None)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


def sent(content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file for keeping, never for the browser to run."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, "".join(c for c in name if c.isprintable() and c not in "/\\"))
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response["X-Robots-Tag"] = "noindex"
    return response


def _later(response: HttpResponse, seconds: int) -> HttpResponse:
    response["Retry-After"] = str(seconds)
    return response
