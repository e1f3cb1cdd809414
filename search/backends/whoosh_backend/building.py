"""A whole index at once: several processes, each of which writes segments of its own."""
from __future__ import annotations

import multiprocessing
import queue
import shutil
import traceback
from collections.abc import Iterable, Iterator
from multiprocessing.context import ForkProcess
from multiprocessing.queues import Queue, SimpleQueue
from pathlib import Path

from whoosh.codec.whoosh3 import W3Segment
from whoosh.index import FileIndex

from search.backends.contract import Progress, Read

from .codec import SharedStorage
from .writer import PassageWriter

TOKENS = 5_000_000
"""When so many tokens wait in memory (about 250 MB), a segment is written."""


def build(folder: Path, name: str, batches: list[list[int]], read: Read, processes: int, progress: Progress) -> None:
    """Fill an empty index with the entries that ``read`` has for each of ``batches``."""
    try:
        if processes > 1:
            segments = _in_processes(folder, name, batches, read, processes, progress)
        else:
            segments = list(_segments(folder, name, batches, read, progress))
        writer = PassageWriter(_index(folder, name))
        writer.adopt(segments)
    finally:
        shutil.rmtree(folder / f"{name}.tmp", ignore_errors=True)


def _index(folder: Path, name: str) -> FileIndex:
    return FileIndex(SharedStorage(str(folder)), None, name)


def _segments(folder: Path, name: str, batches: Iterable[list[int]], read: Read, progress: Progress) -> Iterator[W3Segment]:
    writer = PassageWriter(_index(folder, name))
    for batch in batches:
        for entry in read(batch):
            writer.add_entry(entry)
            if len(writer.pool) > TOKENS:
                yield writer.finished()
                writer = PassageWriter(_index(folder, name))
        progress(len(batch))
    yield writer.finished()


def _in_processes(
    folder: Path, name: str, batches: list[list[int]], read: Read, processes: int, progress: Progress
) -> list[W3Segment]:
    context = multiprocessing.get_context("fork")
    jobs, messages = context.SimpleQueue(), context.Queue()
    workers = [
        context.Process(target=_work, args=(folder, name, jobs, read, messages), daemon=True) for _ in range(processes)
    ]
    for worker in workers:
        worker.start()
    try:
        # A pipe holds only so much: the workers must be reading while it is filled.
        for batch in [*batches, *[None] * processes]:
            jobs.put(batch)
        return _gather(workers, messages, progress)
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def _gather(workers: list[ForkProcess], messages: Queue, progress: Progress) -> list[W3Segment]:
    segments, running = [], len(workers)
    while running:
        try:
            kind, value = messages.get(timeout=1)
        except queue.Empty:
            if any(worker.exitcode not in (None, 0) for worker in workers):
                raise RuntimeError("a process that builds the index was killed") from None
            continue
        if kind == "error":
            raise RuntimeError(value)
        if kind == "done":
            progress(value)
        elif kind == "segment":
            segments.append(value)
        else:
            running -= 1
    return segments


def _work(folder: Path, name: str, jobs: SimpleQueue[list[int] | None], read: Read, messages: Queue) -> None:
    try:
        batches = iter(jobs.get, None)
        for segment in _segments(folder, name, batches, read, lambda count: messages.put(("done", count))):
            messages.put(("segment", segment))
        messages.put(("end", None))
    except BaseException:
        messages.put(("error", traceback.format_exc()))
