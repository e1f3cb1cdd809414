"""The loop of a worker: what waits is done one by one, and a thread beside says that the worker lives."""
from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex

from django.db import DatabaseError, close_old_connections, connection

from documents.models import Upload, UploadState
from documents.uploading import leases
from documents.uploading.reading import read
from documents.uploading.storing import store

IDLE = 1.0  # seconds between two looks where nothing waits
log = logging.getLogger(__name__)


@dataclass
class Hand:
    """The key of the upload that a worker works on, whose lease is renewed; of what failed in its hands it is not."""

    upload: int | None = None


def name() -> str:
    """``host:process:token``, of which there is no other."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{token_hex(4)}"


def work_off(worker: str = "") -> int:
    """Do all that waits, in this process; how many files that were."""
    worker, done = worker or name(), 0
    while upload := leases.claim(worker):
        _work_on(upload)
        done += 1
    return done


def run(stop: threading.Event, tend: Callable[[], object] = lambda: None) -> None:
    """Work until ``stop`` is set, after the file that is in hand. ``tend`` is called between files, and where nothing waits."""
    worker, hand = name(), Hand()
    threading.Thread(target=_beat, args=(worker, hand, stop), name="beat", daemon=True).start()
    while not stop.is_set():
        try:
            tend()
            upload = leases.claim(worker)
            if upload is None:
                close_old_connections()
                stop.wait(IDLE)
            else:
                hand.upload = upload.pk
                try:
                    _work_on(upload)
                finally:
                    hand.upload = None
        except (DatabaseError, OSError):
            log.exception("the worker goes on when the database and the disk can be used again")
            close_old_connections()
            stop.wait(IDLE)
    leases.retire(worker)


def _work_on(upload: Upload) -> None:
    """Whatever goes wrong with one file, the others have their turn: it is tried again when its lease has run out."""
    try:
        read(upload, recognise=True) if upload.state == UploadState.READING else store(upload)
    except (DatabaseError, OSError):
        raise
    except Exception:
        log.exception("upload %s failed", upload.pk)


def _beat(worker: str, hand: Hand, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            leases.renew(worker, hand.upload)
        except DatabaseError:
            log.exception("the worker could not say that it lives")
        finally:
            connection.close()
        stop.wait(leases.BEAT)
