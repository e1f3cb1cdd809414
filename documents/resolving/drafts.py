"""Drafts: read in the sandbox, since anybody may paste one, and looked up here."""
from datetime import date

from documents import sandbox
from documents.draft_check.rounds import check_in_rounds
from documents.draft_check.values import DraftReport

from .draft_lookups import DraftDatabaseLookups


def check_draft(text: str, on: date, limits: sandbox.Limits) -> DraftReport:
    """Check every citation of a draft that is to be issued on the day ``on``. Nothing of it is stored.

    Raises ``sandbox.OverLimit`` where that takes more than ``limits``, ``sandbox.Failed`` where checking fails on it.
    """
    return sandbox.call(check_in_rounds, text, on, limits=limits, answer=DraftDatabaseLookups().call_many, subject="a draft")
