"""Topics and columns that a file names: those of the site are its own, and an import makes no others.

A page's breadcrumbs would be columns else, each with a page of its own; the proof of what was said stays with what was read, so
that the review of an upload can say it.
"""
from dataclasses import replace
from typing import Any

from documents.analysis import Analysed
from documents.models import Column, Topic

HEADINGS: dict[str, Any] = {"column": Column, "topics": Topic}
OF_A_FILE = ("file", "text")


def with_known_headings(parsed: Analysed) -> Analysed:
    """``parsed`` without the topics and the column that the site does not have and only its file, no person, names."""
    said = {name: parsed.fact(name) for name in HEADINGS if _is_of_the_file(parsed, name)}
    known: dict[str, Any] = {name: _known(name, value) for name, value in said.items() if value}
    return replace(parsed, **known) if known else parsed


def _is_of_the_file(parsed: Analysed, name: str) -> bool:
    return name in parsed.evidence and parsed.evidence[name].origin in OF_A_FILE


def _known(name: str, value: Any) -> str | tuple[str, ...]:
    wanted = (value,) if isinstance(value, str) else value
    held = set(HEADINGS[name].objects.filter(name__in=wanted).order_by().values_list("name", flat=True))
    if isinstance(value, str):
        return value if value in held else ""
    return tuple(one for one in value if one in held)
