"""网址名: a permalink made of words, made once and never changed after publication."""
import re
import unicodedata
from collections.abc import Callable
from datetime import date

from documents.filters.base import NONE

LONGEST = 120
_DROPPED = re.compile(r"[《》〈〉“”‘’\"'「」『』]")
_NOT_A_WORD = re.compile(r"[^\w\u3007]+")


def words_slug(title: str, longest: int = LONGEST) -> str:
    """``title`` in words for a URL: NFKC, quotation and book-title marks dropped, other marks as ``-``.

    >>> words_slug("教育部关于加强“三个课堂”应用的指导意见")
    '教育部关于加强三个课堂应用的指导意见'
    >>> words_slug("教育信息化2.0行动计划")
    '教育信息化2-0行动计划'
    """
    text = unicodedata.normalize("NFKC", _DROPPED.sub("", title))
    slug = _NOT_A_WORD.sub("-", text).strip("-_")[:longest].strip("-_").lower() or "-"
    return f"{slug}-" if slug == NONE else slug


def free_slug(title: str, when: date | None, is_taken: Callable[[str], bool], longest: int = LONGEST) -> str:
    """The first slug of ``title`` that is free: plain, then with the date, then counted. ``longest``: of the plain one."""
    plain = words_slug(title, longest)
    if not is_taken(plain):
        return plain
    dated = f"{plain}-{when.isoformat()}" if when else plain
    if when and not is_taken(dated):
        return dated
    counter = 2
    while is_taken(f"{dated}-{counter}"):
        counter += 1
    return f"{dated}-{counter}"
