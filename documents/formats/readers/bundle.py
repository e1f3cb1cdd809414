"""A document with its attachments: one text, in which each has its place."""
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from time import monotonic

from documents.formats import annexes, bundles, signatures
from documents.formats.bundles import Member
from documents.formats.left_out import LeftOut, notes_on
from documents.formats.limits import FILE_BYTES, MB
from documents.formats.registry import Reader, readers_by_extension, reads
from documents.formats.text import RawText, Refused

MOST_CONVERTED = 40  # attachments, for each of which a program may be started …
SECONDS = 180  # … and none any more after so long


def converted(extension: str, data: bytes) -> tuple[str, bytes]:
    """The bundle with each member as a program of the system has converted it, where one must. An attachment that cannot be
    converted, or is one too many, stays as it is, and reading says so; the document itself must be readable."""
    main, *attached = bundles.members(data)
    return extension, bundles.bundle(_all_converted(_converted(main), attached))


@reads(bundles.EXTENSION, signatures=(".zip", ".docx"), sandboxed=True, convert=converted)
def read_bundle(data: bytes) -> RawText:
    main, *others = bundles.members(data)
    attached = [annexes.attached(_text_if_readable, member.name, member.data) for member in others if not member.left_out]
    left_out = [_left_out(member) for member in others if member.left_out]
    raw = annexes.with_annexes(_text_of(main.name, main.data), attached)
    return replace(raw, notes=raw.notes + notes_on(left_out), left_out=(*raw.left_out, *left_out))


def _left_out(member: Member) -> LeftOut:
    """What is no part of the document, by its words, or its name where it has none."""
    try:
        return LeftOut(member.left_out, 0, _text_if_readable(member.name, member.data).text.strip())
    except Refused:
        return LeftOut(member.left_out, 0, member.name)


def _all_converted(main: Member, attached: Sequence[Member]) -> list[Member]:
    """``main`` and what is attached to it, converted as far as number, time and size of all allow."""
    begun, tried, members = monotonic(), 0, [main]
    room = FILE_BYTES - MB - len(main.data) - sum(len(member.data) for member in attached)
    for member in attached:
        reader = readers_by_extension.get(_suffix(member.name))
        if reader and reader.convert and not member.left_out and tried < MOST_CONVERTED and monotonic() - begun < SECONDS:
            tried += 1
            made = _converted_or_not(member)
            if (growth := len(made.data) - len(member.data)) <= max(room, 0):
                room, member = room - growth, made
        members.append(member)
    return members


def _converted(member: Member) -> Member:
    convert = _reader(member.name).convert
    if not convert:
        return member
    extension, data = convert(_suffix(member.name), member.data)
    return Member(str(PurePosixPath(member.name).with_suffix(extension)), data)


def _converted_or_not(member: Member) -> Member:
    try:
        return _converted(member)
    except Refused:
        return member


def _text_of(name: str, data: bytes) -> RawText:
    reader = _reader(name)
    signatures.check(data, _suffix(name), reader)
    raw = reader.function(data)
    if not raw.text.strip():
        raise Refused("文件为空，里面没有文字")
    return raw


def _text_if_readable(name: str, data: bytes) -> RawText:
    """As ``_text_of``; where a reader fails on an attachment, the document is none the worse."""
    try:
        return _text_of(name, data)
    except Refused:
        raise
    except Exception:
        raise Refused("读取时出错，文件可能已损坏") from None


def _reader(name: str) -> Reader:
    reader = readers_by_extension.get(_suffix(name))
    if reader is None or _suffix(name) == bundles.EXTENSION:
        raise Refused(f"不支持 {_suffix(name)} 类型的文件" if _suffix(name) else "没有扩展名，不知是哪一类文件")
    return reader


def _suffix(name: str) -> str:
    return PurePosixPath(name.strip()).suffix.lower()
