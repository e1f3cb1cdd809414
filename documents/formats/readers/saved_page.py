"""A page saved whole (.mht, as browsers write), or an e-mail: the page in it, read as one that was saved alone, and what an
e-mail carries as its annexes."""
from dataclasses import replace

from documents.formats import mail, mime, quoting
from documents.formats.accounting import accounted
from documents.formats.characters import clean, decode, decode_page
from documents.formats.registry import reads
from documents.formats.text import LeftOut, RawText

from .bundle import read_bundle
from .html import read_page
from .plain import notes_on

ATTACHED = "邮件的附件"
SHOWN = 10  # names of attachments


@reads(mail.EXTENSION, begins_like=(".eml",), sandboxed=True)
def read_mail(data: bytes) -> RawText:
    bundled = mail.bundle_of("", data)
    return read_bundle(bundled) if bundled else mail.titled(_letter(data), data)


def _letter(data: bytes) -> RawText:
    """The text of an e-mail that carries no file, without earlier ones that it repeats."""
    message = mime.opened(data)
    part = message.text
    source = (decode_page if part.is_html else decode)(part.data, part.charset)[0]
    own, quoted = quoting.own_text(source, part.is_html)
    if not quoted:
        return read_message(data)
    raw = text_of(mime.Part(own.encode(), "utf-8", part.is_html))
    return replace(raw, notes=raw.notes + left_out(message), left_out=(*raw.left_out, LeftOut(quoting.QUOTED, 0, clean(quoted))))


@reads(".mht", ".mhtml", begins_like=(".eml",), sandboxed=True)
def read_message(data: bytes) -> RawText:
    message = mime.opened(data)
    raw = text_of(message.text)
    attachments = tuple(LeftOut(ATTACHED, 0, clean(name)) for name in message.attachments)
    return replace(raw, notes=raw.notes + left_out(message), left_out=raw.left_out + attachments)


def text_of(part: mime.Part) -> RawText:
    if part.is_html:
        return read_page(*decode_page(part.data, part.charset))
    text, encoding = decode(part.data, part.charset)
    return accounted(RawText(clean(text), encoding=encoding, notes=notes_on(text)), text)


def left_out(message: mime.Message) -> tuple[str, ...]:
    """What of the message is not read, in Chinese."""
    notes = []
    if message.other_pages:
        notes.append(f"存档里另有 {message.other_pages} 个框架页没有读取")
    if message.attachments:
        names = "、".join(f"“{clean(name)[:100]}”" for name in message.attachments[:SHOWN])
        more = "等" * (len(message.attachments) > SHOWN)
        notes.append(f"{ATTACHED}{names}{more}没有读取，请另行上传")
    return tuple(notes)
