"""Nobody has the site for himself: each address may use so much of a process's time, and no more.

What is counted is time, not requests: an office of many readers behind one address opens pages all day, and who asks for the
dearest things again and again is told to wait. Behind a proxy the address is the visitor's where ``PROXY`` says so; this machine's
own, which is that of everybody behind a proxy that tells no addresses, is not counted.
"""
import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.client_ip import client_ip

SECONDS = 30.0
"""Of a process's time that an address has before it must wait."""
SHARE = 0.5
"""Of a core, for as long as it likes."""
CLIENTS = 10_000
"""Addresses of which a process keeps count; of those that it forgets, the longest silent first, nothing was owed."""

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

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        client = network(client_ip(request))
        if client in OWN or request.path_info.startswith("/health/"):
            return self.get_response(request)
        if (seconds := self.budgets.wait(client)) and not is_editor(request):
            response = render(request, "too_many_requests.html", {"seconds": seconds}, status=429)
            response["Retry-After"] = str(seconds)
            return response
        start = clock(request)
        try:
            return self.get_response(request)
        finally:
            self.budgets.spend(client, clock(request) - start)


def is_editor(request: HttpRequest) -> bool:
    """Looked up only for who is to be refused: it asks the database, which may be away."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_staff


def clock(request: HttpRequest) -> float:
    """The processor's time of this thread; for what is sent, which the sandbox works at, that on the wall."""
    return time.monotonic() if request.method == "POST" else time.thread_time()


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
