"""Half-width punctuation between Chinese, marked to be shown full-width: the text itself stays as its source has it."""
from __future__ import annotations

import re
from collections.abc import Iterator

from documents.vocabulary.characters import ALL_HAN, STOPS

_TAG_OR_TEXT = re.compile(r"""(<(?:[^>"']|"[^"]*"|'[^']*')*>)|([^<]+)""")
_IN_LINE = re.compile(r"</?(?:a|code|em|mark|strong)\b")
_CHINESE = rf"{ALL_HAN}{STOPS}《》〈〉“”‘’（）〔〕【】—…"
_STOP = re.compile(rf"(?<=[{_CHINESE})])[,;:?!](?=[{_CHINESE}(]|\s|$)")
_ROUND = re.compile(r"(\()([^()]*)(\))")
_ANGLED = re.compile(r"(&lt;)([^&]*)(&gt;)")
_HAN = re.compile(f"[{ALL_HAN}]")
_SHOWN = dict(zip([*",;:?!()", "&lt;", "&gt;"], "，；：？！（）〈〉", strict=True))


def widened(html: str) -> str:
    """Safe ``html`` with a ``span`` around each mark that is to be shown full-width: a stop with Chinese before
    it and none but Chinese after it, and both brackets, round or pointed, around Chinese.
    The style shows what ``data-as`` says, in any font, and sets the mark itself without size: copying and searching find that.

    >>> widened("<p>教育,是大计:AI</p>")
    '<p>教育<span data-as="，"><i>,</i></span>是大计:AI</p>'
    """
    before = ""
    pieces = []
    for tag, text in _TAG_OR_TEXT.findall(html):
        if tag:
            before = before if _IN_LINE.match(tag) else ""
            pieces.append(tag)
        else:
            pieces.append(_widened(before + text, len(before)))
            before = text[-1]
    return "".join(pieces)


def _widened(text: str, start: int) -> str:
    """``text`` from ``start``; what stands before is only looked at."""
    pieces, last = [], start
    for place, mark in sorted(_marks(text)):
        if place >= start:
            pieces += [text[last:place], f'<span data-as="{_SHOWN[mark]}"><i>{mark}</i></span>']
            last = place + len(mark)
    return "".join([*pieces, text[last:]])


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """Where the marks that are to be shown full-width stand in ``text``."""
    for stop in _STOP.finditer(text):
        yield stop.start(), stop[0]
    for pattern in (_ROUND, _ANGLED):
        for pair in pattern.finditer(text):
            if _HAN.search(pair[2]):
                yield pair.start(1), pair[1]
                yield pair.start(3), pair[3]
