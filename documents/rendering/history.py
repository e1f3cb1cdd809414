"""题注 on a page: how a law came about, act by act, is folded where it would fill the first screen."""
from __future__ import annotations

import re

from documents.vocabulary.dates import find_dates
from documents.vocabulary.patterns import any_of
from documents.vocabulary.verbs import PASSING, PUBLISHING, REVISING, TAKING_EFFECT

SEVERAL = 4
"""So many acts are folded."""
_HISTORY = re.compile(
    r"""
    ((?:<p[ ]class="printed-title">(?:(?!</p>).)*</p>\s*)?)
    ((?:<p>[（(]?\d{4}年(?:(?!</p>).)*</p>\s*)+)
    (?=<(?:div|h2)\b)
    """,
    re.VERBOSE | re.DOTALL,
)
_ACT = re.compile(any_of(PASSING, PUBLISHING, REVISING, TAKING_EFFECT))
_TAG = re.compile("<[^>]*>")


def fold_history(html: str) -> str:
    """The safe ``html`` of a document, with the acts that stand before its first heading in a ``details``, which is open where
    something in it is marked. Any text is taken, in time linear in its length; one that begins otherwise stays as it is.

    >>> fold_history("<p>1982年12月4日通过</p><h2>序言</h2>")
    '<p>1982年12月4日通过</p><h2>序言</h2>'
    """
    found = _HISTORY.match(html)
    paragraphs = _TAG.sub("", found[2].strip()).split("\n") if found else []
    days = [day.value for paragraph in paragraphs for day in find_dates(paragraph)]
    if found is None or len(days) < SEVERAL or not all(map(_ACT.search, paragraphs)):
        return html
    first, last = (f"{day.year}年{day.month}月{day.day}日" for day in (min(days), max(days)))
    is_open = " open" if "<mark" in found[2] else ""
    return f'{found[1]}<details class="history"{is_open}><summary>题注：{first}至{last}</summary>{found[2]}</details>{html[found.end():]}'
