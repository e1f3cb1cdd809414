"""A served site: how long a whole result page takes, and how soon another process finds what was published."""
from __future__ import annotations

import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import quote

from django.db import transaction

from documents.models import Document, Work
from documents.signals import document_changed
from search.text.analyzers import query_tokens

PAGES, PUBLISHED, READERS, SEED = 60, 30, 16, 20260103


@contextmanager
def site(folder, workers: int):
    """Gunicorn on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"WENLAN_DATA": str(folder), "WENLAN_DEBUG": "1"}
    command = [sys.executable, "-W", "ignore", "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen([*command, "--workers", str(workers), "--threads", "4"], env=environment,
                              stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                ask(port, "/")
                break
            except OSError:
                time.sleep(0.2)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def ask(port: int, path: str) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse().read().decode()
    connection.close()
    return answer


def searches(count: int) -> list[str]:
    """Searches that nobody asked before: two words from the heading or text of a document."""
    chance = random.Random(SEED)
    found = []
    for title in Document.objects.published().order_by("pk").values_list("title", flat=True):
        words = [word for word in query_tokens(title) if len(word) > 1]
        if len(words) > 3:
            found.append(" ".join(chance.sample(words, 2)))
    return chance.sample(found, count)


def measure(folder) -> dict[str, tuple[float, float]]:
    with site(folder, workers=1) as port:
        asked = searches(PAGES + 10)
        for words in asked[:10]:
            page_time(port, words)
        pages = [page_time(port, words) * 1000 for words in asked[10:]]
    with site(folder, workers=2) as port:
        published = _published(port)
    return {"page": _p(pages), "publish": _p(published)}


def page_time(port: int, words: str) -> float:
    start = time.perf_counter()
    ask(port, f"/search/?q={quote(words)}")
    return time.perf_counter() - start


def _published(port: int) -> list[float]:
    """Seconds from the commit of a publication until the site finds it, while readers search."""
    over = threading.Event()
    asked = searches(100)

    def read():
        chance = random.Random()
        while not over.is_set():
            ask(port, f"/search/?q={quote(chance.choice(asked))}")
            time.sleep(0.5)  # a reader reads

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        return [_publish_and_find(port, number) for number in range(PUBLISHED)]
    finally:
        over.set()
        for reader in readers:
            reader.join()
        Document.objects.filter(slug__startswith="测速发布").delete()


def _publish_and_find(port: int, number: int) -> float:
    title = f"测速发布{number}号{time.time_ns()}"
    with transaction.atomic():
        document = Document.objects.create(
            title=title, slug=title, markdown=f"{title}的正文。", state="published", content_hash=title, text_hash=title,
            work=Work.objects.create(key=title, title=title, slug=title),
        )
        document_changed.send(sender=Document, document_id=document.pk)
    start = time.perf_counter()
    while quote(title) not in ask(port, f"/search/?q={quote(title)}"):
        time.sleep(0.02)
    return time.perf_counter() - start


def _p(times: list[float]) -> tuple[float, float]:
    ordered = sorted(times)
    return statistics.median(ordered), ordered[int(len(ordered) * 0.95)]



