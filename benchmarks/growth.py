"""Which pages cost more in a larger corpus: ``python -m benchmarks.growth [SIZE …]``.

Fills a database of its own for each size (1,600 and 20,000 documents) with generated documents that cite each other and
works that are not held, builds its index, and prints, for each page of readers and list of editors, processor milliseconds, of the
first visit and of those after it, and how often the first reads the database. Each size runs in a process of its own; look at the
ratio, for both run on one machine.
"""
from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile

SIZES = (1_600, 20_000)
PATHS = (
    "/", "/documents/", "/documents/?page=40", "/years/2020/", "/topics/", "/bodies/", "/cited/", "/graph/", "/sitemap.xml",
    "/sitemap-documents.xml?p=3", "/sitemap-values.xml", "/graph/?kind=basis&year=2020", "/trends/?q=正文 办法 事项 实施 机关",
    "/trends/?q=正文 办法&by=body", "/codes/样例法典/", "/codes/样例法典/?q=规定", "/search/?q=办法",
    "/search/?q=办法&on=2015-06-30&validity=in_force&validity=not_yet&validity=repealed", "/search/?q=办法&editions=all&on=1999-01-01&validity=none",
    "/documents/文件0/", "/documents/文件0/cited-by/", "/documents/文件0/graph/", "/documents/文件1/", "/documents/文件3/",
    "/admin/", "/admin/documents/document/", "/admin/documents/document/?care=twin", "/admin/documents/document/?care=level",
    "/admin/documents/document/?care=citation", "/admin/documents/document/?validity=in_force", "/admin/documents/upload/",
    "/admin/documents/upload/?state__exact=read", "/admin/documents/document/1/citations/", "/admin/documents/document/2/citations/",
    "/admin/documents/document/1/outline/", "/admin/documents/document/1/delete/",
)
SECTIONS = 10
HUB = 10
"""Each document whose number it divides cites the first, as laws are."""
MANY = 400
"""What the second document cites."""
BATCH = 2_000


