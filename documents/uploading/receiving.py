"""Files arrive: each waits in a row of its own, or is refused by name and reason."""
from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from documents import formats
from documents.analysis import Source
from documents.importing import SentFile, Unreadable, sources_of_sent, sources_sent
from documents.models import Batch, Upload, UploadState

LONGEST_NAME = 255


def receive(files: Iterable[UploadedFile], user: Any) -> Batch:
    """A batch of ``files``, archives as what is in them, a document and its attachments as one, which ``user`` has sent."""
    batch = Batch.objects.create(created_by=user)
    for source in sources_of_sent([SentFile(file.name or "", file.size or 0, partial(_bytes, file)) for file in files]):
        add(batch, source, user)
    return batch


def _bytes(file: UploadedFile) -> bytes:
    file.seek(0)
    return file.read()


def take_in(batch: Batch, file: UploadedFile, user: Any, folder: str = "") -> list[Upload]:
    """The rows of one file of ``batch``, sent from ``folder``: of an archive one for each file in it, of what a system has
    left there none. Sent again, it is there once."""
    name = formats.path_in(folder, file.name or "")
    if formats.is_litter(name):
        return []
    return [add(batch, source, user) for source in sources_sent(name, file.size or 0, file.read)]


def add(batch: Batch, source: Source | Unreadable, user: Any) -> Upload:
    """The row of ``source`` in ``batch``: it waits to be read, or is refused; the same file is there once."""
    said = source.reason.encode() if isinstance(source, Unreadable) else source.data
    upload = Upload(batch=batch, name=source.name[-LONGEST_NAME:], digest=sha256(said).hexdigest(), uploaded_by=user)
    if known := _known(upload):
        return known
    try:
        if isinstance(source, Unreadable):
            raise formats.Refused(source.reason)
        formats.check(source.name, source.data)
    except formats.Refused as refusal:
        upload.state, upload.reason = UploadState.REFUSED.value, str(refusal)
        return _saved(upload)
    upload.file.save("upload", ContentFile(source.data), save=False)
    return _saved(upload)


def _known(upload: Upload) -> Upload | None:
    """The row of the same file in the same batch."""
    same = Upload.objects.filter(batch=upload.batch, name=upload.name, digest=upload.digest)
    return same.defer("raw").first()


def _saved(upload: Upload) -> Upload:
    """``upload``, stored; or the row of the same file, where two requests have brought it at once."""
    try:
        with transaction.atomic():
            upload.save()
    except Exception as error:
        if upload.file:
            upload.file.delete(save=False)
        if isinstance(error, IntegrityError) and (known := _known(upload)):
            return known
        raise
    return upload
