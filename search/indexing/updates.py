"""Keeping the index true: what changed is noted with the change, and worked off after it.

A note is a row written in the transaction that changes the document, so that both stand or neither. Whoever gets
the one writer's lock works off all notes, in batches; the others leave theirs to it. A note goes only when its
document is safely in the index: a crash at any point costs a repetition and nothing else.
"""
from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Count, F
from django.utils import timezone
from haystack import connections
from tqdm import tqdm

from documents.models import Document
from documents.signals import is_bulk
from search.backends.document_entries import entries
from search.backends.entries import IndexEntry
from search.backends.errors import IndexBusy, IndexUnavailable
from search.meaning.filling import fill_soon
from search.models import IndexedDay, PendingUpdate

from .merging import merge_soon

BATCH = 100
RETRY = 2.0  # seconds after which is tried again to write to an index that could not be written
TRIES = 5
_waiting = threading.Lock()
log = logging.getLogger(__name__)


def note(document_id: int, **_: object) -> None:
    """Hear ``document_changed``: note the document in its transaction, work after the commit."""
    PendingUpdate.objects.create(document_id=document_id)
    if not is_bulk():
        transaction.on_commit(work_soon)


def work_through(**_: object) -> None:
    """Hear ``bulk_ended``: work off all that a bulk of changes has left, with a bar where someone looks on."""
    waiting = PendingUpdate.objects.aggregate(documents=Count("document_id", distinct=True))["documents"]
    with tqdm(total=waiting, desc="更新索引", unit="篇", disable=None) as bar:
        for batch, _failed in _worked_off():
            bar.update(len(batch))
            merge_soon()


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
        merge_soon()
        fill_soon()
    except Exception:
        log.exception("updating the index failed; what is pending stays pending")


def note_status_changes(today: date) -> None:
    """Note the documents of which the passing of days has changed the 时效, once for all processes."""
    indexed, _ = IndexedDay.objects.get_or_create(pk=1, defaults={"day": today})
    if indexed.day == today:
        return
    first, last = sorted((indexed.day, today))  # a clock that was ahead is put back, too
    with transaction.atomic():
        if IndexedDay.objects.filter(pk=1, day=indexed.day).update(day=today):
            turned = Document.objects.published().turning(first, last).order_by().values_list("pk", flat=True)
            PendingUpdate.objects.bulk_create(PendingUpdate(document_id=number) for number in turned)


def work() -> int:
    """Work off what is pending; → how many documents. Where another process is at it, or there is no index, none."""
    return sum(len(batch - failed) for batch, failed in _worked_off())


def _worked_off() -> Iterator[tuple[set[int], set[int]]]:
    """Work off what is pending, batch by batch; → each, and those so far that cannot be indexed.

    The lock is free between batches, so that a merger gets its turn; and all is looked at again after it is free: a
    note may have come while it was still held.
    """
    note_status_changes(timezone.localdate())
    failed: set[int] = set()
    try:
        while _pending(exclude=failed):
            with connections["default"].get_backend().writing():
                if batch := _pending(exclude=failed):
                    failed |= _work_off(batch)
            yield batch, failed
    except IndexBusy:
        pass
    except IndexUnavailable:
        _work_again()


def _work_again() -> None:
    """Try again in a while, in one thread of the process: what waits is found soon after the index is there again, whether or not
    anybody searches."""
    if settings.INDEX_IN_BACKGROUND and _waiting.acquire(blocking=False):
        timer = threading.Timer(RETRY, _try_again)
        timer.daemon = True
        timer.start()


def _try_again() -> None:
    _waiting.release()
    work_soon()


def _pending(exclude: set[int]) -> set[int]:
    """A batch of documents that have notes, however many each has, except ``exclude``, those that cannot be indexed now."""
    notes = PendingUpdate.objects.filter(tries__lt=TRIES).exclude(document_id__in=exclude)
    return set(notes.order_by("document_id").values_list("document_id", flat=True).distinct()[:BATCH])


def _work_off(ids: set[int]) -> set[int]:
    """One batch; → documents that cannot be indexed: they stay noted, with the reason.

    Only notes from before the documents are read go with them: a later one means that they have changed again.
    """
    last = PendingUpdate.objects.order_by("pk").values_list("pk", flat=True).last()
    found, failed = readable(ids)
    connections["default"].get_backend().write(found, ids - failed.keys())
    PendingUpdate.objects.filter(document_id__in=ids - failed.keys(), pk__lte=last).delete()
    set_aside(failed)
    return set(failed)


def readable(ids: set[int]) -> tuple[list[IndexEntry], dict[int, str]]:
    """→ entries of the published ones, and why some of them cannot be indexed."""
    try:
        return list(entries(ids)), {}
    except Exception:
        log.exception("a batch cannot be indexed as a whole")
    found: list[IndexEntry] = []
    failed: dict[int, str] = {}
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
