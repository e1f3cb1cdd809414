"""Hundreds of files are sent to the desk: what readers feel of it, what the worker takes, and what is left when all is killed."""
import http.client
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.e2e.http import Visitor, administrator
from tests.e2e.server import ROOT, environment_of, free_port, gunicorn, make_administrator, manage

from .site import LONG, SECONDS, Readers, paragraphs, prepare

pytestmark = pytest.mark.skipif(not LONG, reason="make test-long")
FILES, KILLS = 500, 50
LONGEST = 1_800  # seconds
MOST_MEMORY = 600  # MB, of a worker and all that it starts
# A lease that a test can wait for; the worker is the same.
WORKER = """
import threading
from datetime import timedelta
from documents.uploading import leases, run
leases.LEASE, leases.BEAT, leases.TRIES = timedelta(seconds=2), 0.4, 1000
run(threading.Event())
"""
TOLD = """
from collections import Counter
from documents.models import Document, Upload
print("uploads", Upload.objects.count(), "names", Upload.objects.values("name").distinct().count(), dict(Counter(Upload.objects.values_list("state", flat=True))))
made = Document.objects.filter(title__contains="云岭市")
print("documents", made.count(), "titles", made.values("title").distinct().count(), "revisions", sum(document.revisions.count() for document in made))
"""


def notices(count: int, prefix: str) -> dict[str, bytes]:
    """So many notices by name, each of about 1,500 characters and with words of its own."""
    lines, chance = paragraphs(), random.Random(prefix)
    text = "云岭市民政局关于做好{0}第{1}项工作的通知\n\n云岭民〔2025〕{1}号\n\n各区：\n\n{2}\n\n云岭市民政局\n2025年3月5日\n"
    return {f"{prefix}{n}.txt": text.format(prefix, n, "\n\n".join(chance.choices(lines, k=8))).encode() for n in range(1, count + 1)}


class Sender(Visitor):
    """Sends files one by one as the page does: where there was no answer, again."""

    def __init__(self, visitor: Visitor):
        super().__init__(visitor.site)
        self.cookies, self._opener, self.again = visitor.cookies, visitor._opener, 0
        self.token_held = self.token("/admin/documents/upload/add/")

    def insist(self, address: str, data: bytes = b"", content_type: str = "application/x-www-form-urlencoded") -> dict:
        request = urllib.request.Request(self.site + address, data, {"Content-Type": content_type, "X-CSRFToken": self.token_held})
        for _ in range(200):
            try:
                with self._opener.open(request, timeout=60) as answer:
                    return json.loads(answer.read())
            except urllib.error.HTTPError as error:
                assert error.code >= 500, error
            except (OSError, http.client.HTTPException, ValueError):
                pass
            self.again += 1
            time.sleep(0.5)
        raise TimeoutError(address)

    def drop(self, files: dict[str, bytes]) -> dict:
        batch = self.insist("/admin/documents/batch/begin/")
        for name, data in files.items():
            body = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + data + b"\r\n--x--\r\n"
            assert self.insist(batch["files"], body, "multipart/form-data; boundary=x")["refused"] == []
        self.insist(batch["join"])
        return batch


def told(folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", TOLD], cwd=ROOT, env=environment_of(folder), capture_output=True, text=True
    )
    return done.stdout


def family(process: int) -> list[Path]:
    """``process`` and all that it has started."""
    with suppress(OSError):
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        return [Path(f"/proc/{process}"), *(path for child in children for path in family(int(child)))]
    return []


def memory(process: int) -> int:
    """In MB, what ``process`` and all that it has started take, shared pages divided among those that share them."""
    total = 0
    for path in family(process):
        with suppress(OSError):
            total += int(re.search(r"^Pss:\s+(\d+)", (path / "smaps_rollup").read_text(), re.M)[1])
    return total // 1000


@contextmanager
def worker(folder: Path):
    process = subprocess.Popen([sys.executable, "manage.py", "run_worker"], cwd=ROOT, env=environment_of(folder))
    try:
        yield process
    finally:
        process.terminate()
        process.wait(180)  # the file in hand is finished


def count(folder: Path, state: str) -> int:
    """Asked of the file itself: a process of the site's for each look would be load of its own."""
    with closing(sqlite3.connect(folder / "db.sqlite3", timeout=20)) as database:
        return database.execute("SELECT count(*) FROM documents_upload WHERE state = ?", [state]).fetchone()[0]


