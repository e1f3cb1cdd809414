"""Small files of every format, damaged in the ways that files are, and by malice."""
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from documents.formats import bundles

SAMPLES = Path(__file__).parents[2] / "samples" / "formats" / "in"
BUNDLED = ("office_notice.docx", "plan_table.xlsx", "gb18030.txt")
LARGEST = 80_000  # bytes of a sample that is mutated
MOST_CHANGES = 8
TEXTS = (".md", ".txt", ".html", ".mht")
TOKENS = (
    b"\x00" * 9, b"\xff\xfe", b"<", b"</w:p>", b"<table>" * 30, b"<div>" * 300, b"%PDF", b"endobj", b"stream\n", b"\r\n\r\n", b"--", b"]]>", b"&#x110000;",
    b"99999999999", b"-1", "第一条".encode(), b"\xed\xa0\x80", b"---\na: [b\n---\n", b"**", b"|" * 200, b"(" * 500, b"\\", b'w:val="99999999"', b"/Length 0", b"0 0 0 0 re",
)


def samples(extension: str) -> list[bytes]:
    """The samples of a format that are small."""
    if extension == bundles.EXTENSION:
        return [bundles.bundle([bundles.Member(path.name, path.read_bytes()) for path in map(SAMPLES.joinpath, BUNDLED)])]
    found = [path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.suffix == extension]
    return [data for data in found if len(data) <= LARGEST] or found[:1]


def mutants(extension: str, seed: int) -> Iterator[bytes]:
    """Damaged files without end, the same for the same ``seed``."""
    rng, whole = random.Random(f"{extension}{seed}"), samples(extension)
    while True:
        data = rng.choice(whole)
        if data.startswith(b"PK") and rng.random() < 0.8:
            yield _repacked(data, rng)
        else:
            changed = _changed(data, rng, whole)
            is_text = extension in TEXTS and rng.random() < 0.8  # whole characters: what is none is refused at once
            yield changed.decode("utf-8", "ignore").encode() if is_text else changed


def _changed(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    for _ in range(rng.randint(1, MOST_CHANGES)):
        data = rng.choice(WAYS)(data or b" ", rng, others)
    return data


def _repacked(data: bytes, rng: random.Random) -> bytes:
    """A zip with one of its parts changed, and its checksums right: readers must see the damage."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.comment = old.comment  # by which a document with attachments is known
        names = old.namelist()
        chosen = rng.choice(names)
        for name in names:
            part = old.read(name)
            new.writestr(name, _changed(part, rng, [old.read(rng.choice(names))]) if name == chosen else part)
    return out.getvalue()


def _flip(data: bytes, rng: random.Random, _: list[bytes]) -> bytes:
    place = rng.randrange(len(data))
    return data[:place] + bytes([rng.randrange(256)]) + data[place + 1 :]


def _cut(data: bytes, rng: random.Random, _: list[bytes]) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randint(1, 400) :]


def _repeat(data: bytes, rng: random.Random, _: list[bytes]) -> bytes:
    start = rng.randrange(len(data))
    piece = data[start : start + rng.randint(1, 200)]
    return data[:start] + piece * rng.randint(2, 60) + data[start:]


def _insert(data: bytes, rng: random.Random, _: list[bytes]) -> bytes:
    place = rng.randrange(len(data))
    return data[:place] + rng.choice(TOKENS) + data[place:]


def _truncate(data: bytes, rng: random.Random, _: list[bytes]) -> bytes:
    return data[: rng.randrange(1, len(data) + 1)]


def _splice(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    other = rng.choice(others)
    return data[: rng.randrange(len(data))] + other[rng.randrange(len(other) + 1) :]


WAYS: tuple[Callable[[bytes, random.Random, list[bytes]], bytes], ...] = (_flip, _flip, _flip, _cut, _repeat, _insert, _insert, _truncate, _splice)
