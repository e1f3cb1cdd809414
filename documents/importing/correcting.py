"""A person's word on facts of a document that is stored: its text stays, and all that follows from the facts is done anew."""
from collections.abc import Mapping

from documents.analysis import Source
from documents.importing.corrections import corrections_of, facts_of
from documents.importing.pipeline import import_source
from documents.importing.report import ImportResult
from documents.models import Document, State


def correct(document: Document, facts: Mapping[str, object], text: str | None = None) -> ImportResult:
    """Give ``document`` the values ``facts``, by name, and ``text``, in Markdown; what differs counts as corrected by a person
    from now on.

    A refusal, such as a number and title that another document has, is a result, and leaves all as it was.
    """
    held = facts_of(document)
    changed = {name for name, value in facts.items() if held[name] != value}
    changed |= {"markdown"} if text is not None and text.strip() != document.markdown.strip() else set()
    source = Source(document.original_name, b"", held | dict(facts), document.markdown if text is None else text)
    return import_source(
        source, state=State(document.state), into=document, corrected=corrections_of(document) | changed, accept=True
    )
