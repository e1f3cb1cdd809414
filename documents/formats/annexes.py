"""The text of a document with those of its attachments below it, each under 附件 as papers print it."""
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from documents.vocabulary import markdown
from documents.vocabulary.numerals import CHINESE_NUMERAL, to_int

from .left_out import PAGE_NUMBER, LeftOut, note_on
from .text import RawText, Refused

_NUMERAL = rf"(?:\d{{1,3}}|{CHINESE_NUMERAL}{{1,3}})"
LABEL = re.compile(rf"[\W\d_]{{0,6}}(?P<label>附[件表录图錄圖])[ 　_-]*(?:(?P<number>{_NUMERAL})|(?=[\W_]|$))[\W_]*")
"""How the name of an attachment begins: 附件1：, 附件 2-, 附表三. 附件管理办法 is no attachment."""
NUMBERED = re.compile(rf"(?P<number>{_NUMERAL})(?:[.．、_-]+|[ 　]+)(?=\S)")
"""How the names of several may be numbered: 1.申请表."""
PRINTED = re.compile(rf"[#* ]*附[件表录图錄圖][ 　]*{_NUMERAL}?[ 　]*(?:[：:].*)?[* ]*")
HEADING = re.compile(r"^(#{1,6})(?= )", re.MULTILINE)
MARK_OF_TITLE = re.compile(r"\A#{1,6} ")
TITLE = re.compile("[^。；：:;|]{2,50}")
HEAD = 300  # characters
SEE_FILE = "见原件"
DEEPER = 2  # its headings stand below the line 附件1


class Attached(NamedTuple):
    """A file that belongs to another, with what was read of it, or why nothing was."""

    name: str
    raw: RawText | Refused


def attached(read: Callable[[str, bytes], RawText], name: str, data: bytes) -> Attached:
    """What ``read`` makes of an attachment, or why it makes nothing of it."""
    try:
        return Attached(name, read(name, data))
    except Refused as refused:
        return Attached(name, refused)


def with_annexes(main: RawText, entries: Sequence[Attached]) -> RawText:
    """``main`` with the texts of ``entries`` below its own. What could not be read is named by a note and at its place.

    The facts are those of ``main``: an attachment says nothing of the document.
    """
    raws = [entry.raw for entry in entries if isinstance(entry.raw, RawText)]
    is_markdown = main.is_markdown or any(raw.is_markdown for raw in raws)
    texts = [_text(main, is_markdown)]
    for place, entry in enumerate(entries, 1):
        label, title = label_of(entry.name, place, len(entries))
        texts.append(_annex(entry, label, title, is_markdown, is_issued=bool(title) and f"《{title}》" in main.text))
    return replace(
        main,
        text="\n\n".join(text.strip("\n") for text in texts) + "\n",
        is_markdown=is_markdown,
        notes=main.notes + tuple(note for entry in entries for note in _notes(entry)),
        left_out=main.left_out + tuple(_named(entry.name, piece) for entry in entries if isinstance(entry.raw, RawText) for piece in entry.raw.left_out),
        characters=sum(raw.characters for raw in (main, *raws)),
        is_recognised=any(raw.is_recognised for raw in (main, *raws)),
    )


def label_of(name: str, place: int, count: int) -> tuple[str, str]:
    """What an attachment is called, and its title, by its name; ``place``: among ``count``.

    >>> label_of("附件2：申请表.xlsx", 1, 3), label_of("P020240101.doc", 3, 3)
    (('附件2', '申请表'), ('附件3', ''))
    """
    stem = PurePosixPath(name).stem.strip()
    if found := LABEL.match(stem):
        label = found["label"] + (found["number"] or (str(place) if count > 1 else ""))
        return label, _title(stem[found.end() :])
    if found := NUMBERED.match(stem):
        return f"附件{found['number']}", _title(stem[found.end() :])
    return f"附件{place}" if count > 1 else "附件", _title(stem)


def number_of(name: str) -> int | None:
    """The number that the name of an attachment bears."""
    stem = PurePosixPath(name).stem.strip()
    found = LABEL.match(stem) or NUMBERED.match(stem)
    return to_int(found["number"]) if found and found["number"] else None


def _title(words: str) -> str:
    """``words`` as a title; nothing where a program made the name (P020240101, 12af…)."""
    return words.strip() if re.search(r"[\u3400-\u9fff]{2}", words) else ""


def _text(raw: RawText, is_markdown: bool) -> str:
    """The text of ``raw``, as Markdown where ``is_markdown``."""
    if raw.is_markdown or not is_markdown:
        return raw.text
    return "\n\n".join(markdown.paragraph(markdown.escape(line.strip())) for line in raw.text.split("\n") if line.strip())


def _annex(entry: Attached, label: str, title: str, is_markdown: bool, is_issued: bool) -> str:
    """The text of an attachment below its label and title. ``is_issued``: its title stands alone, as that of a text of its own."""
    if isinstance(entry.raw, Refused):
        return f"{label} {_line(title, is_markdown) or SEE_FILE}"
    text = _text(entry.raw, is_markdown).strip("\n")
    if entry.raw.is_markdown:  # its title is that of the annex
        text = HEADING.sub(lambda mark: "#" * min(len(mark[1]) + DEEPER, markdown.DEEPEST), MARK_OF_TITLE.sub("", text))
    first, _, below = text.partition("\n")
    if PRINTED.fullmatch(first.strip()):
        return text
    if is_issued:
        return "\n\n".join([label, text] if _squeezed(title) in _squeezed(text[:HEAD]) else [label, _line(title, is_markdown), text])
    if _squeezed(first) == _squeezed(title) or not title and TITLE.fullmatch(first.strip()):
        return f"{label} {first.strip()}\n\n{below.strip()}"
    return f"{label} {_line(title, is_markdown)}".rstrip() + f"\n\n{text}"


def _line(words: str, is_markdown: bool) -> str:
    return markdown.escape(words) if is_markdown else words


def _notes(entry: Attached) -> tuple[str, ...]:
    if isinstance(entry.raw, Refused):
        return (f"附件“{entry.name}”没有读出文字：{entry.raw}；它的原件随本文件保存",)
    return tuple(f"附件“{entry.name}”：{note}" for note in entry.raw.notes)


def _named(name: str, piece: LeftOut) -> LeftOut:
    return replace(piece, what=f"附件“{name}”中{piece.what}")


def notes_of_no_doubt(left_out: Iterable[LeftOut]) -> tuple[str, ...]:
    """The notes on a text and its attachments that tell what nobody need look at: that their pages were numbered.

    >>> number = LeftOut(PAGE_NUMBER, 2, "2")
    >>> notes_of_no_doubt([number, LeftOut("重复的页眉", 2, "法规汇编"), _named("表.pdf", number)])
    ('略去第 2 页的页码“2”', '附件“表.pdf”：略去第 2 页的页码“2”')
    """
    numbers: dict[str, list[LeftOut]] = {}
    for piece in left_out:
        if piece.what.endswith(PAGE_NUMBER):
            numbers.setdefault(piece.what.removesuffix(PAGE_NUMBER), []).append(piece)
    return tuple((where and f"{where.removesuffix('中')}：") + note_on(PAGE_NUMBER, pieces) for where, pieces in numbers.items())


def _squeezed(text: str) -> str:
    return "".join(markdown.plain(text).split())
