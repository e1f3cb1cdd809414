"""What a file holds and its text leaves out: each piece with its place, and the notes that list them all."""
import re
from collections.abc import Iterable
from dataclasses import dataclass

PICTURE, PICTURE_OF_PAGE, EMBEDDED, PAGE_NUMBER = "图片", "的图片", "内嵌的文件", "的页码"
SHOWN_TEXTS, SHOWN_CHARACTERS, SHOWN_RANGES = 3, 40, 6


@dataclass(frozen=True)
class LeftOut:
    """``what``: the kind of thing, as it stands in a note behind 略去第 2 页. ``page``: 0 where the file has none."""

    what: str
    page: int
    text: str


def notes_on(left_out: Iterable[LeftOut]) -> tuple[str, ...]:
    """One sentence for each kind of thing, of bounded length.

    >>> notes_on([LeftOut("重复的页眉", 2, "法规汇编"), LeftOut("重复的页眉", 3, "法规汇编")])
    ('略去第 2—3 页重复的页眉“法规汇编”，共 2 处',)
    """
    kinds: dict[str, list[LeftOut]] = {}
    for piece in left_out:
        kinds.setdefault(piece.what, []).append(piece)
    return tuple(note_on(what, pieces) for what, pieces in kinds.items())


def note_on(what: str, pieces: list[LeftOut]) -> str:
    by_sign: dict[str, str] = {}
    for piece in pieces:
        by_sign.setdefault(sign_of(piece.text), shortened(" ".join(piece.text.split())))
    texts = list(by_sign.values())
    shown = "".join(f"“{text}”" for text in texts[:SHOWN_TEXTS]) + "等" * (len(texts) > SHOWN_TEXTS)
    number = f"，共 {len(pieces)} 处" if len(pieces) > 1 else ""
    pages = {piece.page for piece in pieces} - {0}
    return "略去" + (f"第 {ranges(pages)} 页" if pages else "") + f"{what}{shown}{number}"


def sign_of(text: str) -> str:
    """``text`` without blanks and the figures that may count the pages."""
    return re.sub(r"\d+|\s+", "", text)


def shortened(text: str) -> str:
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"


def ranges(numbers: Iterable[int]) -> str:
    """Numbers of pages as people write them.

    >>> ranges([1, 2, 3, 7])
    '1—3、7'
    """
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    shown = "、".join(str(low) if low == high else f"{low}—{high}" for low, high in found[:SHOWN_RANGES])
    return shown + " 等" * (len(found) > SHOWN_RANGES)
