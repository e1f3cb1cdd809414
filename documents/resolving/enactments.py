"""What published texts do to the works that they name: from when on, in which words."""
from collections.abc import Iterable
from datetime import date

from documents.citations.effects import announced_days, effective_date, is_draft, is_enacted, named_day
from documents.citations.lists import lead_of
from documents.models import Citation
from documents.vocabulary.enums import CitationKind


def where_it_is_said(rows: Iterable[Citation]) -> list[Citation]:
    """``rows`` without those in the title of a text that says the same below: the day stands there."""
    found = list(rows)
    below = {_said(row) for row in found if not _is_in_title(row)}
    return [row for row in found if not (_is_in_title(row) and _said(row) in below)]


def _said(row: Citation) -> tuple:
    return row.citing_id, row.kind, row.cited_id, row.work_id


def _is_in_title(row: Citation) -> bool:
    above = row.citing.markdown[: row.start].lstrip()
    return above.startswith("# ") and "\n" not in above


def enactment(citation: Citation) -> tuple[date, str] | None:
    """From when on ``citation``, a repeal or an amendment, holds, and the words that say so.

    ``None`` where it only speaks of one, or proposes it, and where a list is to end on days that are told of several lists.
    """
    citing, kind = citation.citing, CitationKind(citation.kind)
    lead = lead_of(citing.markdown, citation.start) if kind is CitationKind.REPEALS else ""
    statement = f"{lead} {citation.sentence.strip('#| ')}".strip()
    if not is_enacted(kind, statement) or is_draft(citing.title, citing.markdown, citation.start):
        return None
    paragraph = citing.markdown[max(0, citing.markdown.rfind("\n", 0, citation.start)) :].strip().partition("\n")[0]
    announced = announced_days(citing.markdown, citation.start) if lead and not (named_day(statement) or named_day(paragraph)) else set()
    if len(announced) > 1:
        return None
    issued = (citing.issued_on, citing.published_on)
    since = next(iter(announced), None) or effective_date(statement, paragraph, issued=issued, effective_on=citing.effective_on)
    return (since, statement) if since else None
