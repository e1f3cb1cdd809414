"""What a serving process holds of the model and the vectors, loaded beside its searches and never within one."""
from __future__ import annotations

import logging
import threading
from functools import lru_cache

import numpy as np
from django.conf import settings

from .encoder import NAME, Encoder, encoder, is_installed
from .nearest import Nearest
from .ranking import Meaning
from .vectors import Snapshot, VectorStore

LONGEST = 200
"""Characters of what is looked for; a sentence is shorter."""
log = logging.getLogger(__name__)


class Serving:
    """``meaning`` of what is looked for, from the vectors of a folder."""

    def __init__(self, store: VectorStore) -> None:
        self._store = store
        self._encoder: Encoder | None = None
        self._of: Snapshot | None = None
        self._nearest: Nearest | None = None
        self._loading = threading.Lock()
        self._query = lru_cache(256)(self._encoded)

    def meaning(self, text: str) -> Meaning | None:
        """``None`` where nothing is encoded, and until all is loaded."""
        snapshot = self._store.snapshot()
        if not snapshot.living:
            return None
        if snapshot is not self._of and self._loading.acquire(blocking=False):
            threading.Thread(target=self._load_and_release, args=(snapshot,), name="meaning", daemon=True).start()
        # Until a newer state of the vectors is loaded, the one before it serves.
        return Meaning(self._query(text[:LONGEST]), self._nearest) if self._nearest else None

    def _load_and_release(self, snapshot: Snapshot) -> None:
        try:
            self.load(snapshot)
        except Exception:
            log.exception("the model of meaning cannot be loaded; search is by words")
            self._of = snapshot  # not again before something changes
        finally:
            self._loading.release()

    def load(self, snapshot: Snapshot) -> None:
        self._encoder = self._encoder or encoder()
        self._nearest, self._of = Nearest(snapshot), snapshot

    def _encoded(self, text: str) -> np.ndarray:
        assert self._encoder
        return self._encoder.query(text)


_serving: Serving | None = None


def meaning(text: str) -> Meaning | None:
    """The meaning of ``text`` among what is published; ``None`` where search is by words alone."""
    global _serving
    if not is_installed():
        return None
    if _serving is None:
        _serving = Serving(VectorStore(settings.VECTORS, NAME))
    return _serving.meaning(text)
