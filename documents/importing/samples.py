"""What comes with the portal is loaded once. From then on it is the editors', who may correct, withdraw or delete it."""
from collections.abc import Collection
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from django.db import transaction

from documents.analysis import Source
from documents.importing.pipeline import import_source
from documents.importing.reading import understand
from documents.importing.report import ImportResult, Outcome
from documents.importing.sources import files_under
from documents.models import LoadedSample, State
from documents.revisions import editing
from documents.vocabulary.enums import RevisionSource


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
    with transaction.atomic(), editing(how=RevisionSource.IMPORT, why="随附的文件"):
        result = import_source(source, dry_run=True, understood=understood)
        if result.outcome is Outcome.CREATED:
            result = import_source(source, state=State.PUBLISHED, understood=understood)
        elif result.outcome is not Outcome.REFUSED:
            result = replace(result, outcome=Outcome.UNCHANGED)
        remember([_name(path)])
    return result


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
