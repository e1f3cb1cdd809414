"""A site of which whatever works is killed, again and again, as by a power failure: ``python -m tests.load.kills FOLDER KILLS``.

One process sets a site up, then forks who uploads, reads, reviews, publishes, imports, reads again, backs up, restores or
upgrades, and kills it, and what it has started, at a moment of its work. What must hold is said by ``Ledger``.
"""
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from tests.portal.shell import ROOT, environment, manage

from .site import paragraphs

LATEST = 1.1  # of the time that an act takes when nobody kills it: some are killed just after it


def notice(name: str, number: int) -> str:
    lines = random.Random(f"{name}{number}").choices(paragraphs(), k=6)
    articles = "\n\n".join(f"第{n}条 {line}" for n, line in zip("一二三四五六", lines, strict=True))
    return f"云岭市民政局关于做好{name}第{number}项工作的通知\n\n云岭{name}〔2025〕{number}号\n\n各区：\n\n{articles}\n\n云岭市民政局\n2025年3月5日\n"


class Ledger:
    """What was promised to somebody, and whether it holds.

    - The database is whole, and all its references lead somewhere.
    - What was answered is there: every upload and import that ended, every publication that ended.
    - Nothing is there twice: no document, no upload, no revision that says what the one before it says.
    - Of what is published the original is there, and so are its sections, its work and a revision.
    - In the index stands what is published and nothing else, after what was pending is worked off, which anybody does.
    """

    def __init__(self, folder: Path):
        self.folder, self.promised, self.published = folder, Counter[str](), Counter[int]()

    def look(self) -> None:
        """What must hold at any moment, also of a site that somebody was killed in a moment ago."""
        with closing(sqlite3.connect(self.folder / "db.sqlite3", timeout=30)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert database.execute("PRAGMA foreign_key_check").fetchone() is None
            for table, column in (("documents_document", "title"), ("documents_document", "slug"), ("documents_upload", "name")):
                twice = database.execute(f"SELECT {column} FROM {table} GROUP BY {column} HAVING count(*) > 1").fetchall()
                assert twice == [], (table, twice)

    def settle(self) -> None:
        """Do what was left, as the next worker does, and look at all of it."""
        from django.conf import settings

        from documents.models import Document, State, Upload
        from documents.uploading import work_off
        from search.indexing.checking import Report, check
        from search.indexing.updates import work

        time.sleep(2)  # the leases of the dead run out
        work_off()
        work()
        self.look()
        names = set(Upload.objects.values_list("name", flat=True)) | set(Document.objects.values_list("original_name", flat=True))
        assert self.promised.keys() <= names, self.promised.keys() - names
        published = Document.objects.published()
        # One whose publication was answered is withdrawn where who took it back was killed before putting it out again.
        unanswered = Document.objects.filter(pk__in=self.published).exclude(state__in=(State.PUBLISHED, State.WITHDRAWN))
        assert Document.objects.filter(pk__in=self.published).count() == len(self.published) and not unanswered, list(unanswered.values_list("pk", "state"))
        for document in published:
            assert document.sections.exists() and document.work_id and document.revisions.exists(), document.title
            assert (Path(settings.MEDIA_ROOT) / document.original.name).is_file(), document.title
        for document in Document.objects.all():
            said = list(document.revisions.order_by("number").values_list("content_hash", "text", "facts", "status"))
            assert all(one != other for one, other in zip(said, said[1:], strict=False)), document.title
        assert check() == Report(), check()


# What is done: each takes a number of its own, and is done by a process of its own.


def receive(number: int) -> list[str]:
    """→ the names that are promised, here and below."""
    from django.contrib.auth.models import User
    from django.core.files.uploadedfile import SimpleUploadedFile

    from documents import uploading

    names = [f"上传{number}-{part}.txt" for part in range(3)]
    files = [SimpleUploadedFile(name, notice("上传", number * 10 + part).encode()) for part, name in enumerate(names)]
    uploading.receive(files, User.objects.get())
    return names


def work(number: int) -> list[str]:
    """Read what was uploaded, store what was accepted."""
    from documents.uploading import work_off

    work_off()
    return []


def review(number: int) -> list[str]:
    from django.contrib.auth.models import User

    from documents.models import State, Upload, UploadState
    from documents.uploading import accept, work_off

    read = Upload.objects.filter(state=UploadState.READ)
    read.update(doubts=[])
    accept(read, User.objects.get(), State.DRAFT)
    work_off()
    return []


def publish(number: int) -> list[int]:
    """Two drafts; and what is published is taken back and put out again."""
    from documents.importing import set_state
    from documents.models import Document, State

    done = []
    for document in [*Document.objects.filter(state=State.DRAFT).order_by("pk")[:2], *Document.objects.published().order_by("?")[:1]]:
        for state in (State.WITHDRAWN, State.PUBLISHED)[document.state == State.DRAFT :]:
            set_state(document, state)
        done.append(document.pk)
    return done


def import_files(number: int) -> list[str]:
    from django.conf import settings
    from django.core.management import call_command

    folder = settings.DATA_DIR / "in" / str(number)
    folder.mkdir(parents=True, exist_ok=True)
    for part in range(3):
        (folder / f"导入{number}-{part}.txt").write_text(notice("导入", number * 10 + part))
    call_command("import_documents", str(folder), verbosity=0)
    return [path.name for path in folder.iterdir()]


def reread(number: int) -> list[str]:
    """As after an upgrade whose parser is another one."""
    from django.core.management import call_command

    from documents.models import Document

    Document.objects.update(analysis_version="")
    call_command("reread_documents", verbosity=0)
    return []


def back_up(number: int) -> list[str]:
    from django.conf import settings
    from django.core.management import call_command

    call_command("backup", into=settings.DATA_DIR / "backups", keep=2, verbosity=0)
    return []


ACTS: dict[Callable, int] = {receive: 4, work: 6, review: 6, publish: 6, import_files: 5, reread: 3, back_up: 4}
"""How often each is chosen."""


def set_up(folder: Path) -> None:
    os.environ |= environment(folder)
    import django

    django.setup()
    from datetime import timedelta

    from django.conf import settings
    from django.contrib.auth.models import User
    from django.core.management import call_command

    from documents.uploading import leases

    settings.INDEX_IN_BACKGROUND = False
    leases.LEASE, leases.BEAT, leases.TRIES = timedelta(seconds=1.5), 0.3, 10_000  # as short as a test can wait for
    call_command("prepare", without_samples=True, verbosity=0)
    User.objects.create_user("someone")


class Killer:
    def __init__(self, folder: Path, chance: random.Random):
        self.ledger, self.chance, self.killed = Ledger(folder), chance, Counter[str]()
        self._took: dict[Callable, float] = {}
        self._number = 0

    def do(self, act: Callable) -> None:
        """In a process of its own, killed at some moment of it; the first of its kind is let alone, to see how long it takes."""
        from django.db import connections

        connections.close_all()
        self._number += 1
        reading, writing = os.pipe()
        begun, child = time.monotonic(), os.fork()
        if not child:
            self._act(act, writing)
        os.close(writing)
        if act in self._took:
            time.sleep(self.chance.uniform(0, LATEST * self._took[act]))
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL) if os.getpgid(child) == child else os.kill(child, signal.SIGKILL)
        with os.fdopen(reading) as answer:
            said = answer.read()
        status = os.waitpid(child, 0)[1]
        self._took.setdefault(act, time.monotonic() - begun)
        assert status in (0, signal.SIGKILL), (act.__name__, status)
        self.killed[act.__name__] += status != 0
        for promise in json.loads(said) if said.endswith("]") else []:
            (self.ledger.published if act is publish else self.ledger.promised)[promise] += 1

    def _act(self, act: Callable, writing: int) -> None:
        status = 1
        try:
            os.setsid()
            os.write(writing, json.dumps(act(self._number)).encode())
            status = 0
        except SystemExit as error:
            status = error.code or 0
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            os._exit(status)

    def sites(self, name: str, kills: int, begin: Callable[[Path], None], command: list[str]) -> None:
        """Kill ``command`` over sites of their own, which ``begin`` makes; then it is run to its end, and the site is as the one before."""
        wanted, took = rows(self.ledger.folder), 0.0
        for number in range(kills + 1):
            site = self.ledger.folder / f"{name}{number}"
            begin(site)
            begun = time.monotonic()
            process = subprocess.Popen([sys.executable, "manage.py", *command], cwd=ROOT, env=environment(site), start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if took:
                time.sleep(self.chance.uniform(0, LATEST * took))
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
            self.killed[name] += process.wait() == -signal.SIGKILL
            took = took or time.monotonic() - begun
            for again in (command, ["prepare", "--without-samples"], ["check_index"]):
                status, said = manage(site, *again)
                assert status == 0 or "已有数据库" in said, (name, again, said)
            assert rows(site) == wanted, name
            shutil.rmtree(site)


def rows(site: Path) -> dict[str, list]:
    """What makes up a site: documents with their texts and states, uploads, revisions; and its originals."""
    with closing(sqlite3.connect(site / "db.sqlite3")) as database:
        found = {
            table: database.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall() for table, columns in {
                "documents_document": "id, title, state, content_hash, original", "documents_revision": "id, number, content_hash, original",
                "documents_upload": "id, name, state, file", "documents_section": "id, anchor, text", "auth_user": "id, username",
            }.items()
        }
    return found | {"files": sorted(str(path.relative_to(site)) for path in (site / "files").rglob("*") if path.is_file())}


def main(folder: str, kills: str) -> None:
    site, most = Path(folder), int(kills)
    set_up(site)
    killer, seen = Killer(site, random.Random(20)), 0
    for act in (receive, work, review, publish, import_files, publish, reread, back_up):
        killer.do(act)
    while killer.killed.total() < most * 0.9:
        killer.do(killer.chance.choices([*ACTS], [*ACTS.values()])[0])
        killer.ledger.look()
        if killer.killed.total() >= seen + 20:
            seen = killer.killed.total()
            killer.ledger.settle()
            print(f"{seen} killed: {dict(killer.killed)}", flush=True)
    killer.ledger.settle()
    killer.do(back_up) if not list((site / "backups").glob("*.gz")) else None
    status, said = manage(site, "backup", "--into", site / "backups", "--keep", "1")
    assert status == 0, said
    left = [path.name for pattern in ("backup-*", "restore-*", "backups/*.part") for path in site.glob(pattern)]
    assert left == [], left
    backup = next((site / "backups").glob("*.gz"))
    each = max(1, round(most * 0.05))
    killer.sites("restore", each, lambda site: site.mkdir(), ["restore", str(backup)])
    killer.sites("upgrade", each, lambda site: older(site, backup), ["prepare", "--without-samples"])
    print(f"{killer.killed.total()} killed: {dict(killer.killed)}; promised {len(killer.ledger.promised)} files and {len(killer.ledger.published)} publications")


def older(site: Path, backup: Path) -> None:
    """A site as a version left it that knew fewer migrations."""
    site.mkdir()
    for command in (["restore", backup], ["migrate", "documents", "0039", "--verbosity=0"], ["migrate", "search", "0002", "--verbosity=0"]):
        status, said = manage(site, *command)
        assert status == 0, said


if __name__ == "__main__":
    main(*sys.argv[1:])
