"""Zip archives: entries come out one at a time, in memory, never onto the disk."""
import os
import re
import stat
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from .characters import clean
from .discovery import discover
from .grouping import Group, groups
from .limits import FILE_BYTES, MB, NAME_CHARACTERS
from .reading import extension_of, naming, reader_for
from .text import Refused
from .zips import DAMAGED, PACKINGS, files_in, opened, path_of

ARCHIVES = (".zip",)
OTHER_ARCHIVES = (".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz")
ELSEWHERE = re.compile(r"/|[A-Za-z]:|(.*/)?\.\.(/|$)")


def is_archive(name: str) -> bool:
    return extension_of(name) in ARCHIVES


def path_in(folder: str, name: str) -> str:
    """The path, with ``/``, of the file ``name`` that was sent from ``folder``; the name alone where that is no folder below
    the one that was chosen.

    >>> path_in("通知/附件", "1.docx"), path_in("../通知", "1.docx")
    ('通知/附件/1.docx', '1.docx')
    """
    path = clean(f"{folder.strip('/')}/{name}").replace("\n", " ").lstrip("/")
    return name if ELSEWHERE.match(path) or len(path) > NAME_CHARACTERS else path


def unpack(name: str, archive: bytes | str | os.PathLike) -> Iterator[tuple[str, bytes | Refused]]:
    """The files in a zip, one at a time: path inside it, and bytes or why this one is refused.

    ``archive`` is the zip's bytes or its path. Raises ``Refused`` where the archive as a whole cannot be taken.
    """
    with naming(name), opened(archive) as zipped:
        entries = files_in(zipped)
        taken: set[str] = set()
        for entry in entries:
            path = path_of(entry)
            yield path, _content(zipped, entry, path, taken, name)
            taken.add(path.casefold())


def groups_in(name: str, archive: bytes | str | os.PathLike) -> list[Group]:
    """The documents in a zip that have attachments in it, by its paths. Raises as ``unpack`` does."""
    with naming(name), opened(archive) as zipped:
        entries = {path_of(entry): entry for entry in files_in(zipped)}
        return groups([path for path in entries if is_readable(path)], lambda path: _page(zipped, entries[path]))


def is_readable(path: str) -> bool:
    return extension_of(path) in discover()


def _page(zipped: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of a page; none where it cannot be read, which reading it will say."""
    try:
        return zipped.read(entry) if entry.file_size <= FILE_BYTES and entry.compress_type in PACKINGS else b""
    except DAMAGED:
        return b""


def _content(zipped: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str, taken: set[str], name: str) -> bytes | Refused:
    try:
        with naming(f"{name} 中的 {path}"):
            check_entry(entry, path, taken)
            return _bytes_of(zipped, entry)
    except Refused as refused:
        return refused


def _bytes_of(zipped: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        return zipped.read(entry)
    except DAMAGED:
        raise Refused("压缩包里的这个文件已损坏") from None


def check_entry(entry: zipfile.ZipInfo, path: str, taken: set[str]) -> None:
    if "\0" in entry.orig_filename or ELSEWHERE.match(path) or stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused("路径指向压缩包之外，或是链接")
    if not PurePosixPath(path).stem.strip() or len(path) > NAME_CHARACTERS:
        raise Refused("文件名为空或过长")
    if path.casefold() in taken:
        raise Refused("与压缩包里另一个文件重名")
    if extension_of(path) in ARCHIVES + OTHER_ARCHIVES:
        raise Refused("是压缩包里的压缩包，请先解开")
    reader_for(extension_of(path))
    if entry.compress_type not in PACKINGS:
        raise Refused("压缩方式不受支持")
    if entry.file_size > FILE_BYTES:
        raise Refused(f"文件超过 {FILE_BYTES // MB} MB")
