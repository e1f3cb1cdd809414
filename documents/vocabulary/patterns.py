"""Patterns composed from lists of words, and what they match."""
import re
from collections.abc import Iterable


def any_of(*groups: Iterable[str]) -> str:
    """A pattern for any word of the ``groups``, the longest first.

    >>> any_of(("法", "法典"), ("条例",))
    '(?:条例|法典|法)'
    """
    words = {word for group in groups for word in group}
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))})"


def spaced(*words: str, blanks: str = r"\s*") -> str:
    """A pattern for any of the ``words``, also with ``blanks`` between their letters, as layout puts them: 附　件.

    >>> spaced("附件", "来源")
    '(?:附\\\\s*件|来\\\\s*源)'
    """
    return "(?:" + "|".join(blanks.join(map(re.escape, word)) for word in words) + ")"


def certain(match: re.Match[str] | None) -> re.Match[str]:
    """``match``, of a pattern that matches every text it is given. Raises ``AssertionError`` where it did not.

    >>> certain(re.match("[0-9]*", "第一条")).end()
    0
    """
    assert match is not None
    return match
