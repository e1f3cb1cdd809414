"""Encoding what is published and has no vectors yet, in a process of its own and never in one that serves."""
from __future__ import annotations

import hashlib
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import numpy as np
from django.conf import settings
from haystack import connections

from search.backends.contract import Read
from search.backends.document_entries import entries
from search.backends.entries import IndexEntry, Passage
from search.backends.errors import IndexUnavailable

from .encoder import NAME, SIZE, Encoder, is_installed
from .vectors import Encoded, Snapshot, VectorStore, rounded

BATCH = 20
MOST_CHARACTERS = 4000
RETRY = 300.0  # seconds after a failure until it is tried again
log = logging.getLogger(__name__)
_starting = threading.Lock()
_process: subprocess.Popen | None = None
_seen = ""
_failed_at = float("-inf")


def text_of(title: str, passage: Passage) -> str:
    """What is encoded of a passage: a provision is understood with its document and the headings above it.

    >>> text_of("学籍管理办法", Passage("art-4", "第四条 学籍档案\\n学校应当建立档案。", "学籍档案", "总则"))
    '学籍管理办法 总则\\n第四条 学籍档案\\n学校应当建立档案。'
    """
    return f"{title} {passage.path}".strip()[:200] + f"\n{passage.text}"[:MOST_CHARACTERS]


def fill(encoder: Encoder, read: Read = entries) -> Iterator[int]:
    """Encode what the index holds and the vectors lack; → after each batch, how many documents it had. ``read``: the entries of
    some documents.

    Killed at any moment, it loses one batch. Raises ``VectorsBusy`` where another process is at it, and ``IndexUnavailable``.
    """
    wanted = connections["default"].get_backend().digests()
    vectors = VectorStore(settings.VECTORS, NAME)
    with vectors.writing():
        have = vectors.snapshot().digests()
        waiting = sorted(number for number, digest in wanted.items() if have.get(number) != digest)
        for start in range(0, len(waiting), BATCH):
            batch = waiting[start : start + BATCH]
            if found := [_encoded(entry, encoder, vectors.snapshot()) for entry in read(batch)]:
                vectors.write(found)
                vectors.tidy(wanted.keys())
            yield len(batch)
        vectors.tidy(wanted.keys())


def _encoded(entry: IndexEntry, encoder: Encoder, stored: Snapshot) -> Encoded:
    """A document with the vectors of its passages; those whose text is as it was keep theirs."""
    number = entry.document_id
    passages = [passage for passage in entry.passages if passage.text.strip()]
    texts = [text_of(entry.title[0], passage) for passage in passages]
    hashes = tuple(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest() for text in texts)
    before = stored.document(number) if number in stored else None
    known = dict(zip(before.hashes, before.rows, strict=True)) if before else {}
    new = {hash: text for hash, text in zip(hashes, texts, strict=True) if hash not in known}
    known |= zip(new, rounded(encoder.passages(list(new.values()))), strict=True) if new else {}
    return Encoded(number, entry.digest, tuple(p.anchor for p in passages), hashes, np.array([known[hash] for hash in hashes], "i1").reshape(-1, SIZE))


def fill_soon() -> None:
    """Have a process encode what is published, unless one is at it or nothing has changed since one was; without background
    processes, or where the packages of the extra are missing, nothing is done. Never fails: words are searched all the same."""
    if not settings.INDEX_IN_BACKGROUND or not is_installed():
        return
    try:
        with _starting:
            _start(connections["default"].get_backend().generation())
    except IndexUnavailable:
        pass
    except Exception:
        log.exception("sections cannot be encoded")


def _start(generation: str) -> None:
    global _process, _seen, _failed_at
    if _process is not None:
        if (ended := _process.poll()) is None:
            return
        _process = None
        if ended:
            log.error("encoding sections failed with status %s", ended)
            _failed_at, _seen = time.monotonic(), ""
    if generation != _seen and time.monotonic() - _failed_at > RETRY:
        command = [sys.executable, "-W", "ignore", str(settings.BASE_DIR / "manage.py"), "encode_sections"]
        _process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _seen = generation
