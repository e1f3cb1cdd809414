"""What a name, a number or a provision means in this corpus: decided here alone, for importing, pages and search.

    resolve_text(document, mentions=None)
        Every citation in the text of a stored document, and what it means on the day of that document.
    resolve_again(citations)
        What stored citations mean now that other documents came or went.
    find_number(text), find_titled(title, on), find_provision(text, on)
        The document, or the provision in it, that a typed text names and nothing else; the latter two as on a day.
    find_bearers(title, on)
        The documents that bear a title, and whether one of them is meant.
    repeal_of(work)
        Which published text repeals a work that is not held, and from when on.
    enactment(citation)
        From when on a stored repeal or amendment holds, and the words that prove it.
    where_it_is_said(citations)
        Those of which the text says below its title what the title says.
    references_of(document), references_in(parsed, mentions, name)
        What a text names, stored or not, with all that it may mean: for a person to decide.
    check_draft(text, on, limits)
        Every citation in a text that is to be issued on a day, and what an editor should know of it.

Only published documents are found. Which document a reference means is decided by ``documents.citations.choose``.
"""
from .citations import resolve_again, resolve_text
from .decisions import ReadReference, references_in, references_of
from .drafts import check_draft
from .enactments import enactment, where_it_is_said
from .exact import Target, find_bearers, find_number, find_provision, find_titled
from .missing_works import Repeal, repeal_of

__all__ = [
    "ReadReference", "Repeal", "Target", "check_draft", "enactment", "find_bearers", "find_number", "find_provision", "find_titled", "references_in", "references_of",
    "repeal_of", "resolve_again", "resolve_text", "where_it_is_said",
]
