"""Which pages cost more in a larger corpus: ``python -m benchmarks.growth [SIZE …]``.

Fills a database of its own for each size (1,600 and 20,000 documents) with generated documents that cite each other and
works that are not held, builds its index, and prints, for each page, processor milliseconds and how often it reads the database. Each size
runs in a process of its own; look at the ratio, for both run on one machine.
"""
from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile

SIZES = (1_600, 20_000)
PATHS = (
    "/", "/documents/", "/documents/?page=40", "/years/2020/", "/topics/", "/bodies/", "/cited/", "/graph/", "/sitemap.xml",
    "/sitemap-documents.xml?p=3", "/sitemap-values.xml",
)
BATCH = 2_000


def fill(size: int) -> None:
    """``size`` documents of 200 bodies and 40 topics, each with three citations, one of them of a work that is not held."""
    bodies = IssuingBody.objects.bulk_create([IssuingBody(name=f"机关{n}", slug=f"机关{n}") for n in range(200)])
    topics = Topic.objects.bulk_create([Topic(name=f"主题{n}", slug=f"主题{n}") for n in range(40)])
    works = Work.objects.bulk_create([Work(key=f"w{n}", title=f"办法{n}", slug=f"办法{n}") for n in range(size + size // 4)])
    for first in range(0, size, BATCH):
        numbers = range(first, min(size, first + BATCH))
        documents = Document.objects.bulk_create([document(n, works[n]) for n in numbers])
        DocumentBody.objects.bulk_create([DocumentBody(document=d, body=bodies[d.pk % 200], position=1, signed_as="机关") for d in documents])
        through = Document.topics.through
        through.objects.bulk_create([through(document_id=d.pk, topic_id=topics[d.pk % 40].pk) for d in documents])
        Citation.objects.bulk_create([c for d in documents for c in citations(d, size, works)])


def document(n: int, work: Work) -> Document:
    return Document(
        slug=f"文件{n}", title=f"关于事项{n}的办法", number=f"甲发〔{1990 + n % 35}〕{n}号", kind=KINDS[n % 6], work=work,
        issued_on=date(1990 + n % 35, 1 + n % 12, 1 + n % 28), state=State.PUBLISHED.value, markdown="正文。" * 100, html="<p>正文。</p>" * 1000,
    )


def citations(citing: Document, size: int, works: list[Work]) -> list[Citation]:
    held = [(citing.pk * factor) % citing.pk or 1 for factor in (7919, 104_729)]
    common = {"citing": citing, "sentence": "依据。", "text": "《某》"}
    rows = [Citation(**common, start=s, end=s + 3, kind="basis", resolution="one", cited_id=pk) for s, pk in enumerate(held) if pk != citing.pk]
    missing = works[size + citing.pk % (size // 4)]
    return [*rows, Citation(**common, start=9, end=12, kind="basis", resolution="none", work=missing)]


def measured() -> dict[str, tuple[float, int]]:
    client, found = Client(), {}
    for path in PATHS:
        with CaptureQueriesContext(connection) as queries:
            milliseconds(client, path)
        count = len(queries)
        found[path] = statistics.median(milliseconds(client, path)[0] for _ in range(5)), count
    return found


def main(sizes: list[int]) -> None:
    runs = [json.loads(subprocess.run([sys.executable, "-m", "benchmarks.growth", "--run", str(size)], check=True, stdout=subprocess.PIPE).stdout) for size in sizes]
    for path in PATHS:
        times = [run[path][0] for run in runs]
        cells = [f"{ms:8.1f} ms {run[path][1]:3} queries" for ms, run in zip(times, runs, strict=True)]
        print(*cells, f"{times[-1] / times[0]:6.1f} ×", path)


if __name__ == "__main__":
    if sys.argv[1:2] != ["--run"]:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
        sys.exit()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"WENLAN_DATA": folder, "WENLAN_DEBUG": "1"}
        os.environ.pop("DATABASE_URL", None)
        from datetime import date

        from django.core.management import call_command
        from django.db import connection
        from django.test import Client
        from django.test.utils import CaptureQueriesContext, setup_test_environment

        from benchmarks.pages import milliseconds  # sets Django up
        from documents.models import Citation, Document, DocumentBody, IssuingBody, State, Topic, Work
        from documents.vocabulary.kinds import KINDS

        call_command("migrate", verbosity=0)
        setup_test_environment()
        fill(int(sys.argv[2]))
        call_command("rebuild_index", noinput=True, verbosity=0, stdout=sys.stderr)
        print(json.dumps(measured()))
