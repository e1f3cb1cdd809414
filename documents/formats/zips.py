"""Opening a zip only where its directory, read first, stays within the limits.

What the directory declares is a true bound: zipfile stops at the declared size of an entry and then finds its
checksum wrong.
"""
import lzma
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import IO

from .characters import clean
from .limits import ARCHIVE_BYTES, ARCHIVE_ENTRIES, MB, RATIO, RATIO_FROM
from .text import Refused

DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
    OverflowError, IndexError, lzma.LZMAError,
)
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others take more memory and time than their sizes say
END_RECORD = struct.Struct("<4s4H2LH")
END_SIGNATURE = b"PK\x05\x06"
MAX_COMMENT = 0xFFFF
DIRECTORY_BYTES = ARCHIVE_ENTRIES * 1024
LOCAL_HEADER_BYTES = 30
ENCRYPTED, UTF8_NAME = 0x1, 0x800
OFFICE = "[Content_Types].xml"
LITTER = re.compile(r"(^|/)(__MACOSX/.*|\.DS_Store|Thumbs\.db|desktop\.ini|~\$[^/]*)$")


@contextmanager
def opened(archive: bytes | str | os.PathLike) -> Iterator[zipfile.ZipFile]:
    """The zip in these bytes or at this path. Raises ``Refused`` where it is damaged or too much."""
    size = len(archive) if isinstance(archive, bytes) else Path(archive).stat().st_size
    if size == 0:
        raise Refused("文件为空")
    if size > ARCHIVE_BYTES:
        raise Refused(f"压缩包超过 {ARCHIVE_BYTES // MB} MB")
    try:
        with BytesIO(archive) if isinstance(archive, bytes) else open(archive, "rb") as file:
            check_directory(file, size)
            with zipfile.ZipFile(file) as zipped:
                check_declared(zipped.infolist(), size)
                yield zipped
    except DAMAGED:
        raise Refused("文件已损坏") from None


def check_directory(file: IO[bytes], size: int) -> None:
    """Refuse a directory of entries too large to be opened at all."""
    file.seek(max(0, size - END_RECORD.size - MAX_COMMENT))
    tail = file.read()
    start = tail.rfind(END_SIGNATURE)
    if start < 0 or len(tail) < start + END_RECORD.size:
        raise Refused("文件已损坏，或不是 zip 格式")
    *_, entries, directory_bytes, _, _ = END_RECORD.unpack_from(tail, start)
    if entries > ARCHIVE_ENTRIES or directory_bytes > DIRECTORY_BYTES:
        raise Refused(f"里面的文件超过 {ARCHIVE_ENTRIES} 个")


def check_declared(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse the archive whose directory declares what we do not open. ``size``: of the archive in bytes."""
    if len(entries) > ARCHIVE_ENTRIES:
        raise Refused(f"里面的文件超过 {ARCHIVE_ENTRIES} 个")
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise Refused("文件有密码保护，请去掉密码后再传")
    total = sum(entry.file_size for entry in entries)
    if total > ARCHIVE_BYTES or (total > RATIO_FROM and total > RATIO * size):
        raise Refused(f"展开后有 {total // MB} MB，超过限额或压缩比异常")
    if overlapping(entries):
        raise Refused("内部的文件互相重叠，疑为恶意构造")


def overlapping(entries: list[zipfile.ZipInfo]) -> bool:
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    return any(
        first.header_offset + LOCAL_HEADER_BYTES + first.compress_size > second.header_offset
        for first, second in pairwise(placed)
    )


def is_litter(path: str) -> bool:
    """Whether operating systems and Word leave such a file in folders: it was not meant to be sent."""
    return bool(LITTER.search(path))


def files_in(zipped: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Its entries but folders and what operating systems leave behind."""
    if OFFICE in zipped.namelist():
        raise Refused("内容是 Office 文档，不是压缩包，请改回原来的扩展名")
    entries = [e for e in zipped.infolist() if not e.is_dir() and not is_litter(path_of(e))]
    if not entries:
        raise Refused("压缩包里没有文件")
    return entries


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
