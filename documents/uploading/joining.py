"""Files of a batch that were sent one by one, and are a document and its attachments, become one upload."""
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet

from documents import formats
from documents.analysis import Source
from documents.importing import with_attachments
from documents.models import Batch, Upload, UploadState
from documents.uploading.storing import discard_file

STILL_OPEN = (UploadState.WAITING, UploadState.READING, UploadState.READ)


def join(batch: Batch) -> int:
    """Make one upload of each document of ``batch`` and its attachments; how many came of it. It is read anew; what somebody
    has taken or given up meanwhile stays as it is, and a worker that reads one of them now writes nothing."""
    uploads = list(_open_ones(batch))
    counts = Counter(upload.name for upload in uploads)
    by_name = {upload.name: upload for upload in uploads if counts[upload.name] == 1}
    groups = formats.groups(list(by_name), lambda name: _bytes(by_name[name]))
    return sum(_join(batch, group, by_name) for group in groups)


def _open_ones(batch: Batch) -> QuerySet[Upload]:
    return batch.uploads.filter(state__in=STILL_OPEN).exclude(file="").order_by("pk").defer("raw")


def _join(batch: Batch, group: formats.Group, by_name: dict[str, Upload]) -> bool:
    made = list(with_attachments([Source(name, _bytes(by_name[name])) for name in group.paths], [group]))
    if len(made) != 1 or not isinstance(made[0], Source):  # too large for one
        return False
    known = {by_name[name].pk: by_name[name].file.name for name in group.paths}
    with transaction.atomic():  # nobody else writes meanwhile: all that takes time is done
        locked = {upload.pk: upload for upload in _open_ones(batch).select_for_update().filter(pk__in=known)}
        if {pk: upload.file.name for pk, upload in locked.items()} != known:
            return False
        main, *others = (locked[by_name[name].pk] for name in group.paths)
        _replace(main, others, made[0])
    return True


def _replace(main: Upload, others: Sequence[Upload], source: Source) -> None:
    discard_file(main)
    main.file.save("upload", ContentFile(source.data), save=False)
    main.name, main.state, main.raw, main.tries, main.leased_by, main.leased_until = source.name, UploadState.WAITING.value, None, 0, "", None
    main.digest = sha256(source.data).hexdigest()
    main.save()
    for other in others:
        other.delete()
        discard_file(other)


def _bytes(upload: Upload) -> bytes:
    """The file as it was sent; nothing where the disk has it no more, which reading it will say."""
    try:
        with upload.file.open() as file:
            return file.read()
    except OSError:
        return b""
