"""Every change of a document's text or facts is kept: who, when, by which way and why; any two states compare.

    editing(author, how, why)        what is recorded inside is theirs
    record(document)                 a revision, where its text or facts are others than the last one's
    propose(document, …)             a text that waits for a person, or a further copy of the one that is held
    changes(before, after)           what differs, in words; ``history``: of all revisions
"""
from .changes import Change, changes, history, latest_changes, written
from .context import editing
from .recording import KeptFile, is_known, last_applied, last_number, propose, record, state_before
from .richness import Richness, richness
from .values import JUDGED, facts_of, recorded, typed

__all__ = [
    "JUDGED", "Change", "KeptFile", "Richness", "changes", "editing", "facts_of", "history", "is_known", "last_applied",
    "last_number", "latest_changes", "propose", "record", "recorded", "richness", "state_before", "typed", "written",
]
