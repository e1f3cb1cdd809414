"""Processes that are killed at every step of a commit, in an order that misses none: see ``test_power``.

    python -m tests.search.indexing.power SCENARIO FOLDER

A child counts the steps that can part what is on disk from what is said of it (a file brought to disk, renamed or
removed; a statement or commit of the database) and is killed before its n-th one, for n = 1, 2, 3 … until it ends by
itself. A power failure is played as well: what a child wrote and did not bring to disk is lost before it dies.
"""
import os
import random
import signal
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from .processes import found, index_path, publish, set_up

STEPS = ("fsync", "replace", "rename", "remove", "unlink", "link")


class Steps:
    """Counts steps; before the ``last`` one the process loses power."""

    def __init__(self, last: int, loss: str):
        self._last, self._loss, self._count = last, loss, 0
        self._start = time.time_ns()
        self._synced: set[str] = set()

    def step(self) -> None:
        self._count += 1
        if self._count == self._last:
            for path in Path(index_path()).rglob("*"):
                if path.is_file() and path.stat().st_mtime_ns >= self._start and str(path) not in self._synced:
                    self._lose(path)
            os.kill(os.getpid(), signal.SIGKILL)

    def _lose(self, path: Path) -> None:
        size = path.stat().st_size
        if self._loss == "cut":
            os.truncate(path, size // 2)
        elif self._loss == "zeroed":
            path.write_bytes(bytes(size))

    def counted(self, name: str):
        real = getattr(os, name)

        def call(*arguments, **options):
            self.step()
            if name == "fsync":
                self._synced.add(os.readlink(f"/proc/self/fd/{arguments[0]}"))
            elif name in ("replace", "rename") and str(arguments[0]) in self._synced:
                self._synced.add(str(arguments[1]))
            return real(*arguments, **options)

        return patch.object(os, name, call)


def killed_at(last: int, loss: str, act) -> bool:
    """Whether a child that does ``act`` was killed before it had done all of it."""
    from django.db import connection, connections
    from django.db.backends.base.base import BaseDatabaseWrapper

    connections.close_all()
    child = os.fork()
    if child:
        status = os.waitpid(child, 0)[1]
        assert status == 0 or os.WIFSIGNALED(status), f"step {last}: the child failed"
        return status != 0
    code = 1
    try:
        steps, commit = Steps(last, loss), BaseDatabaseWrapper._commit
        with ExitStack() as stack:
            for name in STEPS:
                stack.enter_context(steps.counted(name))
            stack.enter_context(patch.object(BaseDatabaseWrapper, "_commit", lambda self: (steps.step(), commit(self))[1]))
            stack.enter_context(connection.execute_wrapper(lambda execute, *rest: (steps.step(), execute(*rest))[1]))
            act(last)
        code = 0
    finally:
        os._exit(code)


STRIDE = 1 if os.environ.get("WENLAN_TEST_LONG") == "1" else 5  # make test-long takes every single step


def every_step(loss: str, act, check, most: int = 5000) -> int:
    """→ how many steps there are."""
    for last in range(random.randint(1, STRIDE), most, STRIDE):
        if not killed_at(last, loss, act):
            return last - 1
        check(last)
    raise AssertionError("there is no end to it")


def commit_the_index(loss: str) -> None:
    """F18: at every step of an update; a search never lies, nothing is lost, and no one has to build the index anew."""
    from search.indexing.checking import Report, check
    from search.indexing.rebuild import rebuild
    from search.indexing.updates import work

    rebuild()
    for number in range(3):
        publish(f"最初{number}号")

    def whole(last: int) -> None:
        assert not check().problem, (last, check())
        assert found("最初") == 3, last
        work()
        assert check() == Report(), (last, check())

    print("steps", every_step(loss, lambda last: publish(f"第{last}步"), whole))
    assert found("步")


def merge_the_index(loss: str) -> None:
    """At every step of merging: what was published is found, and whoever merges next goes on."""
    from haystack import connections

    from search.backends.whoosh_backend import tiers
    from search.indexing import updates
    from search.indexing.checking import Report, check
    from search.indexing.rebuild import rebuild

    rebuild()
    engine, count = connections["default"].get_backend(), 0
    tiers.SMALL, tiers.FEW = 0, 3
    updates.merge_soon = lambda: None  # only the child merges

    def whole(last: int) -> None:
        nonlocal count
        assert check() == Report() and found("最初") == count, (last, check())
        while not engine.is_merging_due():
            publish(f"最初{count}号")
            count += 1

    whole(0)
    print("steps", every_step(loss, lambda last: engine.merge(), whole))
    assert check() == Report() and found("最初") == count


def build_the_index(loss: str) -> None:
    """F12, F18: at every step of building anew; the generation before is searched on."""
    from search.indexing.checking import Report, check
    from search.indexing.rebuild import rebuild

    rebuild()
    for number in range(3):
        publish(f"最初{number}号")

    def whole(last: int) -> None:
        assert check() == Report(), (last, check())
        assert found("最初") == 3, last

    print("steps", every_step(loss, lambda last: rebuild(), whole))
    generations = [path for path in Path(index_path()).iterdir() if path.is_dir()]
    assert len(generations) == 2, generations


def store_a_document(loss: str) -> None:
    """At every step of storing, replacing, withdrawing and deleting a document: all of it or nothing, and I1, I4, I5."""
    from hashlib import sha256

    from django.db import connection

    from documents.importing import Source, import_source, remove, set_state
    from documents.models import Document, Section, State
    from search.indexing.checking import Report, check
    from search.indexing.rebuild import rebuild
    from search.indexing.updates import work

    rebuild()

    def act(last: int) -> None:
        text = f"# 第{last}步办法\n\n第一条 依据《别的办法》。\n\n第二条 第{last}步。\n\n第三条 完。\n"
        document = Document.objects.get(pk=import_source(Source("甲.md", text.encode()), state=State.PUBLISHED).document_id)
        import_source(Source("甲.md", text.replace("完", "又一版").encode()), into=document)
        document.refresh_from_db()
        set_state(document, State.WITHDRAWN)
        remove(document)

    def whole(last: int) -> None:
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for document in Document.objects.all():
            assert document.sections.count() == 3 and document.html and document.citations.count() == 1, last
            with document.original.open() as file:
                assert sha256(file.read()).hexdigest() == document.original_sha256, last
        assert Section.objects.count() == 3 * Document.objects.count()
        work()
        assert check() == Report(), (last, check())
        for document in Document.objects.all():
            assert found(f"第{last}步办法") == int(document.is_published), last
            remove(document)

    print("steps", every_step(loss, act, whole))


if __name__ == "__main__":
    set_up(sys.argv[2])
    scenario, _, loss = sys.argv[1].partition("-")
    globals()[scenario](loss)
