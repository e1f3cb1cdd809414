"""What can be imported: one file each, from paths, folders and archives."""
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from documents import formats


@dataclass(frozen=True)
class Source:
    """One file on its way in.

    ``facts`` are a person's or a catalogue's word, by field name of ``ParsedDocument``: they outrank what the
    file and its text say, and an empty one says that the fact is not known. ``text`` is a person's correction of
    the text, in Markdown: it is read in the place of ``data``.
    """

    name: str
    data: bytes
    facts: Mapping[str, object] = field(default_factory=dict)
    text: str | None = None

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Unreadable:
    """A file that cannot even be opened as a source, with the reason in Chinese."""

    name: str
    reason: str


def files_under(paths: Iterable[Path]) -> list[Path]:
    """All files that ``paths`` (files or folders) mean, in a fixed order; hidden ones are left out."""
    found = []
    for path in paths:
        if path.is_dir():
            found += sorted(
                p for p in path.rglob("*")
                if p.is_file() and not any(part.startswith(".") for part in p.relative_to(path).parts)
            )
        else:
            found.append(path)
    return found


def count_sources(paths: Iterable[Path]) -> int:
    """How many sources ``paths`` hold, from names and archive directories alone: for a progress bar."""
    return sum(_entries(path) for path in files_under(paths))


def _entries(path: Path) -> int:
    if path.suffix.lower() != ".zip":
        return 1
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(not entry.is_dir() for entry in archive.infolist())
    except (OSError, zipfile.BadZipFile):
        return 1


def sources_in(path: Path) -> Iterator[Source | Unreadable]:
    """The sources in one file: itself, or each entry of an archive, one at a time."""
    try:
        if path.stat().st_size > formats.limits.archive_bytes(path.name):
            yield Unreadable(str(path), "文件超过大小上限。")
            return
        data = path.read_bytes()
    except OSError as error:
        yield Unreadable(str(path), f"无法读取文件：{error.strerror}。")
        return
    yield from unpacked(str(path), data)


def unpacked(name: str, data: bytes) -> Iterator[Source | Unreadable]:
    """``data`` as one source, or as those in it where it is an archive."""
    if not name.lower().endswith(".zip"):
        yield Source(name, data)
        return
    try:
        for entry, content in formats.unpack(name, data):
            if isinstance(content, formats.Refused):
                yield Unreadable(entry, str(content))
            else:
                yield Source(entry, content)
    except formats.Refused as refusal:
        yield Unreadable(name, str(refusal))
