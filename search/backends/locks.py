"""Locks over all processes that share a database: PostgreSQL's own where there may be several machines, else files."""
from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections
from filelock import FileLock, Timeout

from search.backends.errors import IndexBusy

LOOK = 0.05  # seconds


@contextmanager
def locked(name: str, folder: Path, patience: float = 0) -> Iterator[None]:
    """Hold a lock by name; it is free as soon as its holder is dead. Raises ``IndexBusy`` where others hold it for ``patience``
    seconds more."""
    is_shared = connections["default"].vendor == "postgresql"
    with _advisory(name, patience) if is_shared else locked_file(folder / f"{name}.lock", patience):
        yield


@contextmanager
def locked_file(path: Path, patience: float = 0, look: float = LOOK) -> Iterator[None]:
    """The same by a file, for what is of one machine; whoever waits looks every ``look`` seconds."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(path, thread_local=False, poll_interval=look)
    try:
        lock.acquire(timeout=patience)
    except Timeout as error:
        raise IndexBusy from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _advisory(name: str, patience: float) -> Iterator[None]:
    """By a connection of its own: whoever holds it may close the others, and what it commits has nothing to do with it."""
    number = int.from_bytes(hashlib.blake2b(f"wenlan {name}".encode(), digest_size=8).digest(), "big", signed=True)
    connection = connections.create_connection("default")
    try:
        end = time.monotonic() + patience
        with connection.cursor() as cursor:
            while True:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
                if cursor.fetchone()[0]:
                    break
                if time.monotonic() >= end:
                    raise IndexBusy
                time.sleep(LOOK)
        yield
    finally:
        connection.close()