def test_five_hundred_files_in_one_drop_while_sixteen_read(tmp_path):
    """Reads first alone, then while files are sent and read in the background, then while all are stored."""
    prepare(tmp_path)
    make_administrator(tmp_path)
    with gunicorn(tmp_path, "--workers=2", "--timeout=90") as (site, _), worker(tmp_path) as reader:
        sender, sizes = Sender(administrator(site)), [memory(reader.pid)]
        with Readers(site, 16, pause=0.5):
            time.sleep(5)
        with Readers(site, 16, pause=0.5) as before:
            time.sleep(max(SECONDS, 30))
        with Readers(site, 16, pause=0.5) as during:
            begun = time.monotonic()
            batch = sender.drop(notices(FILES, "供暖"))
            sent = time.monotonic() - begun
            while count(tmp_path, "read") < FILES:
                sizes.append(memory(reader.pid))
                time.sleep(2)
            read = time.monotonic() - begun
        print(before.told("before"), during.told("while sent and read"), sep="\n")
        print(f"sent in {sent:.0f} s, read in {read:.0f} s; memory of the worker at first {sizes[0]}, at most {max(sizes)}, at last {sizes[-1]} MB; {batch['page']}")
    for kind in ("page", "search"):
        ratio = during.percentile(kind, 0.95) / before.percentile(kind, 0.95)
        print(f"{kind}: p95 {ratio:.2f} times as long")
    assert not any(during.statuses.values()) and max(sizes) <= MOST_MEMORY
    assert all(during.percentile(kind, 0.95) <= 1.5 * before.percentile(kind, 0.95) for kind in ("page", "search"))


class Mortal:
    """The server or a worker, with all that it starts, killed as by a power failure and started anew."""

    def __init__(self, folder: Path, *command: str):
        self._folder, self._command = folder, command
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, *self._command], cwd=ROOT, env=environment_of(self._folder), stderr=subprocess.DEVNULL, start_new_session=True
        )

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def kill_by_turns(server: Mortal, readers: list[Mortal], site: str, kills: int, moments: random.Random, over: threading.Event) -> int:
    """Kill the server or a worker, and start it again, each time at a moment at which both are at work."""
    done, end = 0, time.monotonic() + LONGEST
    while done < kills and not over.is_set():
        assert time.monotonic() < end
        try:
            urllib.request.urlopen(f"{site}/health/alive/", timeout=5).close()
        except OSError:
            time.sleep(0.2)
            continue
        time.sleep(moments.uniform(0.2, 3))
        victim = moments.choice([server, server, *readers])
        victim.kill()
        victim.start()
        done += 1
    return done


def test_server_and_workers_are_killed_at_fifty_moments_and_each_file_is_done_once_or_waits(tmp_path):
    manage(tmp_path, "prepare")
    make_administrator(tmp_path)
    files, moments, over = notices(200, "殡葬"), random.Random(15), threading.Event()
    address = f"127.0.0.1:{free_port()}"
    server = Mortal(tmp_path, "-m", "gunicorn", "portal.wsgi", "--bind", address, "--threads=4", "--log-level=critical")
    readers = [Mortal(tmp_path, "manage.py", "shell", "--verbosity=0", "-c", WORKER) for _ in range(2)]
    try:
        while True:
            with suppress(OSError):
                sender = Sender(administrator(f"http://{address}"))
                break
            time.sleep(0.2)
        with ThreadPoolExecutor() as threads:
            sending = threads.submit(lambda: (sender.drop(files), over.set()))
            killed = kill_by_turns(server, readers, sender.site, KILLS // 2, moments, over)
            sending.result()
        while count(tmp_path, "read") < len(files):
            time.sleep(1)
        print(f"killed {killed} times while {len(files)} files were sent, {sender.again} requests sent again:", told(tmp_path))
        with ThreadPoolExecutor() as threads:
            accepting = threads.submit(accept_all, tmp_path, sender)
            stored = kill_by_turns(server, readers, sender.site, KILLS - killed, moments, threading.Event())
            accepting.result()
        said = told(tmp_path)
        print(f"killed {stored} times more while they were stored:", said)
    finally:
        for process in (server, *readers):
            process.kill()
    assert Counter(re.findall(r"\d+", said.splitlines()[0].split("{")[0])) == {str(len(files)): 2}
    assert "{'stored': 200}" in said and "documents 200 titles 200 revisions 200" in said


def accept_all(folder: Path, sender: Sender) -> None:
    """Press the button of the list until nothing waits any more."""
    while count(folder, "stored") < 200:
        with suppress(OSError, TypeError, http.client.HTTPException):
            page = sender.get("/admin/documents/upload/?state=read&doubts=none")
            chosen = re.findall(r'name="_selected_action" value="(\d+)"', page)
            if chosen:
                sender.send("/admin/documents/upload/?state=read", action="accept_drafts", _selected_action=chosen, csrfmiddlewaretoken=sender.token_held)
        time.sleep(2)
