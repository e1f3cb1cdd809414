"""What killed processes left in the data folder: each backup and each start clears it away."""
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from documents.importing import discard
from documents.models import Document, Revision, Upload

WORKING = ("backup-*", "restore-*")
"""The folders in which backups and restores work; whoever holds the lock of backups knows that nobody else does."""
AGE = 24 * 3600
"""Seconds after which a file without a row is nobody's: an upload or an import stores the file first, then the row."""


def clear(data: Path, media: Path, now: float | None = None) -> list[Path]:
    """Delete working folders of backups, and files that no row names; → what was deleted. Call with the lock of backups held."""
    folders = [path for pattern in WORKING for path in data.glob(pattern) if path.is_dir()]
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    before = (now or time.time()) - AGE
    files = list(_unowned(media, before))
    for path in files:
        if path.stat().st_mtime < before:  # an import that finds its file stored already makes it young
            discard(path.relative_to(media).as_posix())
    return folders + files


def _unowned(media: Path, before: float) -> Iterator[Path]:
    old = {path.relative_to(media).as_posix(): path for path in media.rglob("*") if path.is_file() and path.stat().st_mtime < before}
    if not old:
        return
    named: set[str] = set()
    for rows, field in ((Document.objects, "original"), (Revision.objects, "original"), (Upload.objects, "file")):
        named.update(rows.exclude(**{field: ""}).values_list(field, flat=True).iterator())
    yield from (path for name, path in old.items() if name not in named)
