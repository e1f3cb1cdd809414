"""The engine behind haystack's face, and behind our own, which is ``search.backends.contract.Engine``."""
from __future__ import annotations

from typing import Any

from haystack.backends import BaseEngine

from search.backends.haystack_query import PlanQuery
from search.backends.stored import StoredBackend
from search.plan import Hits, Plan

from . import searching
from .folder import damage_is_unavailable
from .store import Store, store_at


class WhooshSearchBackend(StoredBackend):
    store: Store

    def __init__(self, connection_alias: str, **connection_options: Any) -> None:
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

    def is_merging_due(self) -> bool:
        return self.store.is_merging_due()

    def merge(self) -> bool:
        return self.store.merge()


class WhooshEngine(BaseEngine):
    backend = WhooshSearchBackend
    query = PlanQuery
