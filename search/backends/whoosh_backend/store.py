"""The index folder: generations side by side, one of them current.

    index/current             the name of the generation that is searched
    index/writer.lock         held by whoever writes documents or switches generations, for as long as it takes
    index/contents.lock       held, for moments, by whoever changes which segments the current generation has
    index/rebuild.lock        held by whoever builds a generation
    index/merge.lock          held by whoever merges segments of the current one
    index/00000007-…/         a generation: a Whoosh index, and ``sentinel.json`` once it is whole

A generation is built beside the current one and becomes current by one ``os.replace``. The one before it stays, so
that its readers finish and one can go back to it.
"""
from __future__ import annotations

import json
import os
import secrets
import shutil
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from whoosh.index import TOC, FileIndex

from search.backends.contract import Progress, Read
from search.backends.entries import IndexEntry
from search.backends.errors import IndexBusy, IndexUnavailable
from search.backends.fields import value_fields
from search.backends.locks import locked_file
from search.text import analyzers

from . import manifest
from .building import build
from .codec import SharedStorage
from .files import replace
from .folder import NAME, add_entries, check_format, check_sizes, damage_is_unavailable, read_toc
from .merger import Merger, due_in
from .schema import FORMAT, schema, value_fields_in
from .segment import ArrayCache, Postings, Segment
from .snapshot import Snapshot

KEPT = 2
PATIENCE = 600.0  # seconds that a merger waits for writers, and a writer for a merger
TICK_NS = 20_000_000
"""Nanoseconds within which a file system may give two changes of a folder the same time: some keep it by clock ticks."""
GLANCE = 0.5  # seconds that it waits for who only looks whether there is something to merge
LATE = "late"
"""In a generation that is being built: the documents that changed meanwhile."""


@cache
def store_at(path: str) -> Store:
    """One store a process, however many threads ask: they share its snapshot."""
    return Store(Path(path))


