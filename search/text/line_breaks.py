"""Where the lines of a title or heading may break: between words, and nowhere else.

A browser may break Chinese between any two characters. ``<wbr>`` between the words, with ``word-break: keep-all`` in
the style of what holds one, leaves it those places alone; what is copied or searched in the page stays as it was.
"""
from __future__ import annotations

import re
from functools import lru_cache

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from documents.rendering.punctuation import widened
from documents.vocabulary.characters import HAN
from documents.vocabulary.numerals import NUMERAL
from search.text.analyzers import segments

FITS = 8
"""So many characters are not parted: they fit into a line on any screen."""
_OPENING = "《〈（(〔[［【“‘「『﹝"
_NOT_FIRST = "》〉）)〕]］】”’」』﹞，。；：、！？,.;:!?·…%％‰℃—–－-/／~～"
_NOT_LAST = f"{_OPENING}—–－-/／~～·#＃№"
_TRAILING_WORD = re.compile("[的地得了着过之者等]")
_NUMBER = re.compile(rf"[第]?{NUMERAL}+")
_UNIT = re.compile(f"[{HAN}A-Za-z]{{1,2}}")
_YEAR_AND_SERIAL = re.compile(r"[〔\[［(（]\d{4}[〕\]］)）]第?\d{1,6}号")
"""What a number such as 教基〔2025〕1号 has after its letters, from which it is not parted."""
_HEADING = re.compile(r'(<(h[2-6])\b[^>]*>|<(p) class="(?:printed-title|notice-head)">)(.*?)(</(?:\2|\3)>)', re.S)
_WIDE_BRACKET = '<span data-as="（">'
_TAG_OR_TEXT = re.compile(r"(<[^>]*>)|([^<]+)")
_ENTITY_OR_TEXT = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);|[^&]+|&")


@lru_cache(maxsize=4096)
def unbroken(text: str) -> tuple[str, ...]:
    """``text`` in the pieces between which a line may break.

    >>> unbroken("2021年教育数字化的意见")
    ('2021年', '教育', '数字化的', '意见')
    """
    pieces: list[str] = []
    at = 0
    for serial in _YEAR_AND_SERIAL.finditer(text):
        *whole, letters = _joined(segments(text[at : serial.start()])) or [""]
        pieces += [*whole, letters + serial[0]]
        at = serial.end()
    return tuple([*pieces, *_joined(segments(text[at:]))])


def _joined(words: list[str]) -> list[str]:
    """Words with what belongs to them on the same line: punctuation, the unit of a number, 的."""
    pieces: list[str] = []
    before = ""
    for word in words:
        if pieces and _clings(before, word):
            pieces[-1] += word
        else:
            pieces.append(word)
        before = word
    if len(pieces) > 1 and len(pieces[-1]) == 1:  # 罪 of 妨害管理罪 fills no line
        pieces[-2:] = [pieces[-2] + pieces[-1]]
    return pieces


def _clings(before: str, word: str) -> bool:
    if before.isspace() or word.isspace():
        return True
    is_unit = _NUMBER.fullmatch(before) and _UNIT.fullmatch(word)
    return before[-1] in _NOT_LAST or word[0] in _NOT_FIRST or bool(is_unit or before == "第" or _TRAILING_WORD.fullmatch(word))


def with_breaks(text: str, fits: int = FITS) -> SafeString:
    """``text``, which may be safe HTML already, as safe HTML whose lines break between words, with punctuation as wide as Chinese;
    one of at most ``fits`` characters stays whole.
    """
    html = _with_breaks(widened(conditional_escape(text)), fits)
    return mark_safe(html.replace(_WIDE_BRACKET, f"<wbr>{_WIDE_BRACKET}") if "<wbr>" in html else html)


def break_headings(html: str) -> SafeString:
    """Safe ``html`` of a document, whose headings and printed titles break between words."""
    return mark_safe(_HEADING.sub(lambda m: m[1] + _with_breaks(m[4]) + m[5], html))


def _with_breaks(html: str, fits: int = FITS) -> str:
    if len(_TAG_OR_TEXT.sub(r"\2", html)) <= fits:
        return html
    return _TAG_OR_TEXT.sub(lambda m: m[1] or "".join(map(_breaks_in, _ENTITY_OR_TEXT.findall(m[2]))), html)


def _breaks_in(text: str) -> str:
    """An entity is a character, and no word."""
    return text if text.startswith("&") else "<wbr>".join(unbroken(text))
