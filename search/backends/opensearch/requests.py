"""The requests of one search: all to the same generation, within one deadline."""
from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from .client import is_partial
from .store import Store

PAGE = 5_000


class Requests:
    """``partial``: whether something of what was asked so far did not come."""

    def __init__(self, store: Store, seconds: float) -> None:
        self._store, self._end = store, time.monotonic() + seconds
        self._index = store.state()["index"]  # another generation may take over between two requests
        self.partial = False

    def ask(self, body: dict[str, Any]) -> dict[str, Any]:
        answer = self._store.cluster.search(self._index, body, self._left())
        self.partial = self.partial or is_partial(answer)
        return answer

    def ask_all(self, bodies: list[dict[str, Any]]) -> list[dict[str, Any]]:
        answers = self._store.cluster.searches(self._index, bodies, self._left()) if bodies else []
        self.partial = self.partial or any(map(is_partial, answers))
        return answers

    def pages(self, body: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The hits of a query one after the other, however many, in order of their documents."""
        body = body | {"size": PAGE, "sort": ["id", "place"]}
        while True:
            answer = self.ask(body)["hits"]["hits"]
            yield from answer
            if len(answer) < PAGE:
                return
            body = body | {"search_after": answer[-1]["sort"]}

    def _left(self) -> float:
        return max(0.001, self._end - time.monotonic())
