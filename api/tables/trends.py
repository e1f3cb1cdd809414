"""The table of a page of trends: how many documents have each word, value by value."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.problems import BUSY, INVALID_VALUE, Problem
from api.resources import searching
from search.trends import LONGEST, MOST_WORDS, SHORTEST, Trend, read_words, trend

from .writing import Columns


def counted(typed: str, by: str) -> Trend:
    """Every word that was sent; where one cannot be counted, or not all in time, that is a problem. Raises ``Problem``."""
    words, left_out = read_words(typed)
    if left_out or not words:
        raise Problem(
            INVALID_VALUE, f"请给出一到 {MOST_WORDS} 个词，用空格分开，每个词 {SHORTEST} 到 {LONGEST} 个字。",
            f"q: one to {MOST_WORDS} words with blanks between them, each of {SHORTEST} to {LONGEST} characters.",
        )
    with searching.told():
        found = trend(words, by)
    if found.is_partial:
        raise Problem(BUSY, "检索超过了时限，没有数完，请稍后再试。", "Counting took too long and was not finished; try again later.", 2)
    return found


def columns(found: Trend) -> Columns:
    return [("value", "值"), ("label", found.by.label), *((_column(word), word) for word in found.words), ("total", "全部文件")]


def rows(found: Trend) -> Iterator[dict[str, Any]]:
    for row in found.rows:
        counts = dict(zip(map(_column, found.words), row.counts, strict=True))
        yield {"value": row.value, "label": row.label, **counts, "total": row.total}


def _column(word: str) -> str:
    """Whatever a reader types, it is no other column."""
    return f"with:{word}"
