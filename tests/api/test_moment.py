"""A dump is of one moment: what is written meanwhile is not in it, and does not wait for it."""
import copy

import pytest
from django.conf import settings
from django.db import ConnectionHandler, connection

from api.dumps.moment import one_moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(tmp_path):
    """Two connections to one database that is a file or a server, as the site opens them."""
    opened = copy.deepcopy(connection.settings_dict)
    if connection.vendor == "sqlite":
        opened |= {"NAME": tmp_path / "db.sqlite3", "OPTIONS": settings.DATABASES["default"].get("OPTIONS", {}) | {"timeout": 0.1}}
    reader, writer = (ConnectionHandler({"default": copy.deepcopy(opened)})["default"] for _ in range(2))
    yield reader, writer
    for each in (reader, writer):
        each.close()


def count(database):
    with database.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM moments")
        return cursor.fetchone()[0]


def test_what_is_read_is_of_one_moment_and_nobody_waits(pair):
    reader, writer = pair
    with writer.cursor() as cursor:
        cursor.execute("CREATE TABLE moments (id integer)")
        try:
            with one_moment(reader):
                assert count(reader) == 0
                cursor.execute("INSERT INTO moments VALUES (1)")
                assert (count(reader), count(writer)) == (0, 1)
            assert count(reader) == 1
        finally:
            cursor.execute("DROP TABLE moments")


def test_within_a_transaction_it_is_that_of_the_transaction():
    with one_moment(connection):
        assert connection.in_atomic_block
