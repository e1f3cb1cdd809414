"""A topic or a column that files name becomes one of the site."""
from typing import Any

from documents.importing.correcting import correct
from documents.importing.rows import named
from documents.importing.taxonomy import HEADINGS
from documents.importing.turns import turn
from documents.models import ProposedHeading, State
from documents.signals import bulk

MOST_CHANGED = 200
"""Documents that one request gives a heading."""


def adopt(proposed: ProposedHeading) -> tuple[int, int]:
    """Make the heading, and give it to the documents whose files named it; → how many have it, and how many more would.

    A document that has a column keeps it. Those in the trash wait.
    """
    with bulk(), turn():
        named(HEADINGS[proposed.kind], proposed.name)
        waiting = proposed.documents.exclude(state=State.TRASHED).order_by("pk")
        documents = list(waiting.defer("html")[:MOST_CHANGED])
        for document in documents:
            held = document.fact(proposed.kind)
            value: Any = (*held, proposed.name) if proposed.kind == "topics" else held or proposed.name
            correct(document, {proposed.kind: value})
        proposed.documents.remove(*documents)
        left = waiting.count()
        if not proposed.documents.exists():
            proposed.delete()
    return len(documents), left
