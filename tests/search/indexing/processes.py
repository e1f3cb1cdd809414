"""A Django of its own in a folder of its own, for tests that kill processes: ``python -m … SCENARIO FOLDER``.

The test database in memory belongs to one process; here a process sets up a real one, then forks whom it will kill.
"""
import contextlib
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROUNDS = 50 if os.environ.get("WENLAN_TEST_LONG") == "1" else 15  # make test-long


def set_up(folder: str) -> None:
    os.environ["WENLAN_DATA"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.INDEX_IN_BACKGROUND = False
    call_command("migrate", verbosity=0)


def publish(text: str) -> int:
    from django.db import transaction

    from documents.models import Document, Work
    from documents.signals import document_changed

    with transaction.atomic():
        document = Document.objects.create(
            title=text, slug=text, markdown=f"{text}的正文。", state="published", content_hash=text, text_hash=text,
            work=Work.objects.create(key=text, title=text, slug=text),
        )
        document_changed.send(sender=Document, document_id=document.pk)
    return document.pk


def kill_at_random_moments() -> None:
    """F01: children publish, update and rebuild, and are killed somewhere in it."""
    from django.db import connections

    from search.indexing.checking import Report, check, repair
    from search.indexing.rebuild import rebuild
    from search.indexing.updates import work

    moments = random.Random(1)
    rebuild()
    for number in range(10):
        publish(f"最初{number}号")
    for number in range(ROUNDS):
        connections.close_all()
        child = os.fork()
        if not child:
            try:
                publish(f"第{number}号甲")
                if number % 3 == 0:
                    rebuild()
                publish(f"第{number}号乙")
                work()
            finally:
                os._exit(0)
        time.sleep(moments.uniform(0, 0.25))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    report = check()
    # Whatever came to be in the database and not in the index is still pending; nothing is damaged.
    assert not report.problem and not report.extra and not report.stale, report
    work()
    assert check() == Report(), check()
    rebuild()
    repair(check())
    assert check() == Report(), check()


def fill_the_disk() -> None:
    """F02: on a full disk an update fails and loses nothing, searching goes on; F06: so on a read-only one."""
    from django.core.management import CommandError, call_command

    from search.indexing.checking import Report, check
    from search.indexing.rebuild import rebuild
    from search.indexing.updates import work

    disk = Path(index_path())
    rebuild()
    publish("最初的文件")
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        with contextlib.suppress(OSError):
            while True:
                file.write(b"0" * 4096)
        publish("磁盘已满")
        assert found("最初的文件") and not found("磁盘已满")
        try:
            call_command("rebuild_index", processes=1, verbosity=0)
            raise AssertionError("a rebuild on a full disk succeeded")
        except CommandError as error:
            assert "原有索引未受影响" in str(error), error
    ballast.unlink()
    assert work() == 1
    assert found("磁盘已满")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    publish("磁盘只读")
    assert found("磁盘已满") and not found("磁盘只读")
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    assert work() == 1
    assert check() == Report(), check()


def fill_the_data() -> None:
    """F02, F06: on a full disk everything can be read, on a read-only one (where SQLite opens no database in WAL) it is
    said why not; nothing that cannot be stored is half stored; with space again all goes on."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.core.files.base import ContentFile
    from django.db import connections
    from django.test import Client

    from documents.importing import Source, import_source
    from documents.models import Document, State
    from search.indexing.checking import Report, check
    from search.indexing.rebuild import rebuild

    settings.ALLOWED_HOSTS = ["testserver"]
    disk = Path(settings.DATA_DIR)
    get_user_model().objects.create_superuser("admin")
    rebuild()
    import_source(Source("甲.md", "# 甲办法\n\n第一条 最初的文件。\n".encode()), state=State.PUBLISHED)
    editor = Client(raise_request_exception=False)
    editor.force_login(get_user_model().objects.get())
    upload = "/admin/documents/upload/add/"

    def send() -> int:
        text = "# 乙办法\n\n第一条 " + "后来的文件。" * 20_000
        return editor.post(upload, {"files": ContentFile(text.encode(), "乙.md")}).status_code

    def reads(status: int = 200) -> None:
        for path in ("/", "/documents/", "/documents/甲办法/", "/search/?q=最初", "/health/"):
            assert Client(raise_request_exception=False).get(path).status_code == status, path

    with (disk / "ballast").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"0" * 4096)
    assert send() == 503
    reads()
    connections.close_all()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert send() in (302, 503)  # 302: to the log-in, since no session can be read
    reads(503)
    connections.close_all()
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    (disk / "ballast").unlink()
    assert not [path for path in (disk / "files").rglob("*upload*") if path.is_file()]
    assert send() == 302
    import_source(Source("乙.md", "# 乙办法\n\n第一条 后来的文件。\n".encode()), state=State.PUBLISHED)
    assert check() == Report() and found("后来的文件") == 1 and Document.objects.count() == 2
    with connections["default"].cursor() as cursor:
        assert cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def publish_and_have_it_merged() -> None:
    """As a serving process does; the merger is a process of its own, which finishes what it began."""
    from django.conf import settings
    from haystack import connections

    from search.backends.whoosh_backend import tiers
    from search.indexing import merging
    from search.indexing.checking import Report, check
    from search.indexing.rebuild import rebuild

    rebuild()
    engine = connections["default"].get_backend()
    tiers.SMALL = 0
    for number in range(tiers.FEW - 1):
        publish(f"最初{number}号")
    settings.INDEX_IN_BACKGROUND = True
    publish("最后一号")
    until(lambda: merging._merger is not None)
    for number in range(3):
        publish(f"又一{number}号")
    assert merging._merger.wait(60) == 0
    merging.merge_soon()
    assert len(engine.store.snapshot().segments) <= tiers.FEW, engine.store.snapshot().segments
    until(lambda: check() == Report())
    assert found("最初") == tiers.FEW - 1 and found("又一") == 3


def search_while_others_merge() -> None:
    """Two processes merge without a pause, two threads and a process search: nobody ever finds less than was published, or more."""
    from django.db import connections

    from search.backends.whoosh_backend import tiers
    from search.indexing.checking import Report, check
    from search.indexing.rebuild import rebuild

    rebuild()
    connections.close_all()
    tiers.SMALL, tiers.FEW = 0, 2
    over, published = multiprocessing.Event(), multiprocessing.Array("i", [0, 0])  # at least, at most
    children = [forked(merge_until, over), forked(merge_until, over), forked(read_until, over, published)]
    with ThreadPoolExecutor(2) as readers:
        reading = [readers.submit(read_until, over, published) for _ in range(2)]
        for number in range(ROUNDS):
            published[1] = number + 1
            publish(f"并行{number}号")
            published[0] = number + 1
        left = check()
        over.set()
    assert left == Report() == check(), (left, check())
    assert [reader.result() for reader in reading] == [None, None]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]


def forked(function, *arguments) -> int:
    child = os.fork()
    if child:
        return child
    try:
        function(*arguments)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def merge_until(over) -> None:
    from haystack import connections

    from search.backends.errors import IndexBusy

    while not over.wait(0.001):
        with contextlib.suppress(IndexBusy):
            connections["default"].get_backend().merge()


def read_until(over, published) -> None:
    while not over.is_set():
        least = published[0]
        hits = found("并行")
        assert least <= hits <= published[1], f"found {hits}, published {list(published)}"


def until(condition, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def build() -> None:
    from search.indexing.rebuild import rebuild

    rebuild()


def edit(prefix: str = "甲", count: str = "30") -> None:
    """An editor's process: publishes one document after the other, each indexed in the background."""
    from django.conf import settings

    settings.INDEX_IN_BACKGROUND = True
    for number in range(int(count)):
        publish(f"{prefix}{number:03}号文件")


def index_path() -> str:
    from django.conf import settings

    return str(Path(settings.HAYSTACK_CONNECTIONS["default"]["PATH"]))


def found(text: str) -> int:
    from search.engine import search
    from search.plan import Phrase, Plan

    return search(Plan(Phrase(text))).total


def main(scenario: str, folder: str, *arguments: str) -> None:
    set_up(folder)
    globals()[scenario](*arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
