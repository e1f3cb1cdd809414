"""The dearest request of every public address: ``python -m benchmarks.dearest``, with WENLAN_DATA as for ``manage.py``.

For each address that anybody may ask for, all requests of ``dear_requests``, each twice by one client, nothing being remembered from
the one before, and of these the dearest: milliseconds as ``portal.fair_use`` counts them (of the processor; for what is sent, which
the sandbox works at, on the wall), and how many times the home page that is; bytes sent, and answered; milliseconds for each byte sent;
how many of them in one go an address has time for. As a table in Markdown, for a machine that does nothing else.
"""
import logging
import os
import time
from dataclasses import dataclass

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("WENLAN_DEBUG", "1")  # static addresses without collected files
django.setup()

from django.core.cache import cache  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.urls import URLPattern, get_resolver  # noqa: E402

from benchmarks.dear_requests import JSON, Request, Site, requests_of  # noqa: E402
from documents.models import Document  # noqa: E402
from portal.fair_use import SECONDS  # noqa: E402


@dataclass(frozen=True)
class Cost:
    request: Request
    seconds: float
    answered: int
    status: int


def main() -> None:
    setup_test_environment()
    logging.disable(logging.CRITICAL)
    client, site = Client(raise_request_exception=False), Site()
    costs = {route: max((cost_of(client, one) for one in requests_of(route, name, site)), key=lambda cost: cost.seconds) for route, name in addresses()}
    print(f"{Document.objects.published().count()} 份公开文件。一个地址可以连用 {SECONDS:.0f} 秒处理器时间。\n")
    print("| 网址 | 状态 | 毫秒 | 首页的几倍 | 发来字节 | 答复字节 | 毫秒 / 发来字节 | 可以连发几次 |\n| --- | --: | --: | --: | --: | --: | --: | --: |")
    for route, cost in sorted(costs.items(), key=lambda one: -one[1].seconds):
        milliseconds, times = cost.seconds * 1000, cost.seconds / costs[""].seconds
        numbers = f"{milliseconds:,.0f} | {times:.1f} | {cost.request.sent:,} | {cost.answered:,} | {milliseconds / cost.request.sent:.3f}"
        print(f"| `/{route}` | {cost.status} | {numbers} | {SECONDS / cost.seconds:,.0f} |")


def addresses(resolver=None, before: str = "") -> list[tuple[str, str]]:
    """Route and name of every address that is not the editors'."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if not route.startswith("admin/"):
            found += [(route, pattern.name or "")] if isinstance(pattern, URLPattern) else addresses(pattern, route)
    return found


def cost_of(client: Client, request: Request) -> Cost:
    """The lesser of two: the first may have to load what every other finds loaded."""
    return min((_cost(client, request) for _ in range(2)), key=lambda cost: cost.seconds)


def _cost(client: Client, request: Request) -> Cost:
    cache.clear()
    clock = time.process_time if request.body is None else time.perf_counter
    start = clock()
    if isinstance(request.body, str):
        answer = client.post(request.path, request.body, content_type=JSON, headers={"Accept": JSON})
    else:
        answer = client.get(request.path) if request.body is None else client.post(request.path, request.body)
    answered = sum(map(len, answer)) if answer.streaming else len(answer.content)
    return Cost(request, clock() - start, answered, answer.status_code)


if __name__ == "__main__":
    main()
