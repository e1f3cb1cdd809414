"""What stands in front of every view."""
import logging
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.views.defaults import page_not_found

from portal.outages import is_outage

GetResponse = Callable[[HttpRequest], HttpResponse]
TEXTS = ("text/html", "application/atom+xml", "application/xml")
PRIVATE = ("/admin/", "/alerts/", "/api/", "/health/")
"""Where nothing is kept: what editors see, what a letter lets its reader do, how the site is, and what tells each program how much time it has left."""
log = logging.getLogger(__name__)


class BodyLimit:
    """Refuses a request that is larger than its sender may send, before a byte of it is kept.

    Without it, reading the form to look for a CSRF token would first write any upload of anyone to disk.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = self._size(request)
        if size > settings.STAFF_BODY_BYTES or size > settings.PUBLIC_BODY_BYTES and not request.user.is_staff:
            return render(request, "413.html", status=413)
        return self.get_response(request)

    @staticmethod
    def _size(request: HttpRequest) -> int:
        """The length that the request declares; one that is no number is Django's to judge, and reads nothing."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        return int(length) if length.isascii() and length.isdigit() else 0


class Compression(GZipMiddleware):
    """Readers' pages and feeds are sent compressed to whoever takes that. The admin's are not, since they hold what nobody may
    guess from a length; what is a file, or is sent in parts, stays as it is.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_text = response.get("Content-Type", "").startswith(TEXTS)
        if response.streaming or not is_text or request.path_info.startswith("/admin/"):
            return response
        return super().process_response(request, response)


class SharedCaching:
    """Lets a proxy keep for a second what it may give to everybody: a page or a feed that was asked for without any cookie, and that
    sets none. It spares the site nearly all of a rush on one page; what is published or withdrawn is seen within two seconds.

    What is told to one client alone, how much time it has left, is not told with it. https://www.rfc-editor.org/rfc/rfc5861
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_for_all = request.method in ("GET", "HEAD") and not request.COOKIES and not response.cookies and response.status_code == 200
        is_text = response.get("Content-Type", "").startswith(TEXTS)
        if is_for_all and is_text and not response.has_header("Cache-Control") and not request.path_info.startswith(PRIVATE):
            response["Cache-Control"] = "public, max-age=0, s-maxage=1, stale-while-revalidate=1"
            for name in ("RateLimit", "RateLimit-Policy"):
                del response[name]
        return response


class Unavailable:
    """Says with status 503 that the database or the disk cannot be used now: locked, damaged, read-only, full, away."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not is_outage(error):
            return None
        log.error("database or disk cannot be used", exc_info=error)
        response = render(request, "503.html", status=503)
        response["Retry-After"] = "60"
        return response


class OwnNotFound:
    """While developing, Django shows its list of addresses in place of a missing page; readers of a site that somebody
    tries out with ``make run`` should see ours.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html")  # what a program is told stays as it is
        return page_not_found(request, Http404()) if response.status_code == 404 and is_page else response
