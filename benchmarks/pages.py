"""How long pages take on the corpus at hand: ``python -m benchmarks.pages``, with WENLAN_DATA as for ``manage.py``.

Processor milliseconds of the whole request, the median of five after one to warm up, and the size of the answer.
"""
import os
import statistics
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
os.environ.setdefault("WENLAN_DEBUG", "1")  # static addresses without collected files
django.setup()

from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from documents.models import Document  # noqa: E402


def paths() -> list[str]:
    published = Document.objects.published()
    most_cited = published.annotate(count=Count("cited_by")).order_by("-count").first()
    longest = published.annotate(count=Count("sections")).order_by("-count").first()
    newest = published.first()
    documents = dict.fromkeys(document.get_absolute_url() for document in (newest, longest, most_cited))
    lists = ["/", "/documents/", "/documents/?sort=title&page=2", "/topics/", "/bodies/", "/cited/", "/graph/"]
    return [*lists, "/sitemap.xml", "/sitemap-documents.xml", "/sitemap-values.xml", "/feeds/documents/", *documents, f"{most_cited.get_absolute_url()}graph/"]


def milliseconds(client: Client, path: str) -> tuple[float, int]:
    start = time.process_time()
    answer = client.get(path)
    assert answer.status_code == 200, path
    return (time.process_time() - start) * 1000, len(answer.getvalue())


def main() -> None:
    setup_test_environment()
    client = Client()
    print(f"{Document.objects.published().count()} published documents")
    for path in paths():
        times = [milliseconds(client, path) for _ in range(6)][1:]
        print(f"{statistics.median(t for t, _ in times):8.1f} ms {times[0][1]:10,} bytes  {path}")


if __name__ == "__main__":
    main()
