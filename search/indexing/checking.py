"""Whether the index says what the database says, and mending it where it does not."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from haystack import connections

from documents.models import Document
from search.backends.contract import Progress
from search.backends.errors import IndexUnavailable, IndexUnreachable
from search.models import PendingUpdate

from .merging import merge_soon
from .rebuild import rebuild
from .updates import readable, work

BATCH = 200


@dataclass(frozen=True)
class Report:
    """``missing``: published and not in the index. ``extra``: in the index and not published. ``stale``: in the
    index with other content. ``problem``: why there is nothing to compare with. ``reasons``: why documents cannot
    be indexed."""

    missing: tuple[int, ...] = ()
    extra: tuple[int, ...] = ()
    stale: tuple[int, ...] = ()
    problem: str = ""
    outdated: bool = False
    reasons: tuple[tuple[int, str], ...] = ()

    @property
    def is_true(self) -> bool:
        return self == Report()


def check() -> Report:
    """Compare index and database, content by content. Raises ``IndexUnreachable``: nothing is known, and nothing is to be mended."""
    engine = connections["default"].get_backend()
    if problem := engine.problem():
        return Report(problem=problem)
    wanted, reasons = _wanted()
    try:
        indexed = engine.digests()
        outdated = engine.is_outdated()
    except IndexUnreachable:
        raise
    except IndexUnavailable as error:
        return Report(problem=str(error))
    return Report(
        missing=tuple(sorted(wanted.keys() - indexed.keys())),
        extra=tuple(sorted(indexed.keys() - wanted.keys() - reasons.keys())),
        stale=tuple(sorted(n for n in wanted.keys() & indexed.keys() if wanted[n] != indexed[n])),
        outdated=outdated,
        reasons=tuple(sorted(reasons.items())),
    )


def _wanted() -> tuple[dict[int, str], dict[int, str]]:
    digests: dict[int, str] = {}
    reasons: dict[int, str] = {}
    for ids in _batches():
        found, failed = readable(ids)
        digests |= {entry.document_id: entry.digest for entry in found}
        reasons |= failed
    return digests, reasons


def _batches() -> Iterator[set[int]]:
    ids = list(Document.objects.published().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        yield set(ids[start : start + BATCH])


def repair(report: Report, processes: int = 1, progress: Progress = lambda count: None) -> None:
    """Mend what a report says: the differences alone, or all of it where there is no index to mend."""
    if report.problem or report.outdated:
        rebuild(processes, progress)
        return
    wrong = {*report.missing, *report.extra, *report.stale}
    PendingUpdate.objects.bulk_create(PendingUpdate(document_id=number) for number in wrong)
    PendingUpdate.objects.update(tries=0)
    work()
    merge_soon()
