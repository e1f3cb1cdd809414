"""时效 of the versions of one work, from their dates alone."""
from collections.abc import Hashable, Sequence
from datetime import date
from typing import Literal, TypeVar

Key = TypeVar("Key", bound=Hashable)
Validity = Literal["unmarked", "in-force", "amended", "not-yet"]


def validities(
    versions: Sequence[tuple[Key, date | None, date | None]], on: date
) -> dict[Key, tuple[Validity, date | None]]:
    """Which of ``versions`` (key, issued_on, effective_on) is in force ``on`` a day, and since when each is what it is.

    The newest version that has come into force is in force since then; older ones are amended since the next one
    came into force; newer ones are not yet in force until their day. A version begins on its 施行日期, without one
    on the day it was issued; one without any date stays unmarked. Versions of one day are one version.
    """
    begins = {key: effective or issued for key, issued, effective in versions}
    issues = sorted({issued or effective for _key, issued, effective in versions if issued or effective})
    group = {key: issued or effective for key, issued, effective in versions}
    starts = {day: min(begins[key] for key in group if group[key] == day) for day in issues}
    current = max((day for day in issues if starts[day] <= on), default=None)
    result: dict[Key, tuple[Validity, date | None]] = {}
    for key, day in group.items():
        if day is None:
            result[key] = ("unmarked", None)
        elif current is None or day > current:
            result[key] = ("not-yet", begins[key])
        elif day == current:
            result[key] = ("in-force", begins[key])
        else:
            follower = issues[issues.index(day) + 1]
            result[key] = ("amended", starts[follower])
    return result
