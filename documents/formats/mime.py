"""Messages in MIME (RFC 2045): pages saved whole (.mht) and e-mails hold their text in one of several parts."""
import email
import email.policy
from email.message import EmailMessage
from typing import NamedTuple

from .text import Refused

MOST_PARTS = 2_000


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
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.default)
    leaves = [part for part in message.walk() if not part.is_multipart()]
    if len(leaves) > MOST_PARTS:
        raise Refused(f"里面的部分超过 {MOST_PARTS} 个")
    attachments = tuple(name_of(part) for part in leaves if is_attachment(part))
    texts = [part for part in leaves if not is_attachment(part) and type_of(part) in ("text/html", "text/plain")]
    pages = [part for part in texts if type_of(part) == "text/html"]
    best = next(iter(pages or texts), None)
    if best is None:
        raise Refused("里面没有网页或文字")
    payload = best.get_payload(decode=True)
    text = Part(payload if isinstance(payload, bytes) else b"", header(best, "get_content_charset"), type_of(best) == "text/html")
    return Message(text, max(0, len(pages) - 1), attachments)


def type_of(part: EmailMessage) -> str:
    return header(part, "get_content_type")


def is_attachment(part: EmailMessage) -> bool:
    return header(part, "get_content_disposition") == "attachment"


def name_of(part: EmailMessage) -> str:
    return header(part, "get_filename") or "无名文件"


def header(part: EmailMessage, getter: str) -> str:
    """What a header says; nothing where it is broken, on which the library raises what it likes."""
    try:
        return str(getattr(part, getter)() or "")
    except Exception:
        return ""
