"""What keeping every state of a document costs: in bytes, and in processor time beside that of saving the row.

    python -m benchmarks.revisions

In a database of its own: a text of 100 KB, under two topics, is saved 20 times, first with another note each time, then with
another word of the text. Then how small and how fast zlib is at each level.
"""
from __future__ import annotations

import os
import random
import tempfile
import time
import zlib
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory(prefix="revisions-")
os.environ["WENLAN_DATA"] = FOLDER.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from documents.models import Document, Topic  # noqa: E402
from documents.revisions import record  # noqa: E402

CORPUS = Path(__file__).resolve().parents[1] / "fixtures" / "corpus"
BYTES, TIMES = 100_000, 20


def text() -> str:
    """100 KB of real documents, each sentence once."""
    sentences = [s for path in sorted(CORPUS.rglob("*.md")) for s in path.read_text(encoding="utf-8").split("。")]
    random.Random(1).shuffle(sentences)
    return "。".join(sentences).encode()[:BYTES].decode(errors="ignore")


def document(number: int, markdown: str) -> Document:
    made = Document.objects.create(title=f"文件{number}", slug=f"{number}", markdown=markdown, content_hash=str(number), text_hash=str(number))
    made.topics.set([Topic.objects.get_or_create(name=name, slug=name)[0] for name in ("甲", "乙")])
    return made


def saved(changed: Document, keep: bool, by_text: bool) -> tuple[int, float]:
    """By how many bytes the database grew, and the processor seconds that it took."""
    before, start = size(), time.process_time()
    for number in range(TIMES):
        if by_text:
            changed.markdown = changed.markdown.replace("。", f"第{number}，", 1)
        else:
            changed.note = f"第 {number} 次"
        with transaction.atomic():
            changed.save()
            if keep:
                record(changed)
    seconds = time.process_time() - start
    return size() - before, seconds


def size() -> int:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        return cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()").fetchone()[0]


def main() -> None:
    call_command("migrate", verbosity=0)
    markdown = text()
    for number, by_text in enumerate((False, True)):
        bare, kept = document(2 * number, markdown), document(2 * number + 1, markdown)
        record(kept)
        _, alone = saved(bare, False, by_text)
        grown, seconds = saved(kept, True, by_text)
        what = "another text" if by_text else "another note"
        print(f"{TIMES} times {what}: {grown / 1000:,.0f} KB; {seconds / alone:.1f} times the time of the bare saves ({alone / TIMES * 1000:.2f} ms each)")
    data = markdown.encode()
    for level in (1, 3, 6, 9):
        start = time.process_time()
        for _ in range(50):
            small = zlib.compress(data, level)
        print(f"zlib {level}: {len(small) / len(data):.1%} of {len(data):,} bytes in {(time.process_time() - start) * 20:.2f} ms")
    FOLDER.cleanup()


if __name__ == "__main__":
    main()
