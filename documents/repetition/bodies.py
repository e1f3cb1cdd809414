"""The body of a text as it is compared: its letters and digits alone, section by section."""
from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from documents.vocabulary.markdown import COMMENT, HEADING, IMAGE

END = "\x1e"
"""Stands between two sections: no passage goes on from one into another."""
_TABLE = re.compile(r"^\|.*$", re.MULTILINE)
_ADDRESS = re.compile(r"(?<=\])\([^)\n]{1,1000}\)")
_ADDRESSEES = re.compile(r"^各[^。；\n]{0,500}[：:]$", re.MULTILINE)
_TITLE = re.compile(r"《[^《》\n]{1,200}》")
_PLANE = 0x10000
_STOP = np.zeros(_PLANE, dtype=bool)
_STOP[[ord(mark) for mark in "，。；：！？,;:!?\n"]] = True
_ONE_WIDTH = np.arange(_PLANE, dtype=np.uint32)
_ONE_WIDTH[0xFF01:0xFF5F] -= 0xFEE0
_KEPT = np.array([chr(code).isalnum() or chr(code) == END for code in range(_PLANE)])


@dataclass(frozen=True, eq=False)
class Body:
    """``text``: letters and digits, with ``END`` between sections. ``places``: where in the Markdown each of them stands.

    ``clauses``: whether a clause begins at each place in ``text``; its end is such a place. ``own``: how many characters before each place in ``text``
    stand outside of the titles that it names.
    """

    text: str
    places: np.ndarray
    clauses: np.ndarray
    own: np.ndarray

    def own_between(self, start: int, end: int) -> int:
        return int(self.own[end] - self.own[start])


def body(markdown: str) -> Body:
    """The body of canonical ``markdown``: without headings, tables, pictures, addressees and the addresses of links.

    >>> body("# 办法\\n\\n为了管理，制定本办法。").text.strip(END)
    '为了管理制定本办法'
    """
    left = markdown.replace(END, " ")
    for pattern in (COMMENT, IMAGE, _ADDRESS, _ADDRESSEES):
        left = pattern.sub(lambda match: " " * len(match[0]), left)
    for pattern in (HEADING, _TABLE):
        left = pattern.sub(lambda match: END.ljust(len(match[0])), left)
    codes = np.frombuffer(left.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    is_rare = codes >= _PLANE  # ideographs beyond the basic plane, which are as good as letters
    plain = np.where(is_rare, 0, codes)
    places = np.flatnonzero(is_rare | _KEPT[plain])
    is_own = np.ones(len(left) + 1, dtype=bool)
    for match in _TITLE.finditer(left):
        is_own[match.start() : match.end()] = False
    text = np.where(is_rare, codes, _ONE_WIDTH[plain])[places].astype(np.uint32)
    return Body(
        text.tobytes().decode("utf-32-le", "surrogatepass"), places, _clauses(text, places, _STOP[plain]),
        np.concatenate([[0], np.cumsum(is_own[places])]),
    )


def _clauses(text: np.ndarray, places: np.ndarray, is_stop: np.ndarray) -> np.ndarray:
    """Before which characters a clause ends: where a stop stands between two, and on both sides of ``END``."""
    before = np.cumsum(is_stop)[places]
    is_end = text == ord(END)
    begins = np.ones(len(text) + 1, dtype=bool)
    begins[1:-1] = (before[1:] > before[:-1]) | is_end[1:] | is_end[:-1]
    return begins
