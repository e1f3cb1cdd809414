"""The whole index anew, beside the one that is searched."""
from __future__ import annotations

from collections.abc import Callable

from haystack import connections

from documents.models import Document

from .entries import entries
from .updates import work

BATCH = 200
PATIENCE = 120.0  # seconds that the switch waits for a writer to finish


def rebuild(progress: Callable[[int], None] = lambda count: None) -> int:
    """Build a generation, make it the current one, work off what came meanwhile; → how many documents it holds."""
    engine = connections["default"].get_backend()
    with engine.building() as generation:
        ids = list(Document.objects.published().order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(ids), BATCH):
            generation.write(entries(ids[start : start + BATCH]))
            progress(len(ids[start : start + BATCH]))
        with engine.writing(PATIENCE):
            late = generation.late()
            generation.write(entries(late), late)
            generation.activate()
    work()
    return len(ids)
