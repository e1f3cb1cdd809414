"""Zip archives: entries come out one at a time, in memory, never onto the disk.

What the directory of the archive declares is checked before the first entry is opened, and is a true bound: zipfile
stops at the declared size of an entry and then finds its checksum wrong.
"""
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path, PurePosixPath

from .characters import clean
from .limits import ARCHIVE_BYTES, ARCHIVE_ENTRIES, FILE_BYTES, MB, NAME_CHARACTERS, RATIO, RATIO_FROM
from .reading import extension_of, naming, reader_for
from .text import Refused

ARCHIVES = (".zip",)
OTHER_ARCHIVES = (".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz")
DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
    OverflowError, IndexError,
)
END_RECORD = struct.Struct("<4s4H2LH")
END_SIGNATURE = b"PK\x05\x06"
MAX_COMMENT = 0xFFFF
DIRECTORY_BYTES = ARCHIVE_ENTRIES * 1024
LOCAL_HEADER_BYTES = 30
ENCRYPTED, UTF8_NAME = 0x1, 0x800
OFFICE = "[Content_Types].xml"
LITTER = re.compile(r"(^|/)(__MACOSX/.*|\.DS_Store|Thumbs\.db|desktop\.ini)$")
ELSEWHERE = re.compile(r"/|[A-Za-z]:|(.*/)?\.\.(/|$)")


def is_archive(name: str) -> bool:
    return extension_of(name) in ARCHIVES


def unpack(name: str, archive: bytes | str | os.PathLike) -> Iterator[tuple[str, bytes | Refused]]:
    """The files in a zip, one at a time: path inside it, and bytes or why this one is refused.

    ``archive`` is the zip's bytes or its path. Raises ``Refused`` where the archive as a whole cannot be taken.
    """
    with naming(name):
        try:
            yield from _unpack(name, archive)
        except DAMAGED:
            raise Refused("压缩包已损坏") from None


def _unpack(name: str, archive: bytes | str | os.PathLike) -> Iterator[tuple[str, bytes | Refused]]:
    size = len(archive) if isinstance(archive, bytes) else Path(archive).stat().st_size
    if size == 0:
        raise Refused("文件为空")
    if size > ARCHIVE_BYTES:
        raise Refused(f"压缩包超过 {ARCHIVE_BYTES // MB} MB")
    with BytesIO(archive) if isinstance(archive, bytes) else open(archive, "rb") as file:
        check_directory(file, size)
        with zipfile.ZipFile(file) as opened:
            entries = opened.infolist()
            check_declared(entries, size)
            taken = set()
            for entry in entries:
                path = path_of(entry)
                if not entry.is_dir() and not LITTER.search(path):
                    yield path, _content(opened, entry, path, taken, name)
                    taken.add(path.casefold())


def _content(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str, taken: set[str], name: str) -> bytes | Refused:
    try:
        with naming(f"{name} 中的 {path}"):
            check_entry(entry, path, taken)
            return _bytes_of(opened, entry)
    except Refused as refused:
        return refused


def _bytes_of(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        return opened.read(entry)
    except DAMAGED:
        raise Refused("压缩包里的这个文件已损坏") from None


def check_directory(file, size: int) -> None:
    """Refuse a directory of entries too large to be opened at all."""
    file.seek(max(0, size - END_RECORD.size - MAX_COMMENT))
    tail = file.read()
    start = tail.rfind(END_SIGNATURE)
    if start < 0 or len(tail) < start + END_RECORD.size:
        raise Refused("压缩包已损坏，或不是 zip 格式")
    *_, entries, directory_bytes, _, _ = END_RECORD.unpack_from(tail, start)
    if entries > ARCHIVE_ENTRIES or directory_bytes > DIRECTORY_BYTES:
        raise Refused(f"压缩包里的文件超过 {ARCHIVE_ENTRIES} 个")


def check_declared(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse the archive whose directory declares what we do not open. ``size``: of the archive in bytes."""
    if any(entry.filename == OFFICE for entry in entries):
        raise Refused("内容是 Office 文档，不是压缩包，请改回原来的扩展名")
    if len(entries) > ARCHIVE_ENTRIES:
        raise Refused(f"压缩包里的文件超过 {ARCHIVE_ENTRIES} 个")
    if all(entry.is_dir() for entry in entries):
        raise Refused("压缩包里没有文件")
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise Refused("压缩包有密码保护，请去掉密码后再传")
    total = sum(entry.file_size for entry in entries)
    if total > ARCHIVE_BYTES or (total > RATIO_FROM and total > RATIO * size):
        raise Refused(f"压缩包展开后有 {total // MB} MB，超过限额或压缩比异常")
    if overlapping(entries):
        raise Refused("压缩包里的文件互相重叠，疑为恶意构造")


def overlapping(entries: list[zipfile.ZipInfo]) -> bool:
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    return any(
        first.header_offset + LOCAL_HEADER_BYTES + first.compress_size > second.header_offset
        for first, second in pairwise(placed)
    )


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
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("压缩方式不受支持")
    if entry.file_size > FILE_BYTES:
        raise Refused(f"文件超过 {FILE_BYTES // MB} MB")


def path_of(entry: zipfile.ZipInfo) -> str:
    """The path of an entry as its author wrote it: without the flag for UTF-8, Windows in China wrote GBK."""
    name = entry.filename
    if not entry.flag_bits & UTF8_NAME:
        for encoding in ("utf-8", "gb18030"):
            try:
                name = entry.filename.encode("cp437").decode(encoding)
                break
            except UnicodeError:
                continue
    return clean(name.replace("\\", "/")).replace("\n", " ")
