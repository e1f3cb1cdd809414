"""What a serving process counts, for Prometheus: requests and searches, as many as there were and as long as they took.

Each process writes into files of its own in the folder ``METRICS_DIR``, and ``manage.py serve_metrics`` adds them up. Labels
are names of our own (a view, a method, a status): nothing that a visitor writes becomes one.
"""
import logging
import time
from collections.abc import Callable

from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

from search import engine

BUCKETS = (0.05, 0.1, 0.25, 0.5, 0.8, 1.0, 2.5, 5.0, 10.0)
METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
requests = Counter("wenlan_requests", "Requests that were answered", ["view", "method", "status"])
request_seconds = Histogram("wenlan_request_seconds", "Until the answer began", ["view"], buckets=BUCKETS)
searches = Counter("wenlan_searches", "Searches of the index, by what became of them", ["outcome"])
search_seconds = Histogram("wenlan_search_seconds", "A search of the index, and the wait for its turn", buckets=BUCKETS)
log = logging.getLogger(__name__)


class Metrics:
    """Counts each request. Where the folder cannot be written, requests are answered and not counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.monotonic()
        response = self.get_response(request)
        view = request.resolver_match.view_name if request.resolver_match else ""
        method = request.method if request.method in METHODS else "other"
        try:
            requests.labels(view, method, str(response.status_code)).inc()
            request_seconds.labels(view).observe(time.monotonic() - start)
        except OSError as error:
            log.warning("a request is not counted: %s", error)
        return response


@receiver(engine.searched)
def count_search(sender: object, outcome: str, seconds: float, **kwargs: object) -> None:
    try:
        searches.labels(outcome).inc()
        search_seconds.observe(seconds)
    except OSError as error:
        log.warning("a search is not counted: %s", error)
