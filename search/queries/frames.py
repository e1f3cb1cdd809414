"""How an article speaks that answers a question asked so: 罚多少 is answered by 罚款, 最多几年 by 不得超过.

A line of ``frames.txt`` has the form of one of ``synonyms.txt``. The words are looked for in questions alone: elsewhere 最多 is a
word like others.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from search.text.analyzers import normalise

from . import synonyms

FILE = Path(__file__).with_name("frames.txt")


def answered_by(question: str) -> tuple[str, ...]:
    """What stands in articles that answer ``question``, for how it asks; each once, in the order of the question.

    >>> answered_by("租房合同最多签几年"), answered_by("学籍管理办法")
    (('不得超过', '最长不超过', '期限'), ())
    """
    found = _any_frame().findall(normalise(question))
    return tuple(dict.fromkeys(said for frame in found for said in _frames()[frame]))


@cache
def _frames() -> Mapping[str, tuple[str, ...]]:
    return synonyms.read(FILE.read_text("utf-8").splitlines())


@cache
def _any_frame() -> re.Pattern[str]:
    """The longest of those that begin at a place."""
    return re.compile("|".join(map(re.escape, sorted(_frames(), key=len, reverse=True))))
