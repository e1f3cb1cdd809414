"""The engine behind haystack's face, and behind our own, which is ``search.backends.contract.Engine``."""
from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager

from haystack.backends import BaseEngine

from search.backends.entries import Entry
from search.backends.haystack import HaystackBackend
from search.backends.lookups import PlanQuery
from search.plan import Hits, Plan

from . import searching
from .folder import damage_is_unavailable
from .store import Generation, store_at


class WhooshSearchBackend(HaystackBackend):
    def __init__(self, connection_alias, **connection_options):
        super().__init__(connection_alias, **connection_options)
        self.store = store_at(str(connection_options["PATH"]))

    def run(self, plan: Plan, seconds: float) -> Hits:
        snapshot = self.store.snapshot()
        with damage_is_unavailable():
            return searching.search(snapshot, plan, seconds)

    def generation(self) -> str:
        return self.store.snapshot().generation

    def fields(self) -> frozenset[str]:
        return self.store.snapshot().fields

    def digests(self) -> dict[int, str]:
        return self.store.snapshot().digests()

    def problem(self) -> str:
        return self.store.problem()

    def is_outdated(self) -> bool:
        return self.store.is_outdated()

    def go_back(self) -> None:
        self.store.go_back()

    def writing(self, patience: float = 0) -> AbstractContextManager[None]:
        return self.store.writing(patience)

    def building(self) -> AbstractContextManager[Generation]:
        return self.store.building()

    def write(self, entries: Iterable[Entry], removed: Iterable[int] = ()) -> None:
        self.store.write(entries, removed)

    def is_merging_due(self) -> bool:
        return self.store.is_merging_due()

    def merge(self) -> bool:
        return self.store.merge()


class WhooshEngine(BaseEngine):
    backend = WhooshSearchBackend
    query = PlanQuery
