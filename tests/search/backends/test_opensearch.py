"""OpenSearch keeps the contract: with the server that ``.ci/with-opensearch`` starts."""
import os
import secrets

import pytest
from haystack import connections

from search.backends.opensearch import OpenSearchEngine
from search.indexing.rebuild import rebuild
from tests.search.backends.contract import EngineContract
from tests.search.backends.haystack_contract import HaystackContract

URLS = os.environ.get("WENLAN_TEST_OPENSEARCH_URLS", "")
pytestmark = pytest.mark.skipif(not URLS, reason="make test-opensearch starts a cluster for these")


def options(tmp_path, **more) -> dict:
    return {"PATH": str(tmp_path), "URLS": URLS, "INDEX": f"test-{secrets.token_hex(4)}", "SHARDS": 2, "REPLICAS": 0} | more


@pytest.fixture
def engine(tmp_path):
    engine = OpenSearchEngine.backend("default", **options(tmp_path))
    with engine.building() as generation, engine.writing():
        generation.activate()
    yield engine
    for name in engine.store.names():
        engine.store.delete(name)


class TestOpenSearch(EngineContract):
    pass


@pytest.fixture
def index(tmp_path, transactional_db, settings):
    """An empty index in the cluster; what is published in the test is found at once."""
    ours = settings.HAYSTACK_CONNECTIONS["default"]
    before = dict(ours)
    ours.update(options(tmp_path), ENGINE="search.backends.opensearch.OpenSearchEngine")
    connections.reload("default")
    rebuild()
    engine = connections["default"].get_backend()
    yield engine
    for name in engine.store.names():
        engine.store.delete(name)
    ours.clear()
    ours.update(before)
    connections.reload("default")


class TestHaystack(HaystackContract):
    pass
