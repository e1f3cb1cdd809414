"""What was read becomes a document: many at a time by a worker, each exactly once."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib.admin.models import ADDITION, LogEntry
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from documents import formats
from documents.analysis import Analysed, Source
from documents.importing import Outcome, compare, import_source, understand
from documents.models import Document, State, Upload, UploadState
from documents.revisions import editing, last_number
from documents.uploading.leases import settle
from documents.uploading.reading import doubts_of, source_of, told
from documents.vocabulary.enums import RevisionSource


class NotTaken(Exception):
    """Why an upload cannot be stored as it was read, in Chinese."""


def accept(uploads: Iterable[Upload], user: Any, state: State) -> int:
    """Have those of ``uploads`` in which nothing is doubtful stored in ``state``, as they were read; how many that are."""
    keys = [upload.pk for upload in uploads if upload.is_plain]
    return Upload.objects.filter(pk__in=keys, state=UploadState.READ).update(
        state=UploadState.ACCEPTED.value, accepted_by=user, accepted_as=state.value, reason="", tries=0
    )


def store(upload: Upload) -> None:
    """Store ``upload``, which is leased. The document and the word that it is stored are written together, or neither."""
    try:
        source = replace(source_of(upload), recognise=True)
        parsed = understand(source)
    except formats.Refused as refusal:
        settle(upload, state=UploadState.READ.value, reason=str(refusal))
        return
    try:
        with transaction.atomic(), editing(author=upload.accepted_by, how=RevisionSource.UPLOAD):
            _store(upload, source, parsed)
    except NotTaken as refusal:
        settle(upload, state=UploadState.READ.value, reason=str(refusal), **told(parsed, upload.name))


def _store(upload: Upload, source: Source, parsed: Analysed) -> None:
    verdict = compare(parsed, name=source.name)
    if verdict.outcome is not Outcome.CREATED or doubts_of(parsed, verdict):
        raise NotTaken("读过之后，收录的文件有了变化，现在有疑点，没有自动存入。请逐份审阅。")
    result = import_source(source, state=State(upload.accepted_as), understood=lambda: parsed)
    if result.outcome is not Outcome.CREATED or result.document_id is None:
        raise NotTaken(result.reason or "这份文件已经收录，没有再存。请逐份审阅。")
    document = Document.objects.get(pk=result.document_id)
    if not settle(upload, **record_of(document, result.outcome)):
        transaction.set_rollback(True)  # another worker has taken it over
        return
    discard_file(upload)
    message = f"随{upload.batch or '上传'}存入，发布状态“{document.get_state_display()}”"
    if upload.accepted_by_id is not None:  # whose account is still there
        LogEntry.objects.log_actions(upload.accepted_by_id, [document], ADDITION, message, single_object=True)


def keep_record(upload: Upload, document: Document, outcome: Outcome, user: Any) -> None:
    """Keep in mind that ``user`` has stored ``upload`` as ``document``. Call in the transaction that does; raises ``NotTaken``
    where somebody else has been faster."""
    open_ones = Upload.objects.filter(pk=upload.pk, state__in=[UploadState.READ, UploadState.REFUSED])
    if not open_ones.update(accepted_by=user, **record_of(document, outcome)):
        raise NotTaken("这份上传已经由别人存入或放弃。")
    discard_file(upload)


def record_of(document: Document, outcome: Outcome) -> dict[str, Any]:
    return {
        "state": UploadState.STORED.value, "document": document, "outcome": outcome.value, "revision": last_number(document),
        "title": document.title, "reason": "", "file": "", "raw": None, "stored_at": timezone.now(),
    }


def discard_file(upload: Upload) -> None:
    """The bytes are kept as the document's original; those that were sent go when the transaction is over."""
    if upload.file.name:
        transaction.on_commit(partial(default_storage.delete, upload.file.name))
