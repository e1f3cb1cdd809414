"""Files that take time to set: made by one thread of this process after the other, and kept until their document changes."""
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from hashlib import sha256
from threading import Lock

from django.core.cache import caches

from documents.typesetting import Paper, typeset

VERSION = 1
"""Raised where a form looks another way: what was made before is made again."""
MOST_WAITING = 8
PATIENCE_SECONDS = 5

_maker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="typesetting")
_running: dict[str, Future[bytes]] = {}
_lock = Lock()


class TooMany(Exception):
    """So many files are being made that one more would not be ready soon."""


def key(form: str, paper: Paper) -> str:
    """What names the file: another text, another status or another version of a form is another file."""
    return sha256(f"{VERSION} {form} {paper!r}".encode("utf-8", "surrogatepass")).hexdigest()


def made(form: str, paper: Paper, patience: float | None = None) -> bytes | None:
    """The file; ``None`` where it is still being made after ``patience`` seconds: ask again.

    Raises ``sandbox.Refused`` where it cannot be made, ``TooMany`` where too many others are waited for.
    """
    name, kept = key(form, paper), caches["exports"]
    if (found := kept.get(name)) is not None:
        return found
    with _lock:
        future = _running.get(name)
        if future is None:
            if len(_running) >= MOST_WAITING:
                raise TooMany
            future = _running[name] = _maker.submit(_make, name, form, paper)
    try:
        return future.result(PATIENCE_SECONDS if patience is None else patience)
    except NotYet:
        return None


def _make(name: str, form: str, paper: Paper) -> bytes:
    try:
        file = typeset(form, paper)
        caches["exports"].set(name, file)
        return file
    finally:
        with _lock:
            _running.pop(name, None)
