"""What every engine must do: execute plans, write entries, build generations.

Haystack's face is made of these in ``search.backends.haystack``, once for all engines. The tests of both are
``tests/search/backends/contract.py``.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from search.plan import Hits, Plan

from .entries import IndexEntry

Read = Callable[[list[int]], Iterable[IndexEntry]]
"""Reads the entries of some documents."""

Progress = Callable[[int], object]
"""Called with how many more documents are done."""


class Generation(Protocol):
    """An index that is being built; until ``activate`` nobody searches it."""

    def fill(
        self, batches: list[list[int]], read: Read, processes: int, progress: Progress
    ) -> None:
        """Put in the entries that ``read`` has for each batch of documents, and report progress."""

    def write(self, entries: Iterable[IndexEntry], removed: Iterable[int] = ()) -> None: ...

    def late(self) -> set[int]:
        """Documents that were written into the live index since this one was begun. Under ``writing``."""

    def activate(self) -> None:
        """Search this one from now on, in every process, and keep the one before. Under ``writing``."""


class Engine(Protocol):
    def run(self, plan: Plan, seconds: float) -> Hits:
        """Hits of a plan; ``partial`` where they are not all: the deadline came, or a part of the index did not answer.
        Raises ``IndexUnavailable``."""

    def generation(self) -> str:
        """Another one whenever results may differ; asked before every search. Raises ``IndexUnavailable``."""

    def fields(self) -> frozenset[str]:
        """The fields of exact values that the index has. Of any other, nothing is found. Raises ``IndexUnavailable``."""

    def digests(self) -> dict[int, str]:
        """``IndexEntry.digest`` of each document in the index."""

    def problem(self) -> str:
        """What is wrong with the index, after looking at all of it; ``""``: nothing. Raises ``IndexUnreachable``."""

    def is_outdated(self) -> bool:
        """Whether the index was built with another dictionary, tokenizer or set of filters; it is searched all the same."""

    def go_back(self) -> None:
        """Search the generation before this one again. Under ``writing``; raises ``IndexUnavailable``."""

    def writing(self, patience: float = 0) -> AbstractContextManager[None]:
        """The one writer's lock, over all processes. Raises ``IndexBusy`` when it stays taken for so many seconds."""

    def building(self) -> AbstractContextManager[Generation]:
        """A new index beside the one that is searched. Raises ``IndexBusy`` when another is being built."""

    def write(self, entries: Iterable[IndexEntry], removed: Iterable[int] = ()) -> None:
        """Under ``writing``: replace these documents, remove those. When it returns all of it is found and will stay. On an
        error any part of it may have been done: to do it again mends that."""

    def is_merging_due(self) -> bool:
        """Whether ``merge`` has something to do that no process is doing; a matter of milliseconds."""

    def merge(self) -> bool:
        """Join parts of the index that writes have left; → whether there were any. Beside readers and writers, and
        killed at any moment it has changed nothing. Raises ``IndexBusy`` where another process is at it."""
