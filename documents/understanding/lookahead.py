"""Many files: a second process understands the next ones while this one stores the last.

Sources and answers go over a socket that only the two processes hold, so the second ends with the first, however that
ends. One thread waits for its answers: it sends the next source when it has the answer to the last, never before.
"""
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from itertools import islice
from multiprocessing import Pipe
from pathlib import Path

from documents.parsing import ParsedDocument

from .source import Source, understand

ROOT = Path(__file__).resolve().parents[2]
ALONE = 32  # the first files, for which no second process is started: most imports have no more
FILES_AHEAD = 4
BYTES_AHEAD = 8 << 20  # of one large file and no other

Understood = Callable[[], ParsedDocument]


def ahead(
    sources: Iterable[Source], is_wanted: Callable[[Source], bool], alone: int = ALONE
) -> Iterator[tuple[Source, Understood]]:
    """Each of ``sources``, in order, with the call that gives what ``understand`` makes of it, or raises the same.

    Nothing is begun before that call for those that are not wanted; they may be anything.
    """
    sources = iter(sources)
    for source in islice(sources, alone):
        yield source, partial(understand, source)
    waiting: deque[tuple[Source, Understood, int]] = deque()
    with closing(SecondProcess()) as second:
        for source in sources:
            if is_wanted(source):
                waiting.append((source, second.begin(source), len(source.data)))
            else:
                waiting.append((source, partial(understand, source), 0))
            while len(waiting) > FILES_AHEAD or sum(size for *_, size in waiting) > BYTES_AHEAD:
                yield waiting.popleft()[:2]
        for source, understood, _ in waiting:
            yield source, understood


class SecondProcess:
    """``documents.understanding.second_process``, and the thread that waits for it; both start with the first source."""

    def __init__(self):
        self.thread = ThreadPoolExecutor(max_workers=1)
        self.process: subprocess.Popen | None = None

    def begin(self, source: Source) -> Understood:
        if not self.process:
            self._start()
        return partial(_result, self.thread.submit(self._ask, source), source)

    def _start(self) -> None:
        self.connection, theirs = Pipe()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "documents.understanding.second_process", str(theirs.fileno())],
                cwd=ROOT, env={"LANG": "C.UTF-8"}, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
            )

    def _ask(self, source: Source):
        self.connection.send(source)
        return self.connection.recv()

    def close(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.thread.shutdown(cancel_futures=True)
            self.connection.close()


def _result(answer: Future, source: Source) -> ParsedDocument:
    try:
        result = answer.result()
    except (EOFError, OSError, CancelledError):  # it was killed, or the run is over: go on alone
        return understand(source)
    if isinstance(result, Exception):
        raise result
    return result
