"""Originals are kept as they came, under the hash of their bytes: the same file twice is stored once."""
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from documents.understanding import Source


def keep(source: Source) -> str:
    """Store the bytes of ``source``; answers the path in storage."""
    digest = source.sha256
    suffix = PurePath(source.name).suffix.lower()
    path = f"originals/{digest[:2]}/{digest}{suffix if suffix[1:].isalnum() and len(suffix) < 8 else ''}"
    if not default_storage.exists(path):
        default_storage.save(path, ContentFile(source.data))
    return path
