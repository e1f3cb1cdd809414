"""Topics and columns that a file names: those of the site are its own, and an import makes no others.

A page's breadcrumbs would be columns else, each with a page of its own; the proof of what was said stays with what was read, so
that the review of an upload can say it, and a warning names what was not taken.
"""
from dataclasses import replace
from typing import Any

from documents.analysis import Analysed
from documents.models import Column, Topic

HEADINGS: dict[str, Any] = {"column": Column, "topics": Topic}
OF_A_FILE = ("file", "text")
NO_COLUMN = "站中没有栏目"
"""How the warning begins that nobody need look at: most pages name columns of their own site."""


def with_known_headings(parsed: Analysed) -> Analysed:
    """``parsed`` without the topics and the column that the site does not have and only its file, no person, names."""
    known: dict[str, Any] = {}
    warnings = []
    for name in HEADINGS:
        value = parsed.fact(name)
        if value and _is_of_the_file(parsed, name):
            known[name] = _known(name, value)
            warnings += _not_taken(name, value, known[name])
    return replace(parsed, **known, warnings=(*parsed.warnings, *warnings)) if warnings else parsed


def _not_taken(name: str, said: Any, known: Any) -> list[str]:
    """
    >>> _not_taken("topics", ("甲", "乙", "丙"), ("乙",))
    ['站中没有主题“甲”、“丙”，没有采用；需要时请管理员先增加。']
    """
    if name == "column":
        return [] if known else [f"{NO_COLUMN}“{said}”，没有采用。"]
    missing = [topic for topic in said if topic not in known]
    return [f"站中没有主题“{'”、“'.join(missing)}”，没有采用；需要时请管理员先增加。"] if missing else []


def _is_of_the_file(parsed: Analysed, name: str) -> bool:
    return name in parsed.evidence and parsed.evidence[name].origin in OF_A_FILE


def _known(name: str, value: Any) -> str | tuple[str, ...]:
    wanted = (value,) if isinstance(value, str) else value
    held = set(HEADINGS[name].objects.filter(name__in=wanted).order_by().values_list("name", flat=True))
    if isinstance(value, str):
        return value if value in held else ""
    return tuple(one for one in value if one in held)
