"""What can be imported: one file each, from paths, folders and archives."""
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path, PurePath
from typing import NamedTuple

from documents import formats
from documents.analysis import Source
from documents.formats import limits


@dataclass(frozen=True)
class Unreadable:
    """A file that cannot even be opened as a source, with a sentence in Chinese that names it and says why."""

    name: str
    reason: str


class SentFile(NamedTuple):
    """A file that somebody has sent: its name, its size in bytes, and what gives these."""

    name: str
    size: int
    read: Callable[[], bytes]


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
    return map(_opened, _sources_in(path))


def _sources_in(path: Path) -> Iterator[Source | Unreadable]:
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
    return map(_opened, _sources_sent(name, size, read))


def _sources_sent(name: str, size: int, read: Callable[[], bytes]) -> Iterator[Source | Unreadable]:
    is_archive = formats.is_archive(name)
    if size > (limits.ARCHIVE_BYTES if is_archive else limits.FILE_BYTES):
        yield too_large(name)
    elif is_archive:
        yield from _unpacked(name, read())
    else:
        yield Source(name, read())


def sources_of_sent(files: Sequence[SentFile]) -> Iterator[Source | Unreadable]:
    """The sources in files that were sent together, a document and its attachments being one; archives come last."""
    counts = Counter(file.name for file in files)
    alone = {file.name: file for file in files if counts[file.name] == 1 and file.size <= limits.FILE_BYTES and not formats.is_archive(file.name)}
    groups = formats.groups(list(alone), lambda name: alone[name].read())
    others = [file for file in files if file.name not in alone]
    yield from map(_opened, with_attachments(chain.from_iterable(_sources_sent(*file) for file in alone.values()), groups))
    yield from chain.from_iterable(sources_sent(*file) for file in others)


def _opened(source: Source | Unreadable) -> Source | Unreadable:
    """``source``; of an e-mail with attachments the document and these, named by the document."""
    if isinstance(source, Unreadable) or not formats.is_mail(source.name):
        return source
    try:
        formats.check(source.name, source.data)
        bundled = formats.bundle_of(source.name, source.data)
    except formats.Refused:  # reading it says why
        return source
    if bundled is None:
        return source
    document = PurePath(formats.names(bundled)[0])
    return replace(source, name=f"{source.name}/{document.with_suffix(formats.BUNDLE)}", data=bundled)


def too_large(name: str) -> Unreadable:
    file, archive = limits.FILE_BYTES // limits.MB, limits.ARCHIVE_BYTES // limits.MB
    return Unreadable(name, formats.named(name, f"文件太大：单个文件不超过 {file} MB，压缩包不超过 {archive} MB。"))


def _unpacked(name: str, archive: bytes | Path, *, recognise: bool = False) -> Iterator[Source | Unreadable]:
    try:
        entries = _entries_of(formats.unpack(name, archive), recognise)
        yield from with_attachments(entries, formats.groups_in(name, archive))
    except formats.Refused as refusal:
        yield Unreadable(name, str(refusal))


def _entries_of(unpacked: Iterable[tuple[str, bytes | formats.Refused]], recognise: bool) -> Iterator[Source | Unreadable]:
    for entry, content in unpacked:
        if isinstance(content, formats.Refused):
            yield Unreadable(entry, str(content))
        else:
            yield Source(entry, content, recognise=recognise)


def sources_of_files(paths: Sequence[Path]) -> Iterator[Source | Unreadable]:
    """The sources in the files ``paths``, a document and its attachments being one."""
    groups = formats.groups([path.as_posix() for path in paths], lambda path: _bytes_of(Path(path)))
    yield from map(_opened, with_attachments(chain.from_iterable(map(_sources_in, paths)), groups))


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.stat().st_size <= limits.FILE_BYTES else b""
    except OSError:
        return b""


def with_attachments(sources: Iterable[Source | Unreadable], groups: Sequence[formats.Group]) -> Iterator[Source | Unreadable]:
    """``sources``, of which those of each of ``groups`` are one: it comes when the last of them is there, and they come each by
    itself where the document itself cannot be read, or all of them are too large for one."""
    group_of = {path: group for group in groups for path in group.paths}
    held: dict[str, dict[str, Source]] = {}
    left = {group.main: len(group.paths) for group in groups}
    for source in sources:
        group = group_of.get(Path(source.name).as_posix())
        if group is None:
            yield source
            continue
        left[group.main] -= 1
        if isinstance(source, Source):
            held.setdefault(group.main, {})[Path(source.name).as_posix()] = source
        else:
            yield source
        if not left[group.main]:
            yield from _bundled(group, held.pop(group.main, {}))
    for sources_held in held.values():
        yield from sources_held.values()


def _bundled(group: formats.Group, sources: Mapping[str, Source]) -> Iterator[Source]:
    main = sources.get(group.main)
    members = [formats.Member(name, sources[path].data) for path, name in group.attachments if path in sources]
    if main is None or not members or sum(len(member.data) for member in members) + len(main.data) > limits.FILE_BYTES - limits.MB:
        yield from sources.values()
        return
    bundled = formats.bundle([formats.Member(PurePath(main.name).name, main.data), *members])
    yield replace(main, name=str(PurePath(main.name).with_suffix(formats.BUNDLE)), data=bundled)
