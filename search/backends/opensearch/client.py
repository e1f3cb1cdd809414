"""Talking to the cluster: one client a process, with a limit of time for each request, and none while it is away."""
from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionError as Unreachable
from opensearchpy.exceptions import ConnectionTimeout, NotFoundError, OpenSearchException, TransportError

from search.backends.errors import IndexUnavailable

FAILURES = 5
"""After so many failures in a row nothing is asked for ``PAUSE`` seconds: threads that wait for a dead cluster are missed
elsewhere."""
PAUSE = 10.0
WHOLE = "dfs_query_then_fetch"
"""Without it each shard would take its own texts for all there are, and weigh a word by them."""
CONNECTIONS = 16
"""So many to each node are kept open: what is beyond them is opened anew for each request."""
SLACK = 1.0  # seconds that a request may take longer than the search in it
log = logging.getLogger(__name__)
logging.getLogger("opensearch").setLevel(logging.CRITICAL)  # what a refused request means, says who asked


class Breaker:
    """Opens after some failures in a row, and lets one request through after each pause."""

    def __init__(self, failures: int = FAILURES, pause: float = PAUSE):
        self._limit, self._pause = failures, pause
        self._failures, self._closed_again = 0, 0.0
        self._lock = threading.Lock()

    def check(self) -> None:
        """Raise ``IndexUnavailable`` while nothing should be asked."""
        with self._lock:
            if self._failures < self._limit:
                return
            if time.monotonic() < self._closed_again:
                raise IndexUnavailable("the search cluster does not answer")
            self._closed_again = time.monotonic() + self._pause

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            self._closed_again = time.monotonic() + self._pause

    def answered(self) -> None:
        with self._lock:
            self._failures = 0


class Cluster:
    """The cluster as it is spoken to; ``client`` is OpenSearch's own."""

    def __init__(self, urls: str, user: str = "", password: str = "", ca: str = ""):
        secure: dict[str, Any] = {"use_ssl": True, "verify_certs": True, "ca_certs": ca or None} if urls.startswith("https:") else {}
        self.client = OpenSearch(
            hosts=[url.strip() for url in urls.split(",") if url.strip()], http_auth=(user, password) if user else None,
            timeout=30, max_retries=2, retry_on_status=(502, 503, 504), retry_on_timeout=False,
            pool_maxsize=CONNECTIONS, **secure,
        )
        self._breaker = Breaker()

    @contextmanager
    def asked(self) -> Iterator[OpenSearch]:
        """The client, for one request or several. Raises ``IndexUnavailable`` where the cluster or the index does not answer."""
        self._breaker.check()
        try:
            yield self.client
        except NotFoundError as error:
            self._breaker.answered()
            raise IndexUnavailable(f"the index is missing: {error.error}") from error
        except (Unreachable, ConnectionTimeout) as error:
            self._breaker.failed()
            raise IndexUnavailable(f"the search cluster does not answer: {type(error).__name__}") from error
        except TransportError as error:
            if isinstance(error.status_code, int) and error.status_code >= 500 or error.status_code == 429:
                self._breaker.failed()
            log.exception("the search cluster refuses a request")
            raise IndexUnavailable(f"the search cluster answers {error.status_code}: {error.error}") from error
        except OpenSearchException as error:
            self._breaker.failed()
            raise IndexUnavailable(f"{type(error).__name__}: {error}") from error
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
                raise IndexUnavailable(f"the search cluster answers {answer.get('status')}")
        return answers


@cache
def cluster_at(urls: str, user: str, password: str, ca: str) -> Cluster:
    """One a process, however many threads ask: they share its connections, and what it knows of its state."""
    return Cluster(urls, user, password, ca)


def is_partial(answer: dict[str, Any]) -> bool:
    """Whether a part of the index did not answer, or not in time: the cluster says so with status 200."""
    return bool(answer.get("timed_out")) or answer["_shards"]["failed"] > 0
