"""Talking to the cluster: one client a process, with a limit of time for each request, and none while it is away."""
from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from opensearchpy import OpenSearch, Urllib3HttpConnection
from opensearchpy.exceptions import ConnectionError as Unreachable
from opensearchpy.exceptions import ConnectionTimeout, NotFoundError, OpenSearchException, TransportError

from search.backends.errors import IndexUnavailable, IndexUnreachable

FAILURES = 5
"""After so many failures in a row nothing is asked for ``PAUSE`` seconds: threads that wait for a dead cluster are missed
elsewhere."""
PAUSE = 2.0
WHOLE = "dfs_query_then_fetch"
"""Without it each shard would take its own texts for all there are, and weigh a word by them."""
CONNECTIONS = 16
"""So many to each node are kept open: what is beyond them is opened anew for each request."""
SLACK = 1.0  # seconds that a request may take longer than the search in it
SILENCE = 1.5  # seconds after which a machine that does not even confirm what it was sent is taken for gone
RESTING = 5.0  # seconds for which a node that did not answer is asked nothing, where another does; longer each time
log = logging.getLogger(__name__)
logging.getLogger("opensearch").setLevel(logging.CRITICAL)  # what a refused request means, says who asked


class Breaker:
    """Opens after some failures in a row, and lets one request through after each pause."""

    def __init__(self, failures: int = FAILURES, pause: float = PAUSE) -> None:
        self._limit, self._pause = failures, pause
        self._failures, self._closed_again = 0, 0.0
        self._lock = threading.Lock()

    def check(self) -> None:
        """Raise ``IndexUnreachable`` while nothing should be asked."""
        with self._lock:
            if self._failures < self._limit:
                return
            if time.monotonic() < self._closed_again:
                raise IndexUnreachable("the search cluster does not answer")
            self._closed_again = time.monotonic() + self._pause

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            self._closed_again = time.monotonic() + self._pause

    def answered(self) -> None:
        with self._lock:
            self._failures = 0


class WatchedConnection(Urllib3HttpConnection):
    """Notices a machine that is cut off, or without power, within ``SILENCE``; one that takes long to answer is waited for.

    Such a machine refuses nothing, so that otherwise each request would wait for all of its time, and none would be sent to another
    node instead.
    """

    def _create_urllib3_pool(self) -> None:
        super()._create_urllib3_pool()
        self.pool.conn_kw["socket_options"] = [
            (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1), (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
            *((socket.IPPROTO_TCP, getattr(socket, name), value) for name, value in _WATCH.items() if hasattr(socket, name)),
        ]


_WATCH = {"TCP_KEEPIDLE": 1, "TCP_KEEPINTVL": 1, "TCP_KEEPCNT": 1, "TCP_USER_TIMEOUT": round(SILENCE * 1000)}
"""Linux has all of them; elsewhere each request has its limit still."""


class Cluster:
    """The cluster as it is spoken to; ``client`` is OpenSearch's own."""

    def __init__(self, urls: str, user: str = "", password: str = "", ca: str = "") -> None:
        secure: dict[str, Any] = {"use_ssl": True, "verify_certs": True, "ca_certs": ca or None} if urls.startswith("https:") else {}
        self.client = OpenSearch(
            hosts=[url.strip() for url in urls.split(",") if url.strip()], http_auth=(user, password) if user else None,
            timeout=30, max_retries=2, retry_on_status=(502, 503, 504), retry_on_timeout=False,
            pool_maxsize=CONNECTIONS, connection_class=WatchedConnection, dead_timeout=RESTING, timeout_cutoff=2, **secure,
        )
        self._breaker = Breaker()

    @contextmanager
    def asked(self) -> Iterator[OpenSearch]:
        """The client, for one request or several. Raises ``IndexUnreachable`` where the cluster does not answer, ``IndexUnavailable``
        where there is no index."""
        self._breaker.check()
        try:
            yield self.client
        except NotFoundError as error:
            self._breaker.answered()
            raise IndexUnavailable(f"the index is missing: {error.error}") from error
        except (Unreachable, ConnectionTimeout) as error:
            self._breaker.failed()
            raise IndexUnreachable(f"the search cluster does not answer: {type(error).__name__}") from error
        except TransportError as error:
            if isinstance(error.status_code, int) and error.status_code >= 500 or error.status_code == 429:
                self._breaker.failed()
            log.exception("the search cluster refuses a request")
            kind = IndexUnavailable if error.status_code == 400 else IndexUnreachable  # it is not as this code made it
            raise kind(f"the search cluster answers {error.status_code}: {error.error}") from error
        except OpenSearchException as error:
            self._breaker.failed()
            raise IndexUnreachable(f"{type(error).__name__}: {error}") from error
        self._breaker.answered()

    def search(self, index: str, body: dict[str, Any], seconds: float) -> dict[str, Any]:
        """One search, of which the cluster gives back what it has after ``seconds``."""
        body = body | {"timeout": f"{max(1, round(seconds * 1000))}ms"}
        with self.asked() as client:
            return client.search(index=index, body=body, params={"request_timeout": seconds + SLACK, "search_type": WHOLE})

    def searches(self, index: str, bodies: list[dict[str, Any]], seconds: float) -> list[dict[str, Any]]:
        """Several searches in one request."""
        lines: list[dict[str, Any]] = []
        for body in bodies:
            lines += [{"search_type": WHOLE}, body | {"timeout": f"{max(1, round(seconds * 1000))}ms"}]
        with self.asked() as client:
            answers = client.msearch(index=index, body=lines, params={"request_timeout": seconds + SLACK})["responses"]
        for answer in answers:
            if "error" in answer:
                log.error("the search cluster refuses a search: %s", answer["error"])
                raise IndexUnreachable(f"the search cluster answers {answer.get('status')}")
        return answers


@cache
def cluster_at(urls: str, user: str, password: str, ca: str) -> Cluster:
    """One a process, however many threads ask: they share its connections, and what it knows of its state."""
    return Cluster(urls, user, password, ca)


def is_partial(answer: dict[str, Any]) -> bool:
    """Whether a part of the index did not answer, or not in time: the cluster says so with status 200."""
    return bool(answer.get("timed_out")) or answer["_shards"]["failed"] > 0
