"""What published texts do to the works that they name: from when on, in which words."""
from datetime import date

from documents.citations.effects import effective_date, is_enacted
from documents.citations.lists import lead_of
from documents.models import Citation
from documents.vocabulary.enums import CitationKind


def enactment(citation: Citation) -> tuple[date, str] | None:
    """From when on ``citation``, a repeal or an amendment, holds, and the words that say so; ``None`` where it only speaks of one."""
    citing, kind = citation.citing, CitationKind(citation.kind)
    lead = lead_of(citing.markdown, citation.start) if kind is CitationKind.REPEALS else ""
    statement = f"{lead} {citation.sentence.strip('#| ')}".strip()
    if not is_enacted(kind, statement):
        return None
    paragraph = citing.markdown[max(0, citing.markdown.rfind("\n", 0, citation.start)) :].strip().partition("\n")[0]
    since = effective_date(statement, paragraph, issued=(citing.issued_on, citing.published_on), effective_on=citing.effective_on)
    return (since, statement) if since else None
