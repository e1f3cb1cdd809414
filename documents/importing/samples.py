"""What comes with the portal is loaded once, or declined. From then on it is the editors', who may correct, withdraw or delete it."""
from collections.abc import Collection
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from django.db.models import QuerySet

from documents.analysis import Source
from documents.importing.pipeline import import_source
from documents.importing.reading import understand
from documents.importing.report import ImportResult, Outcome
from documents.importing.sources import files_under
from documents.importing.trash import trash
from documents.importing.turns import turn
from documents.models import Document, LoadedSample, State
from documents.revisions import editing
from documents.signals import bulk
from documents.vocabulary.enums import RevisionSource

WHY = "随附的文件"
"""What the first revision of a sample says of it."""


def never_loaded(names: Collection[str]) -> set[str]:
    """Those of ``names`` that were never loaded."""
    return set(names) - set(LoadedSample.objects.filter(name__in=names).values_list("name", flat=True))


def remember(names: Collection[str]) -> None:
    """Keep in mind that ``names`` are loaded. Call inside the transaction that loads them."""
    LoadedSample.objects.bulk_create([LoadedSample(name=name) for name in sorted(names)], ignore_conflicts=True)


def new_samples(folder: Path) -> list[Path]:
    """The documents among the samples of ``folder`` that were never loaded."""
    paths = {_name(path): path for path in files_under([folder / "corpus"])}
    new = never_loaded(paths)
    return [path for name, path in paths.items() if name in new]


def load_sample(path: Path) -> ImportResult:
    """Publish one of ``new_samples``; what the corpus holds already stays as it is."""
    source = Source(path.name, path.read_bytes())
    understood = cache(partial(understand, source))
    with turn(), editing(how=RevisionSource.IMPORT, why=WHY):
        result = import_source(source, dry_run=True, understood=understood)
        if result.outcome is Outcome.CREATED:
            result = import_source(source, state=State.PUBLISHED, understood=understood)
        elif result.outcome is not Outcome.REFUSED:
            result = replace(result, outcome=Outcome.UNCHANGED)
        remember([_name(path)])
    return result


def held_samples() -> QuerySet[Document]:
    """The documents that came with the portal, corrected since or not, and are not in the trash."""
    return Document.objects.filter(revisions__number=1, revisions__why=WHY).exclude(state=State.TRASHED).order_by("pk")


def decline_samples(folder: Path) -> None:
    """Have the documents of ``folder`` never loaded."""
    remember(list(map(_name, files_under([folder / "corpus"]))))


def remove_samples() -> int:
    """Put the samples into the trash, from where none comes back by itself; → how many."""
    with turn(), bulk(), editing(how=RevisionSource.BULK, why="移除随附的文件"):
        removed = list(held_samples())
        for document in removed:
            trash(document)
    return len(removed)


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
