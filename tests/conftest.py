"""Settings of all tests."""
import gc
import os
from collections import Counter
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.commands import flush
from django.db import connections
from hypothesis import settings

from tests.databases import SERVER

TESTS = Path(__file__).parent
LONGEST_FIRST = ("e2e", "search", "portal")
"""Folders of tests with servers, browsers and indexes, a file of which may take a minute."""

# How long one example takes says nothing on a machine that is shared: a test failed for its neighbours.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


WHOLE_SITES = ("e2e", "load", "portal")
MOST_CASES = 3
"""So many cases of one test are watched for coverage, which costs a third of the time, and are tried on PostgreSQL as well: the others
reach the same lines and ask the same."""
MADE_BY_MIGRATIONS = ("django_content_type", "auth_permission", "auth_group", "auth_group_permissions", "documents_loadedsample")


@pytest.fixture(autouse=True)
def nothing_cached():
    """What was counted and kept is of this test's database."""
    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def no_wait_for_the_disk():
    """No power fails in a test but in those that say so, which watch each step of a commit: waiting was a tenth of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        yield


@pytest.fixture(autouse=True, scope="session")
def no_lower_priority():
    """A worker or merger that a test runs in its own process would leave all tests after it, and their servers, behind everybody."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "nice", lambda steps: 0)
        yield


@pytest.fixture(autouse=True, scope="session")
def what_was_loaded_stays_set_aside():
    """See ``pytest_collection``; an import of many files ends with what would bring it back."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "unfreeze", lambda: None)
        yield


@pytest.fixture(autouse=True, scope="session")
def permissions_put_back():
    """After a test with transactions of its own all tables are emptied, and what is made after a migration (permissions, roles) is made
    anew, by hundreds of queries: the same rows are put back."""
    made: dict[str, dict[str, list[tuple]]] = {}
    make = flush.emit_post_migrate_signal

    def rows_of(table, cursor):
        cursor.execute(f"SELECT * FROM {table}")
        return cursor.fetchall()

    def put_back(verbosity, interactive, db, **options):
        with connections[db].cursor() as cursor:
            if db not in made:
                make(verbosity, interactive, db, **options)
                made[db] = {table: rows_of(table, cursor) for table in MADE_BY_MIGRATIONS}
                return
            for table, rows in made[db].items():
                cursor.executemany(f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(rows[0]))})", rows)
                if connections[db].vendor == "postgresql":  # else the next row of a table takes the number of its first, and is left out
                    cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush, "emit_post_migrate_signal", put_back)
        yield


@pytest.fixture(scope="module")
def shared_database(django_db_setup, django_db_blocker):
    """The way into the database for a fixture that makes, once for all tests of a file, what they only read::

        @pytest.fixture(scope="module")
        def corpus(shared_database):
            with shared_database():
                make_document("甲办法")

    The tests are marked ``django_db``: what one of them writes is taken back at its end. What was made goes after the last.
    """
    yield django_db_blocker.unblock
    with django_db_blocker.unblock():
        empty_database()


def empty_database():
    call_command("flush", verbosity=0, interactive=False, allow_cascade=False, inhibit_post_migrate=False)


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Ten thousand tests and all that they import are no garbage: to look through them again and again, while they were collected and
    between the tests, was a sixth of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)  # before ``-m`` chooses
def pytest_collection_modifyitems(config, items):
    def folder_of(item):
        return item.path.relative_to(TESTS).parts[0]

    def place(item):
        folder = folder_of(item)
        return LONGEST_FIRST.index(folder) if folder in LONGEST_FIRST else len(LONGEST_FIRST)

    cases, kept, left = Counter(), [], []
    for item in items:
        if folder_of(item) in WHOLE_SITES:
            item.add_marker(pytest.mark.site)
        cases[item.path, item.function] += 1
        if hasattr(item.function, "hypothesis") or cases[item.path, item.function] > MOST_CASES:
            item.add_marker(pytest.mark.no_cover)
        if needs_server(item) and not SERVER:
            item.add_marker(pytest.mark.skip(reason="make test-postgresql"))
        concerns_server = needs_server(item) or asks_database(item) and cases[item.path, item.function] <= MOST_CASES
        (kept if concerns_server or not SERVER else left).append(item)
    config.hook.pytest_deselected(items=left)
    items[:] = sorted(kept, key=place)


def needs_server(item):
    return item.get_closest_marker("postgresql") is not None


def asks_database(item):
    return item.get_closest_marker("django_db") is not None or not {"db", "transactional_db"}.isdisjoint(item.fixturenames)
