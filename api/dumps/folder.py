"""Which dump is served: the newest that is whole. None is, once a document in it is no longer public."""
from __future__ import annotations

import json
import os
import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from documents.models import Document, State

from .writing import CHECKSUMS, DICTIONARY, SLUGS, write


def root() -> Path:
    return settings.DATA_DIR / "dumps"


def current() -> Path | None:
    """The folder of the dump that is served, if there is one."""
    found = [path for path in root().glob("[0-9]*") if (path / DICTIONARY).exists()] if root().exists() else []
    return max(found, default=None)


def make() -> tuple[Path, int]:
    """Write a new dump in the place of the one that is served; its folder, and how many documents it has."""
    root().mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=root()) as unfinished:
        count = write(Path(unfinished))
        shutil.rmtree(Path(unfinished) / ".tmp", ignore_errors=True)
        made = root() / f"{timezone.now():%Y%m%dT%H%M%S%f}"
        os.chmod(unfinished, 0o755)
        os.rename(unfinished, made)
        os.mkdir(unfinished)  # for the block to take away
    for other in root().glob("[0-9]*"):
        if other != made:
            shutil.rmtree(other, ignore_errors=True)
    withdraw(lost(made))
    return made, count


def lost(folder: Path) -> set[str]:
    """The documents in a dump that are no longer public."""
    slugs = set(json.loads((folder / SLUGS).read_text(encoding="utf-8")))
    return slugs - set(Document.objects.published().order_by().values_list("slug", flat=True))


def described() -> dict[str, Any] | None:
    """What the dump that is served says of its files."""
    folder = current()
    return json.loads((folder / DICTIONARY).read_text(encoding="utf-8")) if folder else None


def file(name: str) -> Path | None:
    """A file of the dump that is served, and nothing else."""
    folder, package = current(), described()
    names = {DICTIONARY, CHECKSUMS, *(one["path"] for one in package["resources"])} if package else set()
    return folder / name if folder and name in names else None


def withdraw(slugs: set[str]) -> None:
    """Serve no dump that has one of ``slugs``."""
    folder = current()
    if folder and slugs & set(json.loads((folder / SLUGS).read_text(encoding="utf-8"))):
        shutil.rmtree(folder, ignore_errors=True)


def on_change(document_id: int, **_: object) -> None:
    """Hears of every change to a document: what is withdrawn or deleted is in no file from then on."""
    if not current():
        return
    gone = Document.objects.filter(pk=document_id, collected_at__isnull=False).exclude(state=State.PUBLISHED)
    if slugs := set(gone.values_list("slug", flat=True)):
        transaction.on_commit(partial(withdraw, slugs))
