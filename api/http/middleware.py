"""What stands in front of everything that programs ask: problems instead of pages, cross-origin reading, limits, compression."""
from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from api.problems import BAD_REQUEST, BY_STATUS, Problem

from .application import PROBLEM_TYPE, problem_response

PREFIXES = ("/api/", "/mcp", "/dumps/", "/oai")
TEXTS = ("application/json", PROBLEM_TYPE, "text/")
"""What is worth compressing: not what is compressed, nor a part of a file."""
NOTHING_SAID = ("这个网址上没有接口，这不说明收录了什么；有哪些见 /api/v1/docs。", "Nothing is served at this address, which says nothing of what is held; see /api/v1/docs.")
READING = "GET, HEAD, OPTIONS"
KEPT = ("Allow", "Retry-After", "RateLimit", "RateLimit-Policy", "Content-Range", "Accept-Ranges")
"""Of an error that becomes a problem."""
EXPOSED = "ETag, Last-Modified, Link, Retry-After, RateLimit, RateLimit-Policy, Content-Range, Accept-Ranges"


def _said_of(response: HttpResponseBase) -> tuple[str, str]:
    """What can be said of an error that came as a page, in Chinese and in English; nothing where its status says all."""
    if response.status_code == 404:
        return NOTHING_SAID
    if response.status_code == 413:
        most = settings.PUBLIC_BODY_BYTES
        return f"一次最多发送 {most} 字节，这一次没有执行。", f"At most {most} bytes may be sent at a time; nothing was done."
    wait = response.get("Retry-After")
    return (f"请过 {wait} 秒再试。", f"Try again in {wait} seconds.") if wait else ("", "")


class ForPrograms:
    """Before ``BodyLimit`` and whatever else may answer with a page. Nothing that is answered here is secret, so it may be compressed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._gzip = GZipMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIXES):
            return self.get_response(request)
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            response: HttpResponseBase = HttpResponse(status=204)
            response["Access-Control-Allow-Methods"] = READING
            response["Access-Control-Max-Age"] = "86400"
        else:
            response = self._as_problem(request, self._head(request) if request.method == "HEAD" else self.get_response(request))
        if request.method in ("GET", "HEAD", "OPTIONS"):
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = EXPOSED
        at_once = f'"search";q={settings.SEARCHES_AT_ONCE};qu="concurrent-requests", "check";q=1;qu="concurrent-requests"'
        response["RateLimit-Policy"] = ", ".join(filter(None, [response.get("RateLimit-Policy"), at_once]))
        if response.get("Content-Type", "").startswith(TEXTS):
            patch_vary_headers(response, ["Accept-Encoding"])
            return self._gzip.process_response(request, response)
        return response

    def _head(self, request: HttpRequest) -> HttpResponseBase:
        """The headers of what GET would answer: operations are declared for GET."""
        request.method = "GET"
        try:
            got = self.get_response(request)
        finally:
            request.method = "HEAD"
        response = HttpResponse(status=got.status_code, headers=dict(got.items()))
        got.close()
        return response

    def _as_problem(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """An error as a problem, whoever made it."""
        kind = response.get("Content-Type", "").partition(";")[0]
        if response.status_code < 400 or kind in (PROBLEM_TYPE, "application/json"):
            return response
        told = problem_response(Problem(BY_STATUS.get(response.status_code, BAD_REQUEST), *_said_of(response)))
        told.status_code = response.status_code
        if response.status_code == 429 and request.path_info == "/oai":
            told.status_code = 503  # by which the protocol tells harvesters to wait
        for name in KEPT:
            if name in response:
                told[name] = response[name]
        return told
