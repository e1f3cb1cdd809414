"""Whether every character that a file prints is in its text, or among what is listed as left out."""
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from documents.vocabulary import markdown

from .characters import clean
from .text import RawText

SHOWN = 20
SAID = "既没有读入，也不在略去之列"


def accounted(raw: RawText, printed: str) -> RawText:
    """``raw`` with the number of the characters that its file holds (``printed``), and a note where some are nowhere.

    >>> accounted(RawText("甲乙"), "甲乙丙").notes
    ('有 1 个字既没有读入，也不在略去之列：“丙”，请对照原文',)
    """
    held = visible(printed)
    lost = missing(held, (visible(markdown.plain(raw.text) if raw.is_markdown else raw.text), *(visible(piece.text) for piece in raw.left_out)))
    more = "…" * (len(lost) > SHOWN)
    note = (f"有 {len(lost)} 个字{SAID}：“{lost[:SHOWN]}{more}”，请对照原文",) if lost else ()
    return replace(raw, characters=len(held), notes=raw.notes + note)


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
