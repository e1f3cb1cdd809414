"""Originals are kept as they came, under the hash of their bytes: the same file twice is stored once."""
import os
import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from documents.analysis import Source
from documents.models import Document, Revision


@contextmanager
def keeping(source: Source) -> Iterator[str]:
    """Store the bytes of ``source`` under the path that it answers, while the block runs: to wait for the disk takes long.

    After the block they are there, whole, or it raises ``OSError``. A file that a crash has torn is written again.
    """
    digest = source.sha256
    suffix = PurePath(source.name).suffix.lower()
    path = f"originals/{digest[:2]}/{digest}{suffix if suffix[1:].isalnum() and len(suffix) < 8 else ''}"
    with ThreadPoolExecutor(max_workers=1) as beside:
        kept = beside.submit(_keep, path, digest, source.data)
        yield path
        kept.result()


def _keep(path: str, digest: str, data: bytes) -> None:
    if _holds(path, digest):
        os.utime(default_storage.path(path))  # it is somebody's again: what nobody's is old and cleared away
    else:
        _write(path, data)


def discard(path: str | None) -> None:
    """Delete what neither a document nor a revision of one comes from any more."""
    if not path:
        return
    with transaction.atomic():  # on SQLite no import of the same bytes, which finds them stored, can come between
        if not (Document.objects.filter(original=path).exists() or Revision.objects.filter(original=path).exists()):
            default_storage.delete(path)


def _holds(path: str, digest: str) -> bool:
    if not default_storage.exists(path):
        return False
    with default_storage.open(path) as file:
        return sha256(file.read()).hexdigest() == digest


def _write(path: str, data: bytes) -> None:
    """In place of what may be there, in one step."""
    beside = default_storage.save(f"{path}.{secrets.token_hex(4)}", ContentFile(data))
    os.replace(default_storage.path(beside), default_storage.path(path))
