"""A value made from the database that each process keeps, and makes again after a while."""
from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar, cast

T = TypeVar("T")
_all: list[TimedCache] = []


SHARE = 100
"""So many times as long as it takes to make a value it is kept: of a large corpus it costs a process one percent of its time."""


class TimedCache(Generic[T]):
    """Call it for the value. It is at most ``seconds`` old, or being made by another thread, or takes long to make."""

    def __init__(self, make: Callable[[], T], seconds: float = 60) -> None:
        self._make, self._seconds = make, seconds
        self._value: T | None = None
        self._until = 0.0
        self._making = threading.Lock()
        _all.append(self)

    def __call__(self) -> T:
        # Whoever comes while the value is made again takes the old one; only the first ever has to wait.
        if time.monotonic() >= self._until and self._making.acquire(blocking=self._value is None):
            try:
                if time.monotonic() >= self._until:
                    begun = time.thread_time()  # a database that is slow to answer makes no value dear
                    self._value = self._make()
                    self._until = time.monotonic() + max(self._seconds, SHARE * (time.thread_time() - begun))
            finally:
                self._making.release()
        return cast(T, self._value)  # whoever found none has waited for it above

    def clear(self) -> None:
        self._value, self._until = None, 0.0


def clear_all() -> None:
    """After this, every value is made anew: for tests and for commands that change what values are made from."""
    for cache in _all:
        cache.clear()
