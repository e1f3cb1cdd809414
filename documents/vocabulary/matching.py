"""Matches of patterns, for the type checker."""
import re


def certain(match: re.Match[str] | None) -> re.Match[str]:
    """``match``, of a pattern that matches every text it is given. Raises ``AssertionError`` where it did not.

    >>> certain(re.match("[0-9]*", "第一条")).end()
    0
    """
    assert match is not None
    return match
