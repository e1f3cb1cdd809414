"""Whether every character that a file prints is in its text, or among what is listed as left out."""
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from documents.vocabulary import markdown

from .characters import clean
from .left_out import EMBEDDED, PICTURE
from .text import RawText

SHOWN = 20
SHORT = 80  # characters
SAID = "既没有读入，也不在略去之列"


def accounted(raw: RawText, printed: str) -> RawText:
    """``raw`` with the number of the characters that its file holds (``printed``), and a note where some are nowhere.

    >>> accounted(RawText("甲乙"), "甲乙丙").notes
    ('有 1 个字既没有读入，也不在略去之列：“丙”，请对照原文',)
    """
    held, read = visible(printed), visible(markdown.plain(raw.text) if raw.is_markdown else raw.text)
    lost = missing(held, (read, *(visible(piece.text) for piece in raw.left_out)))
    more = "…" * (len(lost) > SHOWN)
    note = (f"有 {len(lost)} 个字{SAID}：“{lost[:SHOWN]}{more}”，请对照原文",) if lost else ()
    return replace(raw, characters=len(held), notes=raw.notes + note + _elsewhere(raw, len(read)))


def _elsewhere(raw: RawText, read: int) -> tuple[str, ...]:
    """A note where the text of a file is so short that it may be in its pictures."""
    pictures = sum(piece.what in (PICTURE, EMBEDDED) for piece in raw.left_out)
    if not pictures or read >= SHORT:
        return ()
    return (f"正文只有 {read} 个字，另有图片或内嵌的文件 {pictures} 个，文字可能在那里，请对照原文",)


def visible(text: str) -> str:
    """The characters of ``text`` that are neither blank nor invisible."""
    return "".join(clean(text).split())


def missing(held: str, found: Sequence[str]) -> str:
    """The characters of ``held`` that are in none of ``found``, each as often as it is missing, whatever their width."""
    if held == "".join(found):
        return ""
    rest = Counter(unicodedata.normalize("NFKC", held))
    for text in found:
        rest -= Counter(unicodedata.normalize("NFKC", text))
    return "".join(rest.elements())
