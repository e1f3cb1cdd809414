"""Half-width punctuation between Chinese, marked to be shown full-width: the text itself stays as its source has it."""
from __future__ import annotations

import re

from documents.vocabulary.characters import ALL_HAN, STOPS

_TAG_OR_TEXT = re.compile(r"""(<(?:[^>"']|"[^"]*"|'[^']*')*>)|([^<]+)""")
_IN_LINE = re.compile(r"</?(?:a|code|em|mark|strong)\b")
_CHINESE = rf"{ALL_HAN}{STOPS}《》〈〉“”‘’（）〔〕【】—…"
_STOP = re.compile(rf"(?<=[{_CHINESE})])[,;:?!](?=[{_CHINESE}(]|\s|$)")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_HAN = re.compile(f"[{ALL_HAN}]")


def widened(html: str) -> str:
    """Safe ``html`` with a ``span`` of class ``wide`` around each mark that is to be shown full-width: a stop with Chinese before
    it and none but Chinese after it, and both brackets around Chinese. Copying and searching find the mark itself.

    >>> widened("<p>教育,是(国之)大计:AI</p>")
    '<p>教育<span class="wide">,</span>是<span class="wide">(</span>国之<span class="wide">)</span>大计:AI</p>'
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
    places = {stop.start() for stop in _STOP.finditer(text)}
    places.update(place for pair in _BRACKETED.finditer(text) if _HAN.search(pair[1]) for place in (pair.start(), pair.end() - 1))
    pieces, last = [], start
    for place in sorted(place for place in places if place >= start):
        pieces += [text[last:place], f'<span class="wide">{text[place]}</span>']
        last = place + 1
    return "".join([*pieces, text[last:]])
