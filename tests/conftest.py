"""Settings of all tests."""
from pathlib import Path

from hypothesis import settings

TESTS = Path(__file__).parent
LONGEST_FIRST = ("e2e", "search", "portal")
"""Folders of tests with servers, browsers and indexes, a file of which may take a minute."""

# How long one example takes says nothing on a machine that is shared: a test failed for its neighbours.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


def pytest_collection_modifyitems(items):
    def place(item):
        folder = item.path.relative_to(TESTS).parts[0]
        return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)

    items.sort(key=place)
