"""Settings of all tests."""
from pathlib import Path

import pytest
from django.core.cache import cache
from hypothesis import settings

TESTS = Path(__file__).parent
LONGEST_FIRST = ("e2e", "search", "portal")
"""Folders of tests with servers, browsers and indexes, a file of which may take a minute."""

# How long one example takes says nothing on a machine that is shared: a test failed for its neighbours.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


WHOLE_SITES = ("e2e", "load")


@pytest.fixture(autouse=True)
def nothing_cached():
    """What was counted and kept is of this test's database."""
    cache.clear()


@pytest.hookimpl(tryfirst=True)  # before ``-m`` chooses
def pytest_collection_modifyitems(items):
    def folder_of(item):
        return item.path.relative_to(TESTS).parts[0]

    def place(item):
        folder = folder_of(item)
        return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)

    for item in items:
        if folder_of(item) in WHOLE_SITES:
            item.add_marker(pytest.mark.site)
    items.sort(key=place)
