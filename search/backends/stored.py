"""An engine whose index lies in a store: what the contract asks of the index, and not of a search, is the store's to do."""
from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from .contract import Generation
from .entries import IndexEntry
from .haystack import HaystackBackend


class Store(Protocol):
    """As in ``search.backends.contract.Engine``."""

    def is_outdated(self) -> bool: ...

    def go_back(self) -> None: ...

    def writing(self, patience: float = 0) -> AbstractContextManager[None]: ...

    def building(self) -> AbstractContextManager[Generation]: ...

    def write(self, entries: Iterable[IndexEntry], removed: Iterable[int] = ()) -> None: ...


class StoredBackend(HaystackBackend):
    store: Store

    def is_outdated(self) -> bool:
        return self.store.is_outdated()

    def go_back(self) -> None:
        self.store.go_back()

    def writing(self, patience: float = 0) -> AbstractContextManager[None]:
        return self.store.writing(patience)

    def building(self) -> AbstractContextManager[Generation]:
        return self.store.building()

    def write(self, entries: Iterable[IndexEntry], removed: Iterable[int] = ()) -> None:
        self.store.write(entries, removed)
