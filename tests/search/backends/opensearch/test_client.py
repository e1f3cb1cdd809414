"""What the client makes of a cluster that does not answer, or answers by half; no server is asked."""
import pytest

from search.backends.errors import IndexUnavailable
from search.backends.opensearch.client import Breaker, Cluster, is_partial


@pytest.mark.parametrize(("answer", "partial"), [
    ({"timed_out": False, "_shards": {"total": 3, "failed": 0}}, False),
    ({"timed_out": True, "_shards": {"total": 3, "failed": 0}}, True),
    ({"timed_out": False, "_shards": {"total": 3, "failed": 2}}, True),
])
def test_what_a_part_of_the_index_did_not_answer_is_partial(answer, partial):
    assert is_partial(answer) is partial


def test_a_breaker_opens_after_failures_in_a_row_and_lets_one_through_after_its_pause(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("search.backends.opensearch.client.time.monotonic", lambda: now[0])
    breaker = Breaker(failures=2, pause=10.0)
    breaker.failed()
    breaker.answered()
    breaker.failed()
    breaker.check()
    breaker.failed()
    with pytest.raises(IndexUnavailable):
        breaker.check()
    now[0] += 11
    breaker.check()  # one finds out whether it is there again
    with pytest.raises(IndexUnavailable):
        breaker.check()
    breaker.answered()
    breaker.check()


def test_a_cluster_that_is_away_is_unavailable_and_soon_not_asked():
    cluster = Cluster("http://127.0.0.1:9,http://127.0.0.1:10")
    for _ in range(5):
        with pytest.raises(IndexUnavailable, match="does not answer"):
            cluster.search("any", {}, 1)
    cluster.client = None  # whoever asked it now would fail in another way
    with pytest.raises(IndexUnavailable, match="does not answer"):
        cluster.search("any", {}, 1)
