"""What the client makes of a cluster that does not answer, or answers by half; no server is asked."""
import socket

import pytest
from opensearchpy.exceptions import NotFoundError, TransportError

from search.backends.errors import IndexUnavailable, IndexUnreachable
from search.backends.opensearch.client import SILENCE, Breaker, Cluster, is_partial
from search.backends.opensearch.store import Store


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
        with pytest.raises(IndexUnreachable, match="does not answer"):
            cluster.search("any", {}, 1)
    cluster.client = None  # whoever asked it now would fail in another way
    with pytest.raises(IndexUnavailable, match="does not answer"):
        cluster.search("any", {}, 1)


def refusing(error):
    class Client:
        def __getattr__(self, name):
            raise error

    cluster = Cluster("http://127.0.0.1:9")
    cluster.client = Client()
    return cluster


@pytest.mark.parametrize(("error", "is_away"), [
    (NotFoundError(404, "index_not_found_exception"), False), (TransportError(400, "no such field"), False),
    (TransportError(503, "no shard available"), True), (TransportError(429, "too many requests"), True), (TransportError(403, "forbidden"), True),
    (TransportError("N/A", "whatever"), True),
])
def test_only_an_index_that_is_missing_or_another_one_is_to_be_built_anew(error, is_away):
    with pytest.raises(IndexUnavailable) as raised:
        refusing(error).search("any", {}, 1)
    assert isinstance(raised.value, IndexUnreachable) is is_away


def test_no_generation_is_taken_for_a_torso_because_it_does_not_answer(tmp_path):
    store = Store(refusing(TransportError(503, "no shard available")), "wenlan", tmp_path, 1, 0)
    with pytest.raises(IndexUnreachable):
        store._is_whole("wenlan-00000001-1a2b3c4d")


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="the system has no such limit")
def test_a_machine_that_is_cut_off_is_noticed_by_its_silence():
    with socket.create_server(("127.0.0.1", 0)) as server:
        cluster = Cluster(f"http://127.0.0.1:{server.getsockname()[1]}")
        connection = cluster.client.transport.get_connection().pool._new_conn()
        connection.connect()
        assert connection.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == SILENCE * 1000
        assert connection.sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        connection.close()
