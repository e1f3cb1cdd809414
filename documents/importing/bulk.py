"""Many files at once: streamed, one transaction each, with a report at the end."""
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from documents.importing.pipeline import import_source
from documents.importing.report import ImportResult, Outcome
from documents.importing.sources import Unreadable, files_under, sources_in
from documents.models import State
from documents.signals import bulk


def import_paths(
    paths: Iterable[Path], *, state: State | None = None, dry_run: bool = False
) -> Iterator[ImportResult]:
    """Import every file that ``paths`` mean, yielding each result as it is there.

    A bad file never stops the others; only what is wrong with this machine (a full disk, a lost database) raises.
    """
    with bulk():
        for path in files_under(paths):
            for source in sources_in(path):
                if isinstance(source, Unreadable):
                    yield ImportResult(source.name, Outcome.REFUSED, reason=source.reason)
                else:
                    yield import_source(source, state=state, dry_run=dry_run)


def summary(results: Iterable[ImportResult]) -> str:
    """``新增 3，更新 0，未变 25，拒收 1``"""
    counts = Counter(result.outcome for result in results)
    return "，".join(f"{outcome.label} {counts[outcome]}" for outcome in Outcome)
