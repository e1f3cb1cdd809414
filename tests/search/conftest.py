"""An index of its own for each test."""
import pytest
from django.conf import settings
from haystack import connections

from search.indexing.rebuild import rebuild
from search.suggesting import popular_searches
from search.suggesting.timed_cache import clear_all


@pytest.fixture
def index(tmp_path, transactional_db):
    """An empty index; what is published in the test is found at once."""
    options = settings.HAYSTACK_CONNECTIONS["default"]
    before, options["PATH"] = options["PATH"], str(tmp_path / "index")
    connections.reload("default")
    rebuild()
    yield connections["default"].get_backend()
    options["PATH"] = before
    connections.reload("default")


@pytest.fixture(autouse=True)
def nothing_kept():
    """What a process keeps of the database is of this test's."""
    clear_all()
    popular_searches.reset()
