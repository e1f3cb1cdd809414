"""Messages in MIME (RFC 2045): pages saved whole (.mht) and e-mails hold their text in one of several parts."""
import email
import email.policy
import re
from email.message import EmailMessage
from typing import NamedTuple

from .text import Refused

MOST_PARTS = 2_000
LONGEST_HEADER = 8_000  # characters: the library takes time by the square of it
NAMING = ("subject", "content-type", "content-disposition")
UNQUOTED = re.compile(r"((?:file)?name\s*=\s*)(=\?[^\s;\"]+\?=)", re.IGNORECASE)
GB = re.compile(r"=\?(?:gb2312|gbk|x-gbk|cp936)(?=[*?])|(?<==)(?:gb2312|gbk|cp936)(?='')", re.IGNORECASE)


class Part(NamedTuple):
    """A text in a message: its bytes, what the message says of their encoding, and whether they are HTML."""

    data: bytes
    charset: str
    is_html: bool


class Message(NamedTuple):
    """``text``: what is to be read of it. ``other_pages``: how many more pages (frames) it has. ``attachments``: names."""

    text: Part
    other_pages: int
    attachments: tuple[str, ...]


def opened(data: bytes) -> Message:
    """What is in a message. Raises ``Refused`` where it has no text."""
    message = mended(email.message_from_bytes(data.lstrip(), policy=email.policy.default))
    leaves = [part for part in message.walk() if not part.is_multipart()]
    if len(leaves) > MOST_PARTS:
        raise Refused(f"里面的部分超过 {MOST_PARTS} 个")
    attachments = tuple(file_name(part) or "无名文件" for part in leaves if is_attachment(part))
    texts = [part for part in leaves if not is_attachment(part) and type_of(part) in ("text/html", "text/plain")]
    pages = [part for part in texts if type_of(part) == "text/html"]
    best = next(iter(pages or texts), None)
    if best is None:
        raise Refused("里面没有网页或文字")
    text = Part(payload(best), header(best, "get_content_charset"), type_of(best) == "text/html")
    return Message(text, max(0, len(pages) - 1), attachments)


def mended(message: EmailMessage) -> EmailMessage:
    """``message`` with the names in its headers as they were meant: many programs write them as bytes of GBK, call GBK by
    the name of its part GB2312, or forget the quotation marks. Of a header that is too long its beginning is kept."""
    for part in message.walk():
        for name, value in list(part.raw_items()):
            if name.lower() in NAMING and (better := _meant(value)) != value:
                try:
                    part.replace_header(name, better)
                except Exception:  # the library raises what it likes on a header that is broken otherwise, too
                    continue
    return message


def _meant(value: str) -> str:
    plain = " ".join(value[:LONGEST_HEADER].split())
    data = plain.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        try:
            plain = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    better = UNQUOTED.sub(r'\1"\2"', GB.sub(lambda match: match[0][: match[0].rfind("?") + 1] + "gb18030", plain))
    return value if better == " ".join(value.split()) else better


def type_of(part: EmailMessage) -> str:
    return header(part, "get_content_type")


def is_attachment(part: EmailMessage) -> bool:
    return header(part, "get_content_disposition") == "attachment"


def file_name(part: EmailMessage) -> str:
    return header(part, "get_filename")


def children(part: EmailMessage) -> list[EmailMessage]:
    """The parts, or the message, in a part that holds others."""
    return [inner for inner in part.get_payload() if isinstance(inner, EmailMessage)]


def payload(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def parameter(part: EmailMessage, name: str) -> str:
    """What the content type says by the parameter ``name``."""
    try:
        return str(part.get_param(name) or "")
    except Exception:
        return ""


def text_of_header(part: EmailMessage, name: str) -> str:
    try:
        return str(part.get(name) or "")
    except Exception:
        return ""


def header(part: EmailMessage, getter: str) -> str:
    """What a header says; nothing where it is broken, on which the library raises what it likes."""
    try:
        return str(getattr(part, getter)() or "")
    except Exception:
        return ""
