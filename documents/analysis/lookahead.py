"""Many files: the next ones are analysed in the sandbox while this process stores the last.

One thread waits for the answers: it sends the next source when it has the answer to the last, never before.
"""
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from typing import Any

from documents import formats, sandbox

from .source import LIMITS, Analysed, Source, analyse

FILES_AHEAD = 4
BYTES_AHEAD = 8 << 20  # of one large file and no other

Pending = Callable[[], Analysed]
"""Waits for what ``analyse`` makes of a source, and gives or raises it."""


def read_ahead(
    sources: Iterable[Any], known_bodies: frozenset[str], is_wanted: Callable[[Any], bool]
) -> Generator[tuple[Any, Pending], None, None]:
    """Each of ``sources``, in order, with its outcome, which may be pending.

    Nothing is begun before it is asked for of those that are not wanted; they may be anything.
    """
    waiting: deque[tuple[Any, Pending, int]] = deque()
    with closing(_Thread(known_bodies)) as thread:
        for source in sources:
            if is_wanted(source):
                waiting.append((source, thread.begin(source), len(source.data)))
            else:
                waiting.append((source, partial(analyse, source, known_bodies), 0))
            while len(waiting) > FILES_AHEAD or sum(size for *_, size in waiting) > BYTES_AHEAD:
                first, pending, _ = waiting.popleft()
                yield first, pending
        for source, pending, _ in waiting:
            yield source, pending


class _Thread:
    """The thread that waits for the sandbox. Texts share a process in it; what takes a parser has one of its own."""

    def __init__(self, known_bodies: frozenset[str]) -> None:
        self.known_bodies = known_bodies
        self.thread = ThreadPoolExecutor(max_workers=1)
        self.session = sandbox.Session(LIMITS)
        self.is_closed = False

    def begin(self, source: Source) -> Pending:
        return partial(_result, self.thread.submit(self._analyse, source), source, self.known_bodies)

    def _analyse(self, source: Source) -> Analysed:
        try:
            return analyse(source, self.known_bodies, self.session)
        except formats.Refused:
            if self.is_closed:  # the source is not to blame
                raise CancelledError from None
            raise

    def close(self) -> None:
        self.is_closed = True
        self.session.close()
        self.thread.shutdown(cancel_futures=True)


def _result(answer: Future, source: Source, known_bodies: frozenset[str]) -> Analysed:
    try:
        return answer.result()
    except CancelledError:  # the run is over
        return analyse(source, known_bodies)
