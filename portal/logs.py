"""What the site says of itself while it runs: lines for people, or JSON for a collector; each with the number of its request."""
import json
import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.client_ip import client_ip

GetResponse = Callable[[HttpRequest], HttpResponse]
GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
EXTRA = ("method", "path", "status", "milliseconds", "client", "view")
request_id: ContextVar[str] = ContextVar("request_id", default="")
access = logging.getLogger("portal.access")


class Requests:
    """Gives each request a number, which its log lines and its answer bear, and logs that it was answered.

    Behind a proxy the proxy's own number (``X-Request-ID``) is kept. What was asked for after ``?`` is not logged: it may be what
    a reader searched.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "") if settings.PROXY else ""
        number = given if GIVEN.fullmatch(given) else secrets.token_hex(8)
        token, start = request_id.set(number), time.monotonic()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = number
            path = _without_token(request)
            access.info("%s %s %s", request.method, path, response.status_code, extra={
                "method": request.method, "path": path, "status": response.status_code,
                "milliseconds": round((time.monotonic() - start) * 1000), "client": client_ip(request),
                "view": request.resolver_match.view_name if request.resolver_match else "",
            })
            return response
        finally:
            request_id.reset(token)


def _without_token(request: HttpRequest) -> str:
    """The path, without what lets in whoever has it: a letter's, a preview's."""
    token = request.resolver_match.kwargs.get("token") if request.resolver_match else None
    return request.path.replace(token, "…") if token else request.path


class Numbered(logging.Filter):
    """Adds the number of the request to a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get() or "-"
        return True


class Json(logging.Formatter):
    """One object a line, its traceback in it."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"), "level": record.levelname, "logger": record.name,
            "request": getattr(record, "request_id", "-"), "message": record.getMessage(),
        }
        said |= {name: getattr(record, name) for name in EXTRA if hasattr(record, name)}
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)


def configuration(form: str) -> dict[str, object]:
    """Django's ``LOGGING``: ``form`` is ``text``, with warnings alone, or ``json``, with every request too."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"numbered": {"()": "portal.logs.Numbered"}},
        "formatters": {
            "text": {"format": "{asctime} {levelname} {request_id} {name}: {message}", "style": "{"},
            "json": {"()": "portal.logs.Json"},
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": form, "filters": ["numbered"]}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {"portal.access": {"level": "INFO" if form == "json" else "WARNING"}},
    }
