"""How fast citations are found and resolved: ``python benchmarks/citations.py [ARCHIVE] [TIMES]``.

Stores every document of an archive, or each ``TIMES``, under another title each time, without citations, then measures, in a database of its own and in one process:
finding and resolving the citations of all of them, and linking one document more when all the others are held. Prints
each as a ratio to parsing the same texts, in the same run. Seconds are of the processor: a busy machine does not change them.
"""
import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "laws" / "national.zip"
TIMES = int(sys.argv[2]) if len(sys.argv) > 2 else 1
SAMPLE, REREAD = 40, 500


def main() -> None:
    if not ARCHIVE.exists():
        sys.exit(f"There is no archive at {ARCHIVE}; name one.")
    sources = [source for source in sources_in(ARCHIVE) if isinstance(source, Source)]
    parsing = seconds(lambda: store(sources))
    ids = list(Document.objects.order_by("pk").values_list("pk", flat=True))
    names = seconds(lambda: in_one_transaction(write_names))
    citing = seconds(lambda: in_one_transaction(cite))
    print(f"{len(ids)} documents, {Citation.objects.count()} citations")
    print(
        f"finding and resolving: {citing:.1f} s, {citing / len(ids) * 1000:.1f} ms a document, "
        f"{citing / parsing:.2f} × parsing and storing ({parsing:.1f} s); names {names:.1f} s"
    )
    some = ids[:: max(len(ids) // REREAD, 1)][:REREAD]
    again = seconds(lambda: list(refind_citations(some)))
    Document.objects.filter(pk__in=some).update(citations_version=0)
    anew = seconds(lambda: list(refind_citations(some)))
    print(f"reread_documents --citations: {anew / len(some) * 1000:.1f} ms a document, each in a transaction; where nothing is to do {again / len(some) * 1000:.1f} ms")
    one = [seconds(lambda d=document: arrive(d)) for document in Document.objects.filter(pk__in=ids[:: len(ids) // SAMPLE])]
    each = parsing / len(ids)
    print(
        f"one more document: median {statistics.median(one) * 1000:.0f} ms, worst of {len(one)} {max(one) * 1000:.0f} ms, "
        f"{statistics.median(one) / each:.2f} × parsing and storing one"
    )


def seconds(work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def store(sources) -> None:
    with transaction.atomic():
        for number, source in enumerate(sources):
            parsed = understand(source)
            for copy in range(TIMES):
                document = Document(slug=f"d{number}-{copy}", state=State.PUBLISHED, content_hash=f"{number}-{copy}")
                write_document(replace(parsed, title=f"{parsed.title}{copy or ''}", work="" if copy else parsed.work), document)


def in_one_transaction(work) -> None:
    with transaction.atomic():
        for document in Document.objects.order_by("pk").iterator(chunk_size=100):
            work(document)


def arrive(document) -> None:
    """A document that was not there: what waits for it finds it."""
    with transaction.atomic():
        Citation.objects.filter(cited=document).update(cited=None, resolution=Resolution.NONE)
        link(document)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"WENLAN_DATA": folder, "DJANGO_SETTINGS_MODULE": "portal.settings"}
        os.environ.pop("DATABASE_URL", None)
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import transaction

        from documents.importing import Source, refind_citations, sources_in, understand
        from documents.importing.citing import cite, link, write_names
        from documents.importing.rows import write_document
        from documents.models import Citation, Document, State
        from documents.vocabulary.enums import Resolution

        call_command("migrate", verbosity=0)
        main()
