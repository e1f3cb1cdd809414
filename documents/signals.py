"""What other packages hear of the corpus.

``document_changed`` is sent inside the transaction that changes a document, its sections, bodies or topics, after
all of them are written, with ``document_id``: whoever keeps a copy notes it there and works after the commit.

``bulk_ended`` is sent outside transactions, when a ``bulk`` of changes is over: whoever works after each commit may
wait for it instead.

``minute_passed`` is sent by a worker, about once a minute: whoever has something that must not keep a request waiting does it then.
"""
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.dispatch import Signal

document_changed = Signal()
bulk_ended = Signal()
minute_passed = Signal()
_in_bulk = ContextVar("in_bulk", default=False)


@contextmanager
def bulk() -> Iterator[None]:
    """Many documents change in what follows; ``bulk_ended`` is sent afterwards, however it ends."""
    token = _in_bulk.set(True)
    try:
        yield
    finally:
        _in_bulk.reset(token)
        bulk_ended.send(None)


def is_bulk() -> bool:
    return _in_bulk.get()
