"""One change of documents at a time: what is held decides what a new text is, and nothing may come between looking and writing."""
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

LOCK = 7_160_211_354_930_021_871  # of imports, among PostgreSQL's advisory locks


@contextmanager
def turn() -> Iterator[None]:
    """A transaction that waits for the one before it. SQLite has one that writes at a time; on PostgreSQL two imports of one
    file would each find that it is not held, and the second would fail.

    Whatever changes a document changes others, which cite it or are cited, in no order that is the same for all: it takes its turn
    first, before any row is locked, or two would wait for each other.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        yield
