"""The application: what every operation has in common."""
from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, time
from functools import wraps
from inspect import signature
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.renderers import BaseRenderer
from ninja.utils import contribute_operation_callback

from api.problems import BAD_REQUEST, INVALID_VALUE, UNKNOWN_PARAMETER, Problem, complaints
from api.resources import with_origin
from api.tables.writing import TYPES
from documents import filters
from documents.models import Revision

from . import schemas
from .examples import EXAMPLES

PROBLEM_TYPE = "application/problem+json"
DESCRIPTION = (
    "本站收录的政策文件，供程序读取：不用钥匙，只读，谁都可以用。每个回答都写明按哪一天看；没有收录不等于不存在。\n\n"
    "The corpus for programs: no key, read only. Every answer names the day it looks from; what is not held may well exist."
)
BODY = "body"
"""What an operation calls what is sent to it."""
FILTERED = "takes_filters"
LIMITS = {
    "RateLimit-Policy": "每个来源地址可用多少处理器时间（毫秒），几秒恢复；同时进行的检索和检查有多少。What an address may use, and what runs at once.",
    "RateLimit": "还剩多少毫秒，几秒后全部恢复；本机的请求不限。What is left, by draft-ietf-httpapi-ratelimit-headers.",
}
WAITING = {"Retry-After": "几秒之后再试。Seconds to wait."}
UNREADABLE = Problem(BAD_REQUEST, "读不懂所发的内容，应当是 JSON。", "The body cannot be read; it should be JSON.")


NOT_UTF8 = (
    "网址里的文字应当按 UTF-8 编码；这里的不是（像是 GBK），没有执行。", "Text in an address is encoded as UTF-8; this is not, and nothing was done.",
)


class Renderer(BaseRenderer):
    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> str:
        return json.dumps(with_origin(data, request.build_absolute_uri), ensure_ascii=False)


class Application(NinjaAPI):
    """As ``NinjaAPI``; its description has the filters of documents as they are declared now."""

    def get_openapi_schema(self, **how: Any) -> OpenAPISchema:
        described = super().get_openapi_schema(**how)
        for operations in described["paths"].values():
            for operation in operations.values():
                _complete(operation)
        return described


def _complete(operation: dict[str, Any]) -> None:
    """Name the filters that ``operation`` takes, and its problems by their media type."""
    if operation.pop(f"x-{FILTERED}", None):
        operation["parameters"] += [_described(one) for one in filters.FILTERS]
    for parameter in operation["parameters"]:
        if "examples" in parameter:  # of a parameter they have names, of its schema none
            parameter["schema"]["examples"] = parameter.pop("examples")
        if parameter["name"] in (values := EXAMPLES.get(operation["operationId"], {})):
            parameter["example"] = values[parameter["name"]]
    if "/schemas/File" in str(operation["responses"][200]):
        operation["responses"][200]["content"] = {kind.partition(";")[0]: {"schema": {}} for kind in TYPES.values()}
    for status, answer in operation["responses"].items():
        told = LIMITS | (WAITING if int(status) in (429, 503) else {})
        answer["headers"] = {name: {"description": said, "schema": {"type": "string"}} for name, said in told.items()}
        if int(status) >= 400 and "application/json" in answer.get("content", {}):
            answer["content"] = {PROBLEM_TYPE: answer["content"].pop("application/json")}


def _described(one: filters.DocumentFilter) -> dict[str, Any]:
    said = f"{one.label}。{one.help}可以写几次，任意一个都行；none 是未注明的。".replace("。。", "。")
    shape = {"type": "array", "items": {"type": "string", "maxLength": 200}, "maxItems": 20}
    return {"name": one.name, "in": "query", "required": False, "description": said, "schema": shape, "style": "form", "explode": True}


def answers(schema: Any) -> dict[int, Any]:
    """What an operation may answer with: ``schema``, or a problem."""
    return {200: schema, **{status: schemas.Problem for status in (400, 404, 410, 413, 422, 429, 503)}}


def filtered(view: Callable[..., Any]) -> Callable[..., Any]:
    """An operation that takes the filters of documents."""
    setattr(view, FILTERED, True)
    contribute_operation_callback(view, _say_filtered)
    return view


def _say_filtered(operation: Operation) -> None:
    operation.openapi_extra = {f"x-{FILTERED}": True}


def _is_utf8(query: str) -> bool:
    try:
        unquote_to_bytes(query).decode()
    except UnicodeDecodeError:
        return False
    return True


def checked(view: Callable[..., Any]) -> Callable[..., Any]:
    """Refuses what is not in the description: a mistyped ``on`` must not give today's law. Says when the corpus changed last."""
    known = set(signature(view).parameters) - {"request", BODY}

    @wraps(view)
    def answering(request: HttpRequest, **values: Any) -> Any:
        of_path = request.resolver_match.kwargs if request.resolver_match else {}
        if not _is_utf8(request.META.get("QUERY_STRING", "")):
            raise Problem(BAD_REQUEST, *NOT_UTF8)
        allowed = (known | (set(filters.by_name()) if hasattr(view, FILTERED) else set())) - set(of_path)
        for name, given in request.GET.lists():
            if name not in allowed:
                raise Problem(
                    UNKNOWN_PARAMETER, f"没有“{name[:50]}”这个参数；可用的有：{'、'.join(sorted(allowed)) or '无'}。",
                    f"There is no parameter {name[:50]!r}; there are: {', '.join(sorted(allowed)) or 'none'}.",
                )
            if len(given) > 1 and name in known and name != "without":
                raise Problem(INVALID_VALUE, f"“{name}”只能写一次。", f"{name} may be given once.")
        return view(request, **values)

    return answering


def last_changed() -> datetime:
    """When the corpus changed last, or today began, since a status is that of a day: by one row, whatever the size of the corpus."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time()))
    newest = Revision.objects.order_by("-pk").values_list("created_at", flat=True).first()
    return max(midnight, newest) if newest else midnight


def dated(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives what tells of the corpus a Last-Modified."""

    @wraps(run)
    def running(request: HttpRequest, **values: Any) -> HttpResponse:
        response = run(request, **values)
        if response.status_code == 200 and request.method in ("GET", "HEAD"):
            response["Last-Modified"] = http_date(last_changed().timestamp())
        return response

    return running


def problem_response(problem: Problem) -> HttpResponse:
    """The answer that tells of a problem."""
    response = HttpResponse(json.dumps(problem.as_json(), ensure_ascii=False), status=problem.kind.status, content_type=PROBLEM_TYPE)
    if problem.retry_after:
        response["Retry-After"] = str(problem.retry_after)
    return response


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Which parameters cannot be so, and why."""
    said, said_en = complaints(error.errors, skip=1)
    return problem_response(Problem(INVALID_VALUE, f"{said[:500]}。", f"{said_en[:500]}."))


def build() -> Application:
    """The application without its operations."""
    application = Application(
        title=f"{settings.SITE.name}开放接口", version="1", description=DESCRIPTION, renderer=Renderer(), docs_url=None, urls_namespace="api",
    )
    application.exception_handler(Problem)(lambda request, problem: problem_response(problem))
    application.exception_handler(ValidationError)(invalid)
    application.exception_handler(HttpError)(lambda request, error: problem_response(UNREADABLE))
    application.add_decorator(checked, mode="operation")
    return application
