"""What a serving process does for the index beside its searches."""
from __future__ import annotations

import subprocess
import sys
import threading
import time
from contextlib import suppress

from django.conf import settings
from django.db.models import Count, Min
from django.utils import timezone
from haystack import connections

from search.backends.errors import IndexUnavailable
from search.models import PendingUpdate

from .updates import work_soon

EVERY = 30.0  # seconds between two looks for pending updates that nobody works off
RECOVERY = 300.0  # seconds between two attempts to build an index anew


class Interval:
    """``due`` once in so many seconds, for the first thread that calls it."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._next, self._lock = seconds, 0.0, threading.Lock()

    def due(self) -> bool:
        with self._lock:
            due = time.monotonic() >= self._next
            if due:
                self._next = time.monotonic() + self._seconds
            return due


_look = Interval(EVERY)
_recover = Interval(RECOVERY)
_recovery: subprocess.Popen | None = None


def resume_pending() -> None:
    """From time to time, resume the updates that a killed process left pending; have an outdated index built anew."""
    if settings.INDEX_IN_BACKGROUND and _look.due():
        work_soon()
        with suppress(IndexUnavailable):
            if connections["default"].get_backend().is_outdated():
                recover()


def status() -> dict[str, object]:
    """For whoever watches the site: whether the index can be searched, and how long the oldest change has waited."""
    try:
        connections["default"].get_backend().generation()
        index = "ok"
    except IndexUnavailable:
        index = "unavailable"
    pending = PendingUpdate.objects.aggregate(count=Count("pk"), oldest=Min("created_at"))
    waited = (timezone.now() - pending["oldest"]).total_seconds() if pending["oldest"] else 0
    return {"index": index, "pending": pending["count"], "oldest_pending_seconds": round(waited)}


def recover() -> None:
    """Have the index built anew in a process of its own; where another builds already, that one goes on alone."""
    global _recovery
    if not settings.INDEX_IN_BACKGROUND:
        return
    ended = _recovery is None or _recovery.poll() is not None
    if ended and _recover.due():
        command = [sys.executable, "-W", "ignore", str(settings.BASE_DIR / "manage.py"), "check_index", "--repair"]
        _recovery = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
