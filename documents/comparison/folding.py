"""What two spellings of one text have in common: full and half width, Chinese and Western punctuation, blanks."""
import re

from documents.vocabulary.characters import BLANK

_WIDTHS = {chr(0xFEE0 + code): chr(code) for code in range(0x21, 0x7F)}
_ALIKE = {".": "。﹒", ",": "﹐", '"': "“”„‟「」『』〝〞", "'": "‘’‚‛", "[": "〔【［", "]": "〕】］", "-": "—–―‐‑－", "·": "•・‧"}
_FOLDED = str.maketrans(_WIDTHS | {other: one for one, others in _ALIKE.items() for other in others})
_BLANK = re.compile(f"[{BLANK}]+")


def fold(text: str) -> str:
    """``text`` as it is compared where width, punctuation and blanks do not count. Line ends stay.

    >>> fold("第１条　（试行）。") == fold("第1条(试行).")
    True
    """
    return _BLANK.sub("", text).translate(_FOLDED)
