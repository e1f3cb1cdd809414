"""Classes of characters, each said once, to be written inside the brackets of a class.

>>> import re
>>> re.findall(f"[{HAN}]+", "教育部 2025年")
['教育部', '年']
"""
import re

HAN = "\u4e00-\u9fff"
"""The Chinese characters of nearly all texts."""
ALL_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
"""All Chinese characters: rare and compatible ones too, and 〇."""

BLANK = r" \t\r\v\f\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""What ``\\s`` matches, but no ``\\n``: a blank inside a line."""
_LINE_ENDS = r"\r\v\f\x1c-\x1e\x85\u2028\u2029"
LINE_END = re.compile(rf"\r\n?|[{_LINE_ENDS}]")
"""Every writing of a line end other than ``\\n``."""

_NON_CHARACTERS = "".join(chr(plane * 0x10000 + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
_INVISIBLE_BASIC = (
    r"\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
)
INVISIBLE = rf"{_INVISIBLE_BASIC}\U000e0000-\U000e007f{_NON_CHARACTERS}"
"""Controls, soft hyphens, zero-width and bidi marks, lone surrogates, non-characters: what shows nothing, or turns the
direction of writing. Line ends among them are to be replaced by ``\\n`` first."""
# The first class, of few ranges, passes over nearly all of a text; the exact one is tried where that matches.
UNSEEN = re.compile(rf"[{_INVISIBLE_BASIC}\U0001fffe-\U0010ffff](?<=[{INVISIBLE}])(?:(?<![{_LINE_ENDS}])|(?<=\r)(?=\n))")
"""One of ``INVISIBLE`` that ends no line, be it the first half of ``\\r\\n``."""

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

STOPS = "，。；：、！？"
"""The punctuation marks that end a clause or a sentence."""


def clean_xml(text: str) -> str:
    """``text`` without what XML 1.0 cannot hold.

    >>> clean_xml("甲\\x00乙")
    '甲乙'
    """
    return _NOT_IN_XML.sub("", text)
