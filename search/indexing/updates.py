"""Keeping the index true: what changed is noted with the change, and worked off after it.

A note is a row written in the transaction that changes the document, so that both stand or neither. Whoever gets
the one writer's lock works off all notes, in batches; the others leave theirs to it. A note goes only when its
document is safely in the index: a crash at any point costs a repetition and nothing else.
"""
from __future__ import annotations

import logging
import threading

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from haystack import connections

from documents.models import Document
from search.backends.entries import Entry
from search.backends.errors import IndexBusy, IndexUnavailable
from search.models import PendingUpdate

from .entries import entries

BATCH = 100
TRIES = 5
log = logging.getLogger(__name__)


def note(document_id: int, **_) -> None:
    """Hear ``document_changed``: note the document in its transaction, work after the commit."""
    PendingUpdate.objects.create(document_id=document_id)
    transaction.on_commit(work_soon)


def work_soon() -> None:
    """Work off what is pending, without keeping a request waiting and without failing it."""
    if settings.INDEX_IN_BACKGROUND:
        threading.Thread(target=_work_in_thread, name="index").start()
    else:
        _work_or_log()


def _work_in_thread() -> None:
    try:
        _work_or_log()
    finally:
        connection.close()


def _work_or_log() -> None:
    try:
        work()
    except Exception:
        log.exception("updating the index failed; what is pending stays pending")


def work() -> int:
    """Work off what is pending; → how many documents. Where another process is at it, or there is no index, none."""
    done = 0
    tried: set[int] = set()
    try:
        # Look again after the lock is free: a note may have come while it was still held.
        while _pending(tried).exists():
            with connections["default"].get_backend().writing():
                while batch := list(_pending(tried)[:BATCH]):
                    tried |= {pending.pk for pending in batch}
                    done += _work_off(batch)
    except (IndexBusy, IndexUnavailable):
        pass
    return done


def _pending(tried: set[int]):
    return PendingUpdate.objects.filter(tries__lt=TRIES).exclude(pk__in=tried)


def _work_off(batch: list[PendingUpdate]) -> int:
    """One batch: a document that cannot be read stays behind with the reason."""
    ids = {pending.document_id for pending in batch}
    found, failed = readable(ids)
    connections["default"].get_backend().write(found, ids - failed.keys())
    PendingUpdate.objects.filter(pk__in=[pending.pk for pending in batch]).exclude(document_id__in=failed).delete()
    set_aside(failed)
    return len(ids) - len(failed)


def readable(ids: set[int]) -> tuple[list[Entry], dict[int, str]]:
    """→ entries of the published ones, and why some of them cannot be indexed."""
    try:
        return list(entries(ids)), {}
    except Exception:
        log.exception("a batch cannot be indexed as a whole")
    found, failed = [], {}
    for document_id in Document.objects.published().filter(pk__in=ids).values_list("pk", flat=True):
        try:
            found.extend(entries([document_id]))
        except Exception as error:
            failed[document_id] = f"{type(error).__name__}: {error}"
    return found, failed


def set_aside(failed: dict[int, str]) -> None:
    """Note why documents cannot be indexed: they are tried again, a few times by themselves, then with each repair."""
    for document_id, reason in failed.items():
        pending = PendingUpdate.objects.filter(document_id=document_id)
        if not pending.update(tries=F("tries") + 1, reason=reason):
            PendingUpdate.objects.create(document_id=document_id, tries=1, reason=reason)
