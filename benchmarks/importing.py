"""How fast files become documents: ``python benchmarks/importing.py [ARCHIVE]``.

Parses and stores every file of an archive, before indexing, in a database of its own, and prints documents a second
and the largest memory of the process, without the sandbox that reads ahead; as a baseline, in the same run, the bare
storing of the same texts as rows.
"""
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "laws" / "national.zip"


def main() -> None:
    results, took = timed(lambda: list(import_paths([ARCHIVE], state=State.PUBLISHED)))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    _, bare = timed(store_bare)
    print(summary(results))
    print(f"{len(results) / took:.0f} documents/s, {len(results)} in {took:.1f} s, at most {memory:.0f} MB")
    print(f"{took / bare:.1f} × the time of storing the bare texts as rows ({bare:.1f} s)")


def timed(work):
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def store_bare() -> None:
    """Each text as one row, in a transaction of its own."""
    work = Work.objects.create(key="bare", title="bare", slug="bare")
    for number, source in enumerate(sources_in(ARCHIVE)):
        text = source.data.decode("utf-8", "replace")
        Document.objects.create(slug=f"bare-{number}", title=source.name, markdown=text, content_hash=str(number), work=work)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"WENLAN_DATA": folder, "DJANGO_SETTINGS_MODULE": "portal.settings"}
        os.environ.pop("DATABASE_URL", None)
        sys.path.insert(0, str(ROOT))
        import django

        django.setup()
        from django.core.management import call_command

        from documents.importing import import_paths, load_registry, sources_in, summary
        from documents.models import Document, State, Work
        from documents.signals import document_changed

        document_changed.disconnect(dispatch_uid="search.pending")
        call_command("migrate", verbosity=0)
        load_registry(ROOT / "fixtures")
        main()
