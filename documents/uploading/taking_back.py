"""A batch is taken back: what it stored is as it was before, where nobody has changed it since."""
from __future__ import annotations

from typing import Any

from django.db import transaction

from documents.importing import NotRestored, Outcome, restore, trash, turn
from documents.models import Batch, Document, Revision, State, Upload, UploadState
from documents.revisions import editing, last_applied
from documents.uploading.storing import NotTaken, discard_file
from documents.vocabulary.enums import RevisionSource, RevisionStatus

STILL_OPEN = (UploadState.WAITING, UploadState.READ, UploadState.REFUSED, UploadState.ACCEPTED)


def take_back(batch: Batch, user: Any) -> list[str]:
    """Put what ``batch`` made into the trash, and give back to what it updated its former text and facts; what still waits is
    given up, and a file that was split stays, being the only original of its parts. Returns, in Chinese, what stays and why."""
    left = []
    for upload in batch.uploads.filter(state=UploadState.STORED).select_related("document").defer("raw"):
        try:
            with turn(), editing(author=user, how=RevisionSource.RESTORE, why=f"收回{batch}上传。"):
                _take_back(upload, user)
        except (NotTaken, NotRestored) as refusal:
            left.append(f"《{upload.title}》：{refusal}")
    for upload in batch.uploads.filter(state__in=STILL_OPEN).defer("raw"):
        with transaction.atomic():
            if Upload.objects.filter(pk=upload.pk, state=upload.state).delete()[0]:
                discard_file(upload)
    return left


def _take_back(upload: Upload, user: Any) -> None:
    document = upload.document
    if document is not None and document.state != State.TRASHED:
        if document.is_published and not user.has_perm("documents.publish_document"):
            raise NotTaken("已经发布，您没有撤回它的权限。")
        made = document.revisions.filter(number=upload.revision or 0).first()
        if not _is_still(made, document):
            raise NotTaken("存入之后又有人改动过，没有收回。")
        _undo(upload, document, made)
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.TAKEN_BACK.value)


def _is_still(made: Revision | None, document: Document) -> bool:
    """Whether all that became of ``document`` since the revision ``made`` is that it was published or withdrawn."""
    last = last_applied(document)
    if made is None or last is None:
        return False
    return made.text_id == last.text_id and _facts(made) == _facts(last)


def _facts(revision: Revision) -> dict[str, Any]:
    return {name: value for name, value in revision.facts.items() if name != "state"}


def _undo(upload: Upload, document: Document, made: Revision | None) -> None:
    if upload.outcome == Outcome.CREATED.value:
        trash(document)
        return
    before = document.revisions.filter(status=RevisionStatus.APPLIED, number__lt=made.number if made else 0).order_by("number").last()
    if before is None:
        raise NotTaken("没有更早的修订可以恢复。")
    restore(document, before)
