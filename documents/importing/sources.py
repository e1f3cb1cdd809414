"""What can be imported: one file each, from paths, folders and archives."""
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from documents import formats
from documents.analysis import Source
from documents.formats import limits


@dataclass(frozen=True)
class Unreadable:
    """A file that cannot even be opened as a source, with a sentence in Chinese that names it and says why."""

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
    if not formats.is_archive(path.name):
        return 1
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(not entry.is_dir() for entry in archive.infolist())
    except (OSError, zipfile.BadZipFile):
        return 1


def sources_in(path: Path) -> Iterator[Source | Unreadable]:
    """The sources in one file: itself, or each entry of an archive, one at a time. Scans among them may be recognised."""
    try:
        if formats.is_archive(path.name):
            yield from _unpacked(str(path), path, recognise=True)
        elif path.stat().st_size > limits.FILE_BYTES:
            yield too_large(str(path))
        else:
            yield Source(str(path), path.read_bytes(), recognise=True)
    except OSError as error:
        yield Unreadable(str(path), formats.named(str(path), f"无法读取文件：{error.strerror}。"))


def sources_sent(name: str, size: int, read: Callable[[], bytes]) -> Iterator[Source | Unreadable]:
    """The sources in one uploaded file of ``size`` bytes, which is read only where it is not too large."""
    is_archive = formats.is_archive(name)
    if size > (limits.ARCHIVE_BYTES if is_archive else limits.FILE_BYTES):
        yield too_large(name)
    elif is_archive:
        yield from _unpacked(name, read())
    else:
        yield Source(name, read())


def too_large(name: str) -> Unreadable:
    file, archive = limits.FILE_BYTES // limits.MB, limits.ARCHIVE_BYTES // limits.MB
    return Unreadable(name, formats.named(name, f"文件太大：单个文件不超过 {file} MB，压缩包不超过 {archive} MB。"))


def _unpacked(name: str, archive: bytes | Path, *, recognise: bool = False) -> Iterator[Source | Unreadable]:
    try:
        for entry, content in formats.unpack(name, archive):
            if isinstance(content, formats.Refused):
                yield Unreadable(entry, str(content))
            else:
                yield Source(entry, content, recognise=recognise)
    except formats.Refused as refusal:
        yield Unreadable(name, str(refusal))
