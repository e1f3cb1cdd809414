"""Streamable HTTP in a plain Django view: each POST is a message of its own, answered with JSON; no session is kept."""
from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from asgiref.sync import async_to_sync
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from api.http.application import problem_response
from api.problems import FORBIDDEN, NOT_ALLOWED, Problem

SKIPPED = ("content-length", "transfer-encoding")


@csrf_exempt
def answer(request: HttpRequest) -> HttpResponse:
    """Answer one message. A page of another site may not ask through its reader's browser."""
    if request.method != "POST":
        response = problem_response(Problem(NOT_ALLOWED, "这里只收 POST。", "Only POST is served here."))
        response["Allow"] = "POST"
        return response
    origin = request.headers.get("Origin")
    if origin and urlsplit(origin).netloc != request.get_host():
        return problem_response(Problem(FORBIDDEN, "不接受来自别的网站的请求。", "Requests of other origins are refused."))
    return async_to_sync(_answered)(request)


async def _answered(request: HttpRequest) -> HttpResponse:
    from mcp.server.streamable_http_manager import (
        StreamableHTTPSessionManager,  # 44 MB, which most processes never need
    )

    from .server import build

    received, sent = [{"type": "http.request", "body": request.body, "more_body": False}], []

    async def receive() -> Any:
        return received.pop() if received else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    manager = StreamableHTTPSessionManager(app=build(request.build_absolute_uri), json_response=True, stateless=True)
    async with manager.run():
        await manager.handle_request(_scope(request), receive, send)
    return _response(sent)


def _scope(request: HttpRequest) -> dict[str, Any]:
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in request.headers.items()]
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": request.method, "scheme": request.scheme,
        "path": request.path, "raw_path": request.path.encode(), "query_string": request.META.get("QUERY_STRING", "").encode("latin-1"),
        "root_path": "", "headers": headers, "client": None, "server": None,
    }


def _response(sent: list[Any]) -> HttpResponse:
    start = next(message for message in sent if message["type"] == "http.response.start")
    body = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    response = HttpResponse(body, status=start["status"])
    del response["Content-Type"]
    for name, value in start["headers"]:
        if name.decode("latin-1").lower() not in SKIPPED:
            response[name.decode("latin-1")] = value.decode("latin-1")
    return response
