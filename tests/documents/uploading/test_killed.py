"""Workers are killed at random moments, as by a machine that runs out of memory: each file is done once, or waits."""
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing

import pytest

from tests.portal.shell import ROOT, environment, manage, run

pytestmark = pytest.mark.site

FILES, KILLS = (200, 50) if os.environ.get("WENLAN_TEST_LONG") else (12, 4)
SEND = f"""
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from documents.uploading import receive
text = "青山市教育局关于做好第{{0}}项工作的通知\\n\\n青山教〔2025〕{{0}}号\\n\\n各学校：\\n\\n第一条 做好第{{0}}项工作，{{1}}。\\n\\n青山市教育局\\n2025年3月5日\\n"
user = User.objects.create_user("someone")
receive([SimpleUploadedFile(f"{{n}}.txt", text.format(n, "各校要重视" * n).encode()) for n in range(1, {FILES} + 1)], user)
"""
# A lease that a test can wait for; the worker is the same.
WORKER = """
from datetime import timedelta
from documents.uploading import leases
leases.LEASE, leases.BEAT, leases.TRIES = timedelta(seconds=1.5), 0.3, 100
"""
RUN = WORKER + "import threading\nfrom documents.uploading import run\nrun(threading.Event())"
REST = WORKER + """
import time
from documents.models import Document, Upload
from documents.uploading import work_off
time.sleep(1.6)
work_off()
for upload in Upload.objects.all():
    print("upload", upload.state, upload.document_id)
for document in Document.objects.all():
    print("document", document.title, document.revisions.count())
"""
ACCEPT = """
from django.contrib.auth.models import User
from documents.models import State
from documents.uploading import accept
Upload.objects.update(doubts=[])
accept(Upload.objects.all(), User.objects.get(), State.DRAFT)
"""


def kill_some(data, kills, moments):
    """Two workers at a time, killed again and again."""
    command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", RUN]
    workers = [subprocess.Popen(command, cwd=ROOT, env=environment(data), stderr=subprocess.DEVNULL) for _ in range(2)]
    try:
        for _ in range(kills):
            time.sleep(moments.uniform(0.6, 1.6))
            victim = workers.pop(0)
            victim.send_signal(signal.SIGKILL)
            victim.wait()
            workers.append(subprocess.Popen(command, cwd=ROOT, env=environment(data), stderr=subprocess.DEVNULL))
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    assert manage(folder, "migrate", "--verbosity=0") == (0, "")
    return folder


def test_killed_workers_lose_nothing_and_do_nothing_twice(site):
    run(site, SEND)
    moments = random.Random(15)
    kill_some(site, KILLS // 2, moments)
    said = run(site, REST + ACCEPT).splitlines()
    assert Counter(line.split()[1] for line in said if line.startswith("upload")) == {"read": FILES}
    kill_some(site, KILLS // 2, moments)
    said = run(site, REST).splitlines()
    stored = [line.split() for line in said if line.startswith("upload")]
    assert {state for _, state, _ in stored} == {"stored"} and len({document for *_, document in stored}) == FILES
    documents = Counter(line.split()[1] for line in said if line.startswith("document"))
    assert len(documents) == FILES and set(documents.values()) == {1}
    assert {line.split()[2] for line in said if line.startswith("document")} == {"1"}


def live(site):
    with closing(sqlite3.connect(site / "db.sqlite3")) as database:
        return database.execute("SELECT count(*) FROM documents_worker").fetchone()[0]


def test_a_worker_ends_when_it_is_told_to_and_with_the_server_that_it_runs_beside(site):
    before = live(site)  # those that were killed, which nobody has forgotten yet
    server = subprocess.Popen(["sleep", "60"])
    command = [sys.executable, "manage.py", "run_worker"]
    try:
        beside = subprocess.Popen([*command, "--beside", str(server.pid)], cwd=ROOT, env=environment(site))
        alone = [subprocess.Popen(command, cwd=ROOT, env=environment(site)) for _ in range(2)]
        while live(site) < before + 3:
            time.sleep(0.2)
        for worker, number in zip(alone, (signal.SIGTERM, signal.SIGINT), strict=True):
            worker.send_signal(number)
            assert worker.wait(60) == 0
    finally:
        server.kill()
        server.wait()
    assert beside.wait(60) == 0 and live(site) == before
