"""Stable anchors: made of a division's own numbers, so that a change in one article moves no other's."""
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from .division import Division

PREFIX = {"part": "part", "subpart": "subpart", "chapter": "ch", "section": "s", "article": "art", "annex": "annex", "box": "box"}
LONGEST = 60


def anchors(divisions: Sequence[Division], prefix: str = "") -> list[str]:
    """One anchor a division, in order. A second of the same name gets ``-b``, a third ``-c``.

    What stands in an annex begins with the annex's anchor (``annex-1-art-3``), so that the text proper keeps the
    plain names whatever is annexed to it. ``prefix`` begins all of them.
    """
    restarting = _chapters_restart(divisions)
    result: list[str] = []
    seen: dict[str, int] = {}
    ordinals: Counter[str] = Counter()
    annex = ""
    for i, division in enumerate(divisions):
        ordinals[division.kind] += 1
        if division.level == 1:
            annex = ""
        name = _name(divisions, result, i, restarting, ordinals[division.kind])
        name = prefix + annex + name.removeprefix(prefix + annex)
        seen[name] = seen.get(name, 0) + 1
        unique = name if seen[name] == 1 else f"{name}-{_suffix(seen[name])}"
        seen.setdefault(unique, 1)
        if division.kind == "annex":
            annex = unique.removeprefix(prefix) + "-"
        result.append(unique)
    return result


def _name(divisions: Sequence[Division], done: list[str], i: int, restarting: bool, ordinal: int) -> str:
    division = divisions[i]
    number = _number(division)
    if division.label is None:
        return "h-" + slug(division.printed)
    if division.kind == "question":
        return f"qa-{ordinal}"
    if division.kind == "annex":
        return f"annex-{division.label.number or ordinal}"
    if division.kind == "section":
        return _below(divisions, done, i, ("chapter",), f"s-{number}")
    if division.kind == "chapter" and restarting:
        return _below(divisions, done, i, ("part", "subpart"), f"ch-{number}")
    if division.kind == "subpart":
        return _below(divisions, done, i, ("part",), f"subpart-{number}")
    if division.kind in PREFIX:
        return f"{PREFIX[division.kind]}-{number}"
    return "sec-" + "-".join(_path(divisions, i))


def _below(divisions: Sequence[Division], done: list[str], i: int, kinds: tuple[str, ...], name: str) -> str:
    parent = divisions[i].parent
    return f"{done[parent]}-{name}" if parent >= 0 and divisions[parent].kind in kinds else name


def _number(division: Division) -> str:
    label = division.label
    if label is None or label.number is None:
        return "0"
    return f"{label.number}-{label.sub}" if label.sub else str(label.number)


def _path(divisions: Sequence[Division], i: int) -> list[str]:
    """The label numbers from the top: 二、（一）3. is 2-1-3. Chapters and headings without a number do not count."""
    path: list[str] = []
    while i >= 0:
        if divisions[i].label and divisions[i].kind not in PREFIX:
            path.append(_number(divisions[i]))
        i = divisions[i].parent
    return path[::-1]


def _chapters_restart(divisions: Sequence[Division]) -> bool:
    numbers = [_number(d) for d in divisions if d.kind == "chapter"]
    return len(numbers) != len(set(numbers)) and any(d.kind == "part" for d in divisions)


def _suffix(count: int) -> str:
    """2 → b, 3 → c, … 26 → z, 27 → 27."""
    return chr(ord("a") + count - 1) if count <= 26 else str(count)


def slug(text: str) -> str:
    """``text`` as an anchor: letters and digits, all else a hyphen."""
    text = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFKC", text)).strip("-_").lower()
    return text[:LONGEST] or "0"
