"""One generation's folder: whether it may be read, what it names, and writing into it."""
from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.index import TOC, FileIndex

from search.backends.entries import IndexEntry
from search.backends.errors import IndexUnavailable

from . import manifest
from .codec import SharedStorage
from .schema import is_readable
from .writer import PassageWriter

NAME = "MAIN"
log = logging.getLogger(__name__)


@contextmanager
def damage_is_unavailable() -> Iterator[None]:
    """Reading a damaged file may raise anything, from ``OSError`` to ``UnpicklingError``."""
    try:
        yield
    except IndexUnavailable:
        raise
    except Exception as error:
        log.exception("the index cannot be read")
        raise IndexUnavailable(f"{type(error).__name__}: {error}") from error


def check_format(folder: Path) -> dict:
    """The sentinel of a whole generation that this code can read. Raises ``IndexUnavailable``.

    Whoosh's table of contents is a pickle: whoever may write it may run code, so the folder must be our own.
    """
    if not folder.is_dir():
        raise IndexUnavailable(f"{folder.name} is missing")
    status = folder.stat()
    if status.st_uid not in (0, os.geteuid()) or status.st_mode & 0o022:
        raise IndexUnavailable(f"{folder} may be written by others")
    try:
        sentinel = json.loads((folder / "sentinel.json").read_text())
    except (OSError, ValueError) as error:
        raise IndexUnavailable(f"{folder.name} is not whole") from error
    if not is_readable(sentinel.get("format", "")):
        raise IndexUnavailable(f"{folder.name} was written by another version")
    return sentinel


def add_entries(folder: Path, entries: Iterable[IndexEntry], removed: Iterable[int] = ()) -> None:
    """Write into one generation; on any error it stays as it was."""
    entries = list(entries)
    writer = writer_in(folder)
    try:
        writer.remove([*removed, *(entry.document_id for entry in entries)])
        for entry in entries:
            writer.add_entry(entry)
    except BaseException:
        writer.cancel()
        raise
    writer.commit()


def writer_in(folder: Path) -> PassageWriter:
    return PassageWriter(FileIndex(SharedStorage(str(folder)), None, NAME))


def check_sizes(folder: Path, toc: TOC) -> None:
    """Raise ``EOFError`` or ``FileNotFoundError`` where a file that the table names is not whole."""
    manifest.check_sizes(folder, {segment.segment_id() for segment in toc.segments})


def read_toc(folder: Path) -> TOC:
    """The table of contents as it is now."""
    storage = SharedStorage(str(folder))
    while True:
        latest = TOC._latest_generation(storage, NAME)
        try:
            return TOC.read(storage, NAME, latest)
        except FileNotFoundError:
            # A writer has put another in its place in between; or it is really missing.
            if TOC._latest_generation(storage, NAME) == latest:
                raise
