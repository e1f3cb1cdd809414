"""Reading the database as it is at one moment, while editors go on writing."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

_BEGIN = {"sqlite": "BEGIN DEFERRED", "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"}


@contextmanager
def one_moment(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """All that is read by ``connection`` in the block is of the moment of its first query, and nobody waits for it.

    Not by ``transaction.atomic``: on SQLite the transactions of the site begin with the lock of writers. Within a transaction
    of somebody else the moment is that one's.
    """
    if connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN.get(connection.vendor, "BEGIN"))
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
