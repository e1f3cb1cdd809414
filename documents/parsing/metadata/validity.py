"""From when to when each version of one work is in force, from their dates alone."""
from collections.abc import Hashable, Sequence
from datetime import date
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def terms(
    versions: Sequence[tuple[Key, date | None, date | None]],
) -> dict[Key, tuple[date | None, date | None]]:
    """For each of ``versions`` (key, issued_on, effective_on) the day on which it begins, and that on which a newer one does.

    A version begins on its 施行日期, without one on the day it was issued, and ends when the first of those that were
    issued later begins; one without any date has no term. Versions of one day are one version.
    """
    begins = {key: effective or issued for key, issued, effective in versions}
    issues = {key: issued or effective for key, issued, effective in versions}
    result: dict[Key, tuple[date | None, date | None]] = {}
    for key, issue in issues.items():
        if issue is None:
            result[key] = (None, None)
            continue
        start = min(begin for other, begin in begins.items() if begin and issues[other] == issue)
        newer = [begin for other, begin in begins.items() if begin and (day := issues[other]) and day > issue]
        result[key] = (start, min(newer, default=None))
    return result
