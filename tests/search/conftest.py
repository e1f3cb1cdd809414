"""An index of its own for each test, or one for all tests of a file that only read."""
from pathlib import Path

import pytest
from django.conf import settings
from haystack import connections

from documents.models import Document
from search.indexing.rebuild import rebuild
from search.suggesting import popular_searches
from search.suggesting.timed_cache import clear_all
from tests.conftest import empty_database


@pytest.fixture
def index(tmp_path, transactional_db):
    """An empty index; what is published in the test is found at once."""
    if Document.objects.exists():  # of the file's tests that only read, which run before
        empty_database()
    before = use_index(tmp_path / "index")
    rebuild()
    yield connections["default"].get_backend()
    use_index(before)


@pytest.fixture(scope="module")
def shared_index(tmp_path_factory, shared_database):
    """An empty index, which a fixture of the file fills once, as it fills ``shared_database``: what tests write never reaches it."""
    with shared_database():
        before = use_index(tmp_path_factory.mktemp("shared") / "index")
        rebuild()
    yield connections["default"].get_backend()
    use_index(before)


def use_index(path: Path | str) -> str:
    """Let the engine keep its index at ``path``; → where it was."""
    options = settings.HAYSTACK_CONNECTIONS["default"]
    before, options["PATH"] = options["PATH"], str(path)
    connections.reload("default")
    return before


@pytest.fixture(autouse=True)
def nothing_kept():
    """What a process keeps of the database is of this test's."""
    clear_all()
    popular_searches.reset()
