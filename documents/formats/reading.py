"""One file becomes text, or is refused by name."""
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePosixPath

from documents import sandbox
from documents.sandbox.failure import failure_of, logged

from . import annexes, bundles, ocr, scans, signatures
from .characters import clean
from .discovery import discover
from .limits import FILE_BYTES, MB, TEXT_CHARACTERS
from .registry import Reader
from .text import RawText, Refused

SHOWN_CHARACTERS = 100
LIMITS = sandbox.USUAL
ADVICE = {
    ".docm": "请另存为 .docx 后再传",
    **dict.fromkeys((".ceb", ".cebx"), "请另存为带文字层的 PDF 后再传"),
    **dict.fromkeys((".bmp", ".gif", ".webp"), "请另存为 .png 后再传"),
}


def supported(at_once: bool = False) -> tuple[str, ...]:
    """The extensions that can be read here, as things are installed; ``at_once``: also in a request. Bundles are no file that
    anybody has, and not among them."""
    readers = ((extension, reader) for extension, reader in discover().items() if extension != bundles.EXTENSION)
    usable = (extension for extension, reader in readers if not reader.missing() and not (at_once and reader.is_slow))
    return tuple(sorted(usable))


def read(name: str, data: bytes) -> RawText:
    """The text of one file. ``name`` may be a path; its extension chooses the reader.

    Raises ``Refused`` and nothing else; its message names the file.
    """
    with naming(name):
        try:
            return text_of(*converted(name, data))
        except Refused:
            raise
        except Exception as error:  # of a reader that needs no sandbox: it fails as the others do
            raise logged(failure_of(error), name) from None


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Put the name of the file before the reason of a refusal."""
    try:
        yield
    except sandbox.Failed as failed:
        raise sandbox.Failed(named(name, f"{failed}。"), named(name, f"{failed.in_public}。"), failed.reference) from None
    except Refused as refused:
        raise Refused(named(name, f"{refused}。")) from None


def named(name: str, reason: str) -> str:
    """The sentence that names a refused file and says why."""
    return f"“{shown(name)}”：{reason}"


def shown(name: str) -> str:
    """``name`` as it may stand in a message: one line, nothing invisible, not too long."""
    name = " ".join(clean(name).split())
    return name if len(name) <= SHOWN_CHARACTERS else f"…{name[-SHOWN_CHARACTERS:]}"


def extension_of(name: str) -> str:
    return PurePosixPath(clean(name).strip()).suffix.lower()


def check(name: str, data: bytes) -> None:
    """Refuse at once, and cheaply, what no reader takes: by its name, its size and how it begins. The message names the file."""
    with naming(name):
        checked(name, data)


def converted(name: str, data: bytes) -> tuple[str, bytes]:
    """The name and the bytes that ``text_of`` reads: others where a program of the system must convert the file first.

    Raises ``Refused`` with the reason alone. Not for the sandbox, which starts no programs.
    """
    reader = checked(name, data)
    if not reader.convert:
        return name, data
    extension, data = reader.convert(extension_of(name), data)
    return str(PurePosixPath(clean(name).strip()).with_suffix(extension)), data


def text_of(name: str, data: bytes) -> RawText:
    """The text of what ``converted`` gave; the message of ``Refused`` is the reason alone."""
    reader, extension = checked(name, data), extension_of(name)
    raw = sandbox.call(parse, extension, data, limits=LIMITS, subject=name) if reader.sandboxed else reader.function(data)
    return fit(raw)


def fit(raw: RawText) -> RawText:
    """``raw`` as it leaves us, with one line end behind its text. Raises ``Refused`` where there is none, or too much."""
    if not raw.text.strip():
        raise Refused("文件为空，里面没有文字")
    if len(raw.text) > TEXT_CHARACTERS:
        raise Refused(f"文字超过 {TEXT_CHARACTERS // 10_000} 万字")
    return replace(raw, text=raw.text.strip("\n") + "\n")


def checked(name: str, data: bytes) -> Reader:
    """Who reads the file. Raises ``Refused`` where its size, its kind or its first bytes say that nobody can."""
    if not data:
        raise Refused("文件为空")
    if len(data) > FILE_BYTES:
        raise Refused(f"文件超过 {FILE_BYTES // MB} MB")
    extension = extension_of(name)
    reader = reader_for(extension)
    signatures.check(data, extension, reader)
    return reader


def recognised(name: str, data: bytes) -> RawText:
    """The text of the pictures in a file that ``is_scan`` says has no other: some five seconds of work for each page. Of a
    bundle, that of all its members; of a PDF with text on some pages, that and the text of the others' pictures.

    Raises ``Refused`` with the reason alone. Not for web requests.
    """
    if extension_of(name) == bundles.EXTENSION:
        main, *attached = (member for member in bundles.members(converted(name, data)[1]) if not member.left_out)
        raw = _read_or_recognised(main.name, main.data)
        return fit(annexes.with_annexes(raw, [annexes.attached(_read_or_recognised, member.name, member.data) for member in attached]))
    return fit(sandbox.call(ocr.recognise, extension_of(name), data, limits=ocr.LIMITS, subject=name))


def _read_or_recognised(name: str, data: bytes) -> RawText:
    try:
        return text_of(name, data)
    except Refused as refusal:
        if not is_scan(refusal):
            raise
        return recognised(name, data)


def is_scan(refusal: Refused) -> bool:
    """Whether a file was refused because it shows pictures of its text."""
    return scans.SCANNED in str(refusal)


def has_scans(name: str, notes: Sequence[str]) -> bool:
    """Whether ``notes`` say that an attachment of a bundle, or a page of a PDF, was not read because it shows pictures of its text,
    and it can be recognised here."""
    said = {bundles.EXTENSION: scans.SCANNED, ".pdf": scans.PICTURES_ALONE}.get(extension_of(name), "")
    return bool(said) and not scans.missing() and any(said in note for note in notes)


def parse(extension: str, data: bytes) -> RawText:
    """What the reader of ``extension`` makes of ``data``, in this process."""
    return reader_for(extension).function(data)


def takes_a_parser(name: str) -> bool:
    """Whether the file is of a kind whose parser it may hold or break."""
    reader = discover().get(extension_of(name))
    return bool(reader and reader.sandboxed)


def reader_for(extension: str) -> Reader:
    """Raises ``Refused`` where there is none."""
    if reader := discover().get(extension):
        return reader
    kind = f" {extension} 类型的文件" if extension else "没有扩展名的文件"
    advice = ADVICE.get(extension) or f"可用的有 {'、'.join(supported(at_once=True))}"
    raise Refused(f"不支持{kind}，{advice}")
