"""Topics and columns that a file names: those of the site are its own, and an import makes no others.

A page's breadcrumbs would be columns else, each with a page of its own. What was not taken is named in a warning, and proposed to
those who keep the topics and columns.
"""
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from documents.analysis import Analysed
from documents.models import Column, Document, ProposedHeading, Topic

HEADINGS: dict[str, Any] = {"column": Column, "topics": Topic}
OF_A_FILE = ("file", "text")
NO_COLUMN = "站中没有栏目"
"""How the warning begins that nobody need look at: most pages name columns of their own site."""


def with_known_headings(parsed: Analysed) -> Analysed:
    """``parsed`` without the topics and the column that the site does not have and only its file, no person, names: it proposes them."""
    known: dict[str, Any] = {}
    proposed: list[tuple[str, str]] = []
    for name in HEADINGS:
        value = parsed.fact(name)
        if value and name in parsed.evidence and parsed.evidence[name].origin in OF_A_FILE:
            said = (value,) if isinstance(value, str) else value
            held = set(HEADINGS[name].objects.filter(name__in=said).order_by().values_list("name", flat=True))
            kept = tuple(one for one in said if one in held)
            known[name] = kept if value is said else "".join(kept)
            proposed += [(name, one) for one in said if one not in held]
    if not proposed:
        return parsed
    return replace(parsed, **known, warnings=(*parsed.warnings, *_warnings(proposed)), proposed=(*parsed.proposed, *proposed))


def _warnings(proposed: list[tuple[str, str]]) -> list[str]:
    """
    >>> _warnings([("column", "时政"), ("topics", "甲"), ("topics", "乙")])
    ['站中没有栏目“时政”，没有采用。', '站中没有主题“甲”、“乙”，没有采用，建议管理员增加。']
    """
    columns, topics = ([name for fact, name in proposed if fact == kind] for kind in ("column", "topics"))
    told = [f"{NO_COLUMN}“{'”、“'.join(columns)}”，没有采用。"] if columns else []
    return told + ([f"站中没有主题“{'”、“'.join(topics)}”，没有采用，建议管理员增加。"] if topics else [])


def propose(document: Document, headings: Iterable[tuple[str, str]]) -> None:
    """Note that the file of ``document`` names ``headings``, each with the name of its fact."""
    for kind, name in headings:
        ProposedHeading.objects.get_or_create(kind=kind, name=name)[0].documents.add(document)
