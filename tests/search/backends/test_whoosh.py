"""The default engine keeps the contract."""
import pytest

from search.backends.whoosh_backend import WhooshEngine, segment
from tests.search.backends.contract import EngineContract
from tests.search.backends.haystack_contract import HaystackContract


@pytest.fixture
def engine(tmp_path):
    engine = WhooshEngine.backend("default", PATH=str(tmp_path))
    with engine.building() as generation, engine.writing():
        generation.activate()
    return engine


class TestWhoosh(EngineContract):
    pass


class TestHaystack(HaystackContract):
    pass


class TestNumbersInMany(EngineContract):
    """Numbers in more passages than are looked into one by one."""

    @pytest.fixture(autouse=True)
    def none_is_looked_into(self, monkeypatch):
        monkeypatch.setattr(segment, "FEW", 0)