class Store:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._seen: tuple = ()
        self._kept: ArrayCache[Postings] = ArrayCache((settings.SEARCH_CACHE_MB << 20) * 4 // 5)  # the rest is a snapshot's
        self._segments: dict[str, Segment] = {}
        self._snapshot: Snapshot | None = None

    # Reading

    def snapshot(self) -> Snapshot:
        """The index as it is now; what has not changed is not read again. Raises ``IndexUnavailable``."""
        with damage_is_unavailable():
            state = self._state()
            if state == self._seen and self._snapshot is not None:
                return self._snapshot
            with self._lock:
                return self._refreshed(state)

    def _state(self) -> tuple:
        try:
            current = os.stat(self.path / "current")
        except FileNotFoundError:
            raise IndexUnavailable("还没有建立索引") from None
        folder = self._seen[1] if self._seen and self._seen[0] == current.st_mtime_ns else self.current()
        asked = time.time_ns()
        changed = os.stat(folder).st_mtime_ns
        # What changes after this moment may bear the same time: such a state is no state to rely on.
        return current.st_mtime_ns, folder, changed, asked if 0 <= asked - changed < TICK_NS else 0

    def _refreshed(self, state: tuple) -> Snapshot:
        folder, snapshot = state[1], self._snapshot
        if snapshot is not None and state == self._seen:
            return snapshot
        check_format(folder)
        toc, segments = self._open(folder)
        generation = f"{folder.name} {toc.generation}"
        # A folder changes more often than its table of contents: a writer is at work in it.
        if snapshot is None or snapshot.generation != generation:
            deleted = [list(s.deleted_docs()) for s in toc.segments]
            snapshot = Snapshot(list(segments.values()), deleted, value_fields_in(toc.schema), generation)
        self._snapshot, self._segments, self._seen = snapshot, segments, state
        return snapshot

    def _open(self, folder: Path) -> tuple[TOC, dict[str, Segment]]:
        """The table of contents and its segments, of which those that are open already stay so."""
        while True:
            toc = read_toc(folder)
            try:
                segments = {
                    s.segment_id(): self._segments.get(s.segment_id()) or Segment(str(folder), s, self._kept) for s in toc.segments
                }
                # Afterwards: a file that was removed before it was opened is taken for a column without values.
                check_sizes(folder, toc)
                return toc, segments
            except FileNotFoundError:
                # A writer committed in between and removed what this table named; or it is really missing.
                if read_toc(folder).generation == toc.generation:
                    raise

    def current(self) -> Path:
        """The folder of the generation that is searched. Raises ``IndexUnavailable``."""
        try:
            folder = self.path / (self.path / "current").read_text().strip()
        except OSError as error:
            raise IndexUnavailable("no index has been built") from error
        if folder == self.path or folder.parent != self.path:
            raise IndexUnavailable("the name of the current generation is damaged")
        return folder

    # Writing

    @contextmanager
    def writing(self, patience: float = 0) -> Iterator[None]:
        """Hold the one writer's lock; raises ``IndexBusy`` where others hold it for ``patience`` seconds more.

        A merger is waited for: it works off nothing, so that no writer may leave its work to it.
        """
        with self._locked("writer.lock", patience), self._changing_contents():
            yield

    def _changing_contents(self) -> AbstractContextManager[None]:
        return self._locked("contents.lock", PATIENCE)

    def _locked(self, name: str, patience: float) -> AbstractContextManager[None]:
        """Looks often: a writer that has much to do lets go of its lock for a moment only."""
        return locked_file(self.path / name, patience, look=0.005)

    def write(self, entries: Iterable[IndexEntry], removed: Iterable[int] = ()) -> None:
        """Put entries in place of what is there of their documents, remove others. Under ``writing``.

        Raises ``IndexUnavailable`` where the index is damaged, ``OSError`` where the disk is full or read-only; then
        the index is as it was.
        """
        entries, removed = list(entries), list(removed)
        folder = self.current()
        with damage_is_unavailable():
            check_format(folder)
            check_sizes(folder, read_toc(folder))
        add_entries(folder, entries, removed)
        for building in self.path.glob("*/" + LATE):
            with building.open("a") as file:
                file.writelines(f"{number}\n" for number in [*removed, *(entry.document_id for entry in entries)])

    # Merging

    def is_merging_due(self) -> bool:
        """Whether segments should be merged, and no process is at it."""
        with suppress(IndexBusy, OSError), self._locked("merge.lock", 0), damage_is_unavailable():
            return bool(due_in(self.current()))
        return False

    def merge(self) -> bool:
        """Merge some segments where they are many; → whether they were.

        Writers wait only while files are opened, and while they are put in place of others. Raises
        ``IndexBusy`` where another process merges, and what ``write`` raises.
        """
        with self._locked("merge.lock", GLANCE):
            folder = self.current()
            with damage_is_unavailable():
                check_format(folder)
                if not due_in(folder):
                    return False
            with Merger(folder) as merger:
                with self._changing_contents(), damage_is_unavailable():
                    found = merger.begin()
                if found:
                    merger.write()
                    with self._changing_contents():
                        # What a rebuild has replaced meanwhile needs no merging.
                        if self.current() == folder:
                            merger.commit()
        return True

    # Generations

    @contextmanager
    def building(self) -> Iterator[Generation]:
        """A new generation, which nobody searches before ``activate``; one at a time, else ``IndexBusy``."""
        with self._locked("rebuild.lock", 0):
            self._discard_abandoned()
            folder = self.path / self._next_name()
            folder.mkdir(mode=0o700)
            try:
                FileIndex.create(SharedStorage(str(folder)), schema(), NAME)
                manifest.extend(folder, ())
                (folder / LATE).touch()
                yield Generation(self, folder)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise

    def _next_name(self) -> str:
        """After all names that there are, by number: a clock may go back."""
        numbers = [int(number) for path in self.path.iterdir() if (number := path.name.partition("-")[0]).isdecimal()]
        return f"{max(numbers, default=0) + 1:08}-{secrets.token_hex(4)}"

    def _discard_abandoned(self) -> None:
        """Remove what processes that were killed had begun to build. Nobody else builds now."""
        kept = None
        with suppress(IndexUnavailable):
            kept = self.current()
        for folder in self.path.iterdir():
            if folder.is_dir() and not (folder / "sentinel.json").exists() and folder != kept:
                shutil.rmtree(folder, ignore_errors=True)

    def problem(self) -> str:
        """What is wrong with the index that is searched, file by file and byte by byte; ``""``: nothing."""
        try:
            self.snapshot()
            folder = self.current()
            names = manifest.damaged(folder)
        except (IndexUnavailable, OSError, ValueError) as error:
            return str(error)
        return f"damaged: {', '.join(names)}" if names else ""

    def is_outdated(self) -> bool:
        """Whether texts would be cut in another way today, or have other filters: it is searched on until it is built anew."""
        built_with = check_format(self.current()).get("analysis")
        return built_with != analyzers.fingerprint() or self.snapshot().fields != value_fields()

    def go_back(self) -> None:
        """Search the generation before the current one again. Under ``writing``; raises ``IndexUnavailable``."""
        current = self.current()
        before = sorted(p.parent for p in self.path.glob("*/sentinel.json") if p.parent.name < current.name)
        if not before:
            raise IndexUnavailable("there is no generation before this one")
        check_format(before[-1])
        replace(self.path / "current", before[-1].name)

    def activate(self, folder: Path) -> None:
        """Make a generation the one that is searched, on disk before it is named. Under ``writing``."""
        sentinel = {
            "format": FORMAT,
            "analysis": analyzers.fingerprint(),
            "finished": datetime.now().isoformat(timespec="seconds"),
        }
        (folder / LATE).unlink(missing_ok=True)
        replace(folder / "sentinel.json", json.dumps(sentinel, indent=1))
        replace(self.path / "current", folder.name)
        self._discard()

    def _discard(self) -> None:
        """Remove generations that are neither current nor the whole one before it, nor still being built."""
        current = self.current()
        whole = sorted(p.parent for p in self.path.glob("*/sentinel.json"))
        kept = {current, *[p for p in whole if p < current][-(KEPT - 1):]}
        for folder in whole:
            if folder not in kept:
                shutil.rmtree(folder, ignore_errors=True)


class Generation:
    """A generation that is being built. Documents changed meanwhile are written down by whoever writes them."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store, self._folder = store, folder

    def fill(self, batches: list[list[int]], read: Read, processes: int, progress: Progress) -> None:
        build(self._folder, NAME, batches, read, processes, progress)

    def write(self, entries: Iterable[IndexEntry], removed: Iterable[int] = ()) -> None:
        add_entries(self._folder, entries, removed)

    def late(self) -> set[int]:
        return {int(number) for number in (self._folder / LATE).read_text().split()}

    def activate(self) -> None:
        """From now on this one is searched. Under ``writing``."""
        self._store.activate(self._folder)
