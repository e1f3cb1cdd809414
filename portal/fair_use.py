"""Nobody has the site for himself: each address may use so much of a process's time, and no more.

What is counted is time, not requests: an office of many readers behind one address opens pages all day, and who asks for the
dearest things again and again is told to wait. Behind a proxy the address is the visitor's where ``PROXY`` says so; this machine's
own, which is that of everybody behind a proxy that tells no addresses, is not counted.

How much is left is told with every answer, in the header fields of draft-ietf-httpapi-ratelimit-headers.
"""
import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from portal.client_ip import client_ip

SECONDS = 30.0
"""Of a process's time that an address has before it must wait."""
SHARE = 0.5
"""Of a core, for as long as it likes."""
CLIENTS = 10_000
"""Addresses of which a process keeps count; of those that it forgets, the longest silent first, nothing was owed."""

MADE_ELSEWHERE = ("documents:file",)
"""Views that wait for a file to be set."""

OWN = ("127.0.0.1", "::/64", "")


class Budgets:
    """Seconds that are left to each client; they grow by ``share`` each second, up to ``seconds``."""

    def __init__(self, seconds: float = SECONDS, share: float = SHARE, now: Callable[[], float] = time.monotonic) -> None:
        self._seconds, self._share, self._now = seconds, share, now
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, client: str) -> int:
        """For how many seconds the client is to wait; 0 where it has time left."""
        with self._lock:
            left = self._left_to(client)
        return 0 if left > 0 else math.ceil((1 - left) / self._share)

    def told(self, client: str) -> str:
        """What is left to the client in milliseconds, and in how many seconds all of it is there again, as ``RateLimit`` has it."""
        with self._lock:
            left = self._left_to(client)
        return f'"time";r={max(0, int(left * 1000))};t={math.ceil((self._seconds - left) / self._share)}'

    @property
    def policy(self) -> str:
        """What each client has, in milliseconds, and in how many seconds as much grows again, as ``RateLimit-Policy`` has it."""
        return f'"time";q={self._seconds * 1000:.0f};w={self._seconds / self._share:.0f};qu="processor-milliseconds"'

    def spend(self, client: str, seconds: float) -> None:
        with self._lock:
            self._left[client] = (self._left_to(client) - seconds, self._now())
            self._left.move_to_end(client)
            if len(self._left) > CLIENTS:
                self._left.popitem(last=False)

    def _left_to(self, client: str) -> float:
        left, then = self._left.get(client, (self._seconds, self._now()))
        return min(self._seconds, left + (self._now() - then) * self._share)


class FairUse:
    """Refuses with status 429 who has used up his time; editors, and whoever watches the site, are never refused."""

    budgets = Budgets()

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        client = network(client_ip(request))
        if client in OWN or request.path_info.startswith("/health/"):
            return self.get_response(request)
        if (seconds := self.budgets.wait(client)) and not is_editor(request):
            response: HttpResponseBase = render(request, "too_many_requests.html", {"seconds": seconds}, status=429)
            response["Retry-After"] = str(seconds)
        else:
            response = self._counted(request, client)
        response["RateLimit-Policy"], response["RateLimit"] = self.budgets.policy, self.budgets.told(client)
        return response

    def _counted(self, request: HttpRequest, client: str) -> HttpResponseBase:
        start, began = time.thread_time(), time.monotonic()
        try:
            response = self.get_response(request)
        finally:
            self.budgets.spend(client, time.monotonic() - began if works_elsewhere(request) else time.thread_time() - start)
        if isinstance(response, StreamingHttpResponse) and not getattr(response, "file_to_stream", None):  # the kernel sends files
            response.streaming_content = self._counted_parts(iter(response.streaming_content), client)  # type: ignore[arg-type]
        return response

    def _counted_parts(self, parts: Iterator[bytes], client: str) -> Iterator[bytes]:
        """What is made while it is sent costs no less than what is made at once."""
        while True:
            start = time.thread_time()
            part = next(parts, None)
            self.budgets.spend(client, time.thread_time() - start)
            if part is None:
                return
            yield part


def is_editor(request: HttpRequest) -> bool:
    """Looked up only for who is to be refused: it asks the database, which may be away."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_staff


def works_elsewhere(request: HttpRequest) -> bool:
    """Whether the sandbox works while this thread waits: at what is sent, and at a file that is set. Then time on the wall counts."""
    found = request.resolver_match
    return request.method == "POST" or bool(found and found.view_name in MADE_ELSEWHERE)


def network(address: str) -> str:
    """Whom an address stands for: of IPv6 a household has 2^64.

    >>> network("2001:db8::1"), network("192.0.2.1")
    ('2001:db8::/64', '192.0.2.1')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)
