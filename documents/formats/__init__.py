"""Bytes of a file become text: one module a format in ``readers``, found by discovery. No Django here.

    read(name: str, data: bytes) -> RawText
        One file. Raises ``Refused`` and nothing else, whatever the bytes are.
    converted(name: str, data: bytes) -> tuple[str, bytes]
        What the sandbox is to read: the same or, of a kind that a program of the system converts first, the name and
        bytes of what that made of it. Its ``Refused`` gives the reason alone, before which ``naming(name)`` puts the name.
    text_of(name: str, data: bytes) -> RawText
        ``read`` of what was ``converted``, with such a ``Refused``.
    recognised(name: str, data: bytes) -> RawText
        The text of the pictures in a file of which ``is_scan(refusal)`` is true; too slow for web requests.
    check(name: str, data: bytes) -> None
        Raises ``Refused`` for what no reader takes, by its name, its size and how it begins; nothing is parsed.
    takes_a_parser(name: str) -> bool
        Whether the file is of a kind whose parser it may hold or break.
    unpack(name: str, archive: bytes | str | PathLike) -> Iterator[tuple[str, bytes | Refused]]
        The files in a zip, one at a time, in its order: name inside the zip with ``/``, and the bytes, or why this
        one is refused while the others go on. Raises ``Refused`` (at the first ``next``) where the zip itself is.
    is_archive(name: str) -> bool
        Whether ``name`` is for ``unpack``.
    path_in(folder: str, name: str) -> str
        The path of a file that was sent from a folder; ``is_litter(path)``: whether a system has left it there.
    groups(paths: Sequence[str], read: Callable[[str], bytes]) -> list[Group]
        Which of these files are a document and its attachments; ``groups_in(name, archive)`` says it of a zip.
    bundle(members: Sequence[Member]) -> bytes
        A document and its attachments as one file, ``names`` and ``member(path, place)`` of which give them back, and
        ``in_public(path)`` all of it but what is left out of the document.
    bundle_of(name: str, data: bytes) -> bytes | None
        The bundle of what an e-mail (``is_mail(name)``) brings; ``None`` where it carries nothing. Raises ``Refused``.
    supported(at_once: bool = False) -> tuple[str, ...]
        The extensions that are taken here, as things are installed, with the dot, sorted; ``at_once``: by ``read``, too.

    notes_of_no_doubt(left_out: Iterable[LeftOut]) -> tuple[str, ...]
        Of the notes of a text those that nobody need look at.

``str(refused)`` is a sentence in Chinese that names the file and the reason; ``named(name, reason)`` makes others alike.
``refused.in_public`` is the same for readers from outside: where a reader failed, it does not say at which line.
"""
from .annexes import notes_of_no_doubt
from .archive import groups_in, is_archive, path_in, unpack
from .bundles import EXTENSION as BUNDLE
from .bundles import Member, bundle, in_public, member, names
from .grouping import Group, groups
from .mail import bundle_of, is_mail
from .reading import (
    check,
    converted,
    has_scans,
    is_scan,
    named,
    naming,
    read,
    recognised,
    supported,
    takes_a_parser,
    text_of,
)
from .text import LeftOut, RawText, Refused
from .zips import is_litter

__all__ = [
    "BUNDLE", "Group", "LeftOut", "Member", "RawText", "Refused", "bundle", "bundle_of", "check", "converted", "groups", "groups_in", "has_scans", "in_public",
    "is_archive", "is_litter", "is_mail", "is_scan", "member", "named", "names", "naming", "notes_of_no_doubt", "path_in", "read", "recognised", "supported",
    "takes_a_parser", "text_of", "unpack",
]
