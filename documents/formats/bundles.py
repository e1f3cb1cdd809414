"""A file and its attachments as one: a zip whose first entry is the file itself, and which says so in its comment.

It is kept as the original of one document, and any of its members can be taken out of it. What came with them and is no
part of the document (the cover letter of an e-mail) is kept behind them with a word on why, and is for nobody outside.
"""
import os
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import PurePosixPath
from typing import NamedTuple

from .limits import FILE_BYTES, MB
from .text import Refused
from .zips import PACKINGS, opened

EXTENSION = ".zip"
MARK = b"A document and its attachments, in order."
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # so that the same files make the same bytes


class Member(NamedTuple):
    """One of the files of a bundle. ``name``: without a folder. ``left_out``: in Chinese, what it is that it is not read."""

    name: str
    data: bytes
    left_out: str = ""


def bundle(members: Sequence[Member]) -> bytes:
    """``members``, of which the first is the document and the others are attached to it, in one file.

    >>> names(bundle([Member("通知.txt", b"..."), Member("附件.txt", b"...")]))
    ['通知.txt', '附件.txt']
    """
    packed, taken = BytesIO(), set()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.comment = MARK
        for place, member in enumerate(members):
            name = PurePosixPath(member.name).name
            if name.casefold() in taken:
                name = f"{place}-{name}"
            taken.add(name.casefold())
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.comment = member.left_out.encode()
            archive.writestr(entry, member.data)  # uncompressed: these bytes are the same everywhere
    return packed.getvalue()


def members(data: bytes) -> Iterator[Member]:
    """The files in a bundle, in order. Raises ``Refused`` where it is none, or damaged."""
    with opened(data) as archive:
        _check(archive)
        for entry in archive.infolist():
            yield Member(entry.filename, archive.read(entry), entry.comment.decode("utf-8", "replace"))


def names(bundled: bytes | str | os.PathLike) -> list[str]:
    """The names of the files in a bundle (its bytes, or its path); none where it is none."""
    try:
        with opened(bundled) as archive:
            return [] if archive.comment != MARK else [entry.filename for entry in _parts(archive)]
    except (Refused, OSError):
        return []


def member(path: str | os.PathLike, place: int) -> Member | None:
    """The file at ``place`` in the bundle at ``path``; ``None`` where there is none."""
    try:
        with opened(path) as archive:
            if archive.comment != MARK or not 0 <= place < len(_parts(archive)):
                return None
            _check(archive)
            entry = _parts(archive)[place]
            return Member(entry.filename, archive.read(entry))
    except (Refused, OSError):
        return None


def in_public(path: str | os.PathLike) -> bytes | None:
    """The bundle at ``path`` without what is left out of its document; ``None`` where that is nothing, or it is no bundle."""
    try:
        with opened(path) as archive:
            if archive.comment != MARK or len(_parts(archive)) == len(archive.infolist()):
                return None
            _check(archive)
            return bundle([Member(entry.filename, archive.read(entry)) for entry in _parts(archive)])
    except (Refused, OSError):
        return None


def _parts(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """What of a bundle is the document and its attachments."""
    return [entry for entry in archive.infolist() if not entry.comment]


def _check(archive: zipfile.ZipFile) -> None:
    if archive.comment != MARK or not archive.infolist():
        raise Refused("压缩包不是一份文件，请在上传处传它，里面的文件会逐份读取")
    if any(entry.compress_type not in PACKINGS for entry in archive.infolist()):
        raise Refused("压缩方式不受支持")
    if sum(entry.file_size for entry in archive.infolist()) > FILE_BYTES:  # ours are not compressed
        raise Refused(f"展开后超过 {FILE_BYTES // MB} MB")


