"""A person decides what citations of a document mean."""
from collections.abc import Collection, Mapping
from typing import Any

from documents.importing.publication import after_change
from documents.importing.turns import turn
from documents.models import CitationDecision, Document


def decide_citations(document: Document, decided: Mapping[str, int | None], undecided: Collection[str], user: Any) -> None:
    """Have the citations of ``document`` mean what ``user`` says, by their keys: the document of an id, or none; those of
    ``undecided`` mean again what is read of them."""
    with turn():
        document.citation_decisions.filter(key__in=undecided).delete()
        for key, cited in decided.items():
            CitationDecision.objects.update_or_create(citing=document, key=key, defaults={"cited_id": cited, "decided_by": user})
        after_change(document)