def fill(size: int) -> None:
    """``size`` documents of 200 bodies and 40 topics, each with three citations, one of them of a work that is not held; as many uploads wait."""
    bodies = IssuingBody.objects.bulk_create([IssuingBody(name=f"机关{n}", slug=f"机关{n}") for n in range(200)])
    topics = Topic.objects.bulk_create([Topic(name=f"主题{n}", slug=f"主题{n}") for n in range(40)])
    works = Work.objects.bulk_create([Work(key=f"w{n}", title=f"办法{n}", slug=f"办法{n}", is_known_by_name=2 <= n < 9) for n in range(size + size // 4)])
    for first in range(0, size, BATCH):
        numbers = range(first, min(size, first + BATCH))
        documents = Document.objects.bulk_create([document(n, works[n]) for n in numbers])
        DocumentBody.objects.bulk_create([DocumentBody(document=d, body=bodies[d.pk % 200], position=1, signed_as="机关") for d in documents])
        through = Document.topics.through
        through.objects.bulk_create([through(document_id=d.pk, topic_id=topics[d.pk % 40].pk) for d in documents])
        Section.objects.bulk_create([s for d in documents for s in sections(d)])
        DocumentName.objects.bulk_create([n for d in documents for n in names(d)])
        Citation.objects.bulk_create([c for d in documents for c in citations(d, size, works)])
    many = Document.objects.get(slug="文件1")
    targets = list(Document.objects.exclude(pk=many.pk).order_by("pk").values_list("pk", "work")[:MANY])
    Citation.objects.bulk_create([citation(many, 100 + 10 * n, "one", cited_id=pk, work_id=work) for n, (pk, work) in enumerate(targets)])
    batch, sender = Batch.objects.create(), get_user_model().objects.create_superuser("bench")
    Upload.objects.bulk_create([upload(n, batch, sender) for n in range(size)])


def document(n: int, work: Work) -> Document:
    title = f"样例法典第{'一二三四五六七'[n - 2]}编" if 2 <= n < 9 else f"关于事项{n}的办法"
    return Document(
        slug=f"文件{n}", title=title, number=f"甲发〔{1990 + n % 35}〕{n}号", kind=KINDS[n % 6], work=work,
        issued_on=date(1990 + n % 35, 1 + n % 12, 1 + n % 28), state=State.PUBLISHED.value, markdown="正文。" * 100, html="<p>正文。</p>" * 1000,
    )


def sections(of: Document) -> list[Section]:
    return [Section(document=of, position=n, level=1, label=f"第{n}条", anchor=f"art-{n}", text=f"规定{n}。" * 20) for n in range(1, SECTIONS + 1)]


def names(of: Document) -> list[DocumentName]:
    return [DocumentName(document=of, key=key, tail=key[::-1]) for key in titles.names(of.title)]


def upload(n: int, batch: Batch, sender: object) -> Upload:
    return Upload(batch=batch, name=f"文件{n}.txt", title=f"关于事项{n}的办法", uploaded_by=sender, state=(UploadState.READ, UploadState.STORED)[n % 2].value)


def citation(citing: Document, start: int, resolution: str, **cited: object) -> Citation:
    return Citation(citing=citing, sentence="依据。", text="《某》", start=start, end=start + 3, kind="basis", resolution=resolution, **cited)


def citations(citing: Document, size: int, works: list[Work]) -> list[Citation]:
    chance = random.Random(citing.pk)
    held = [chance.randrange(citing.pk - 1) for _ in "ab"] if citing.pk > 1 else []  # their places among ``works``, of which each has one document
    held += [0] if citing.pk % HUB == 0 else []
    rows = [citation(citing, 10 * n, "one", cited_id=place + 1, work=works[place]) for n, place in enumerate(held)]
    return [*rows, citation(citing, 90, "none", work=works[size + citing.pk % (size // 4)])]


def measured() -> dict[str, tuple[float, float, int]]:
    client, found = Client(), {}
    client.force_login(get_user_model().objects.get(), "django.contrib.auth.backends.ModelBackend")
    for path in PATHS:
        with CaptureQueriesContext(connection) as queries:
            first = milliseconds(client, path)[0]
        count = len(queries)
        found[path] = first, statistics.median(milliseconds(client, path)[0] for _ in range(5)), count
    return found


def main(sizes: list[int]) -> None:
    runs = [json.loads(subprocess.run([sys.executable, "-m", "benchmarks.growth", "--run", str(size)], check=True, stdout=subprocess.PIPE).stdout) for size in sizes]
    for path in PATHS:
        times = [run[path][1] for run in runs]
        cells = [f"{first:8.1f} {later:8.1f} ms {count:3} queries" for first, later, count in (run[path] for run in runs)]
        print(*cells, f"{times[-1] / times[0]:6.1f} ×", path)


if __name__ == "__main__":
    if sys.argv[1:2] != ["--run"]:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))
        sys.exit()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"WENLAN_DATA": folder, "WENLAN_DEBUG": "1"}
        os.environ.pop("DATABASE_URL", None)
        from datetime import date

        from django.contrib.auth import get_user_model
        from django.core.management import call_command
        from django.db import connection
        from django.test import Client
        from django.test.utils import CaptureQueriesContext, setup_test_environment

        from benchmarks.pages import milliseconds  # sets Django up
        from documents.citations import titles
        from documents.models import (
            Batch,
            Citation,
            Document,
            DocumentBody,
            DocumentName,
            IssuingBody,
            Section,
            State,
            Topic,
            Upload,
            UploadState,
            Work,
        )
        from documents.vocabulary.kinds import KINDS

        call_command("migrate", verbosity=0)
        setup_test_environment()
        fill(int(sys.argv[2]))
        call_command("rebuild_index", noinput=True, verbosity=0, stdout=sys.stderr)
        print(json.dumps(measured()))
