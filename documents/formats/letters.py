"""What an e-mail brings: its own text, and files that it carries, be they in a message or a zip inside it."""
import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import PurePosixPath

from documents.vocabulary import characters

from . import mime, quoting
from .bundles import EXTENSION, Member
from .characters import decode, decode_page
from .limits import FILE_BYTES, MB
from .text import Refused
from .zips import DAMAGED, PACKINGS, files_in, opened, path_of

DEEPEST = 3  # messages in messages
NAME_CHARACTERS = 100
OTHER_TEXT, TOO_DEEP = "邮件里的另一段文字", "套在多层邮件里的邮件"
PACKED_BY_OUTLOOK = "只有 Outlook 能打开的附件包（附件在里面，请对方以 HTML 或纯文本格式重发）"
SIGNATURE = "邮件的数字签名"
SIGNATURES = {"application/pkcs7-signature": SIGNATURE, "application/x-pkcs7-signature": SIGNATURE, "application/pgp-signature": SIGNATURE}
FORWARDED = re.compile(r"(?:\s*(?:fwd?|re|转发|回复|答复)\s*[:：])+", re.IGNORECASE)
FORBIDDEN = re.compile(rf'[\\/:*?"<>|\x00-\x1f]|{characters.UNSEEN.pattern}')
SOFT_BREAK = re.compile(r"(?m)(?<!^--) $\n")


@dataclass(frozen=True)
class Letter:
    """``subject``: without 转发：; ``text``: of its body, in UTF-8, under the name of its subject, ``None`` where it has none.
    ``files``: what it carries, in order; those that say why they are ``left_out`` are not to be read. ``inner``: messages in it."""

    subject: str
    text: Member | None
    files: tuple[Member, ...]
    inner: tuple["Letter", ...] = ()


def read_letter(message: EmailMessage, depth: int = 1) -> Letter:
    """What ``message`` brings; raises ``Refused`` where it has too many parts, or nobody can read its letters."""
    parts = list(_parts(message))
    if len(parts) > mime.MOST_PARTS:
        raise Refused(f"里面的部分超过 {mime.MOST_PARTS} 个")
    subject = subject_of(message)
    bodies = [part for part in parts if _is_body(part)]
    chosen = next((part for part in bodies if mime.type_of(part) == "text/html"), bodies[0] if bodies else None)
    source, is_html = _source(chosen) if chosen is not None else ("", False)
    source, quoted = quoting.own_text(source, is_html)
    others = [part for part in bodies if part is not chosen and (mime.type_of(part) == "text/html") is is_html]
    files = [_text_file(_source(part)[0], "邮件正文", is_html, OTHER_TEXT) for part in others]
    inner: list[Letter] = []
    for part in parts:
        if _is_message(part) and depth < DEEPEST:
            inner += [read_letter(within, depth + 1) for within in mime.children(part)]
        elif part not in bodies and not _is_shown(part, source):
            files += _files(part)
    files += [_text_file(quoted, "较早的邮件", False, quoting.QUOTED)] * bool(quoted)
    text = _text_file(source, _named(subject) or "邮件正文", is_html) if source.strip() else None
    return Letter(subject, text, tuple(files), tuple(inner))


def subject_of(message: EmailMessage) -> str:
    """The subject of ``message`` without 转发：."""
    return FORWARDED.sub("", mime.text_of_header(message, "subject"), count=1).strip()


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that are no container of others, messages whole."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and (part is message or not _is_message(part)):
            waiting += reversed(mime.children(part))
        else:
            yield part


def _is_message(part: EmailMessage) -> bool:
    return mime.type_of(part) == "message/rfc822" and part.is_multipart()


def _is_body(part: EmailMessage) -> bool:
    return mime.type_of(part) in ("text/html", "text/plain") and not mime.is_attachment(part) and not mime.file_name(part)


def _is_shown(part: EmailMessage, source: str) -> bool:
    """Whether ``part`` is a picture that the page ``source`` shows; its reader lists it."""
    content = mime.text_of_header(part, "content-id").strip("<> ")
    return bool(content) and mime.type_of(part).startswith("image/") and f"cid:{content}" in source


def _source(part: EmailMessage) -> tuple[str, bool]:
    """The text of a body, or the source of its page; whether it is a page."""
    data, charset = mime.payload(part), mime.header(part, "get_content_charset")
    if mime.type_of(part) == "text/html":
        return decode_page(data, charset)[0], True
    text = decode(data, charset)[0] if data else ""
    if mime.parameter(part, "format").lower() == "flowed":
        text = SOFT_BREAK.sub("" if mime.parameter(part, "delsp").lower() == "yes" else " ", text.replace("\r\n", "\n"))
    return text, False


def _text_file(source: str, name: str, is_html: bool, left_out: str = "") -> Member:
    return Member(name + (".html" if is_html else ".txt"), source.encode("utf-8-sig"), left_out)


def _files(part: EmailMessage) -> list[Member]:
    """The file in ``part``, or those in the zip that it is."""
    kind, data = mime.type_of(part), mime.payload(part)
    if _is_message(part):
        return [Member("邮件.eml", b"", TOO_DEEP)]
    name = _named(mime.file_name(part)) or "附件" + (mimetypes.guess_extension(kind) or "")
    if kind in ("application/ms-tnef", "application/vnd.ms-tnef") or name.lower() == "winmail.dat":
        return [Member(name, data, PACKED_BY_OUTLOOK)]
    return _unpacked(Member(name, data, SIGNATURES.get(kind, "")))


def _unpacked(file: Member) -> list[Member]:
    """``file``, or what is in it where it is a zip that can be opened, and not too large for one document."""
    if not file.name.lower().endswith(EXTENSION):
        return [file]
    try:
        with opened(file.data) as zipped:
            entries = files_in(zipped)
            if sum(entry.file_size for entry in entries) > FILE_BYTES - MB or any(entry.compress_type not in PACKINGS for entry in entries):
                return [file]
            return [Member(PurePosixPath(path_of(entry)).name or "附件", zipped.read(entry)) for entry in entries]
    except (Refused, *DAMAGED):
        return [file]


def _named(words: str) -> str:
    """``words`` as the name of a file, its extension kept."""
    name = PurePosixPath(FORBIDDEN.sub("_", words).strip(" ._"))
    return name.stem[:NAME_CHARACTERS].strip() + name.suffix if len(name.suffix) < 8 else str(name)[:NAME_CHARACTERS]


def renamed(letter: Letter, stem: str) -> Letter:
    """``letter``, whose text has the name ``stem`` where it has no subject."""
    if letter.text is None or letter.subject:
        return letter
    return replace(letter, text=letter.text._replace(name=stem + PurePosixPath(letter.text.name).suffix))
