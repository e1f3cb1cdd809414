"""The whole index anew, beside the one that is searched."""
from __future__ import annotations

from django.db import connections as databases
from haystack import connections

from documents.models import Document
from search.backends.contract import Progress
from search.backends.document_entries import entries
from search.backends.entries import IndexEntry
from search.models import PendingUpdate

from .merging import merge_soon
from .updates import readable, set_aside, work

BATCH = 40
PATIENCE = 120.0  # seconds that the switch waits for a writer to finish


def rebuild(processes: int = 1, progress: Progress = lambda count: None) -> int:
    """Build a generation, make it the current one, work off what came meanwhile; → how many documents were read.

    Raises ``IndexBusy`` where another process rebuilds. On any error the index that is searched stays.
    """
    engine = connections["default"].get_backend()
    with engine.building() as generation:
        before = PendingUpdate.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        ids = list(Document.objects.published().order_by("pk").values_list("pk", flat=True))
        batches = [ids[start : start + BATCH] for start in range(0, len(ids), BATCH)]
        databases.close_all()  # a connection must not be shared with the processes that are started now
        generation.fill(batches, _read, processes, progress)
        with engine.writing(PATIENCE):
            late = generation.late()
            generation.write(entries(late), late)
            generation.activate()
        # What had been noted before anything was read is in the new generation.
        PendingUpdate.objects.filter(pk__lte=before, reason="").delete()
    work()
    merge_soon()
    return len(ids)


def _read(ids: list[int]) -> list[IndexEntry]:
    found, failed = readable(set(ids))
    set_aside(failed)
    return found
