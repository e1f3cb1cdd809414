"""Merging what updates have left in many pieces, in a process of its own and never in one that serves."""
from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time

from django.conf import settings
from haystack import connections

from search.backends.errors import IndexBusy, IndexUnavailable

RETRY = 300.0  # seconds after a failure until it is tried again
log = logging.getLogger(__name__)
_starting = threading.Lock()
_merger: subprocess.Popen | None = None
_failed_at = float("-inf")


def merge_soon() -> None:
    """Have a process merge what is due, unless one is at it; without background processes, merge here and now.

    Never fails: an index in pieces is searched as well, only not as fast.
    """
    try:
        if settings.INDEX_IN_BACKGROUND:
            with _starting:
                _start_merger()
        else:
            _merge_here()
    except (IndexBusy, IndexUnavailable):
        pass
    except Exception:
        log.exception("the index cannot be merged")


def _merge_here() -> None:
    engine = connections["default"].get_backend()
    while engine.is_merging_due():
        engine.merge()


def _start_merger() -> None:
    global _merger, _failed_at
    if _merger is not None:
        if (ended := _merger.poll()) is None:
            return
        _merger = None
        if ended:
            log.error("merging the index failed with status %s", ended)
            _failed_at = time.monotonic()
    if time.monotonic() - _failed_at > RETRY and connections["default"].get_backend().is_merging_due():
        command = [sys.executable, "-W", "ignore", str(settings.BASE_DIR / "manage.py"), "merge_index"]
        _merger = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
