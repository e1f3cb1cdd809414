"""The engine behind haystack's face, and behind our own, which is ``search.backends.contract.Engine``."""
from __future__ import annotations

from pathlib import Path
from typing import Any

from haystack.backends import BaseEngine

from search.backends.errors import IndexUnavailable, IndexUnreachable
from search.backends.haystack_query import PlanQuery
from search.backends.stored import StoredBackend
from search.plan import Hits, Plan

from . import searching
from .client import cluster_at
from .store import Store


class OpenSearchBackend(StoredBackend):
    store: Store

    def __init__(self, connection_alias: str, **connection_options: Any) -> None:
        super().__init__(connection_alias, **connection_options)
        given = connection_options
        cluster = cluster_at(given["URLS"], given.get("USER", ""), given.get("PASSWORD", ""), given.get("CA", ""))
        self.store = Store(cluster, given["INDEX"], Path(given["PATH"]), given.get("SHARDS", 1), given.get("REPLICAS", 0))

    def run(self, plan: Plan, seconds: float) -> Hits:
        return searching.search(self.store, plan, seconds)

    def generation(self) -> str:
        said = self.store.state()
        return f"{said['index']} {said['written']}"

    def fields(self) -> frozenset[str]:
        return frozenset(self.store.state()["fields"])

    def digests(self) -> dict[int, str]:
        return self.store.digests()

    def problem(self) -> str:
        try:
            self.store.state()
        except IndexUnreachable:
            raise
        except IndexUnavailable as error:
            return str(error)
        return ""

    def is_merging_due(self) -> bool:
        """The cluster merges by itself."""
        return False

    def merge(self) -> bool:
        return False


class OpenSearchEngine(BaseEngine):
    backend = OpenSearchBackend
    query = PlanQuery
