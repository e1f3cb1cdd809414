"""The facts of a document as a revision keeps them: plain values by name, without those that are not known.

What is derived (the dates that other texts give, the page as it is set) is none of them, and neither is of which work it
is an edition: identity decides that. A fact that is declared later is missing from earlier revisions, as if unknown.
"""
from datetime import date
from typing import Any

from django.db.models import Value

from documents.models import Document, DocumentBody, Topic, ValidityBasis
from documents.parsing import ParsedDocument
from documents.vocabulary.facts import Fact, Place, Type, shown

JUDGED = ("validity", "validity_since", "validity_proof")  # where a person has decided it


def recorded() -> list[Fact]:
    """The facts of which a revision keeps the values: those that a person may correct."""
    return shown(Place.FORM)


def facts_of(known: Document | ParsedDocument, state: str = "") -> dict[str, Any]:
    """The facts of ``known``, with its state, or for what was parsed ``state``; of a document as the database has them now."""
    names = _names(known) if isinstance(known, Document) else {"topics": sorted(known.fact("topics"))}
    values = {fact.name: names[fact.name] if fact.name in names else known.fact(fact.name) for fact in recorded()}
    if isinstance(known, Document):
        state = known.state
        if known.validity_basis == ValidityBasis.PERSON:
            values |= {name: getattr(known, name) for name in JUDGED}
    return {name: _plain(value) for name, value in {**values, "state": state}.items() if value}


def typed(fact: Fact, facts: dict[str, Any]) -> Any:
    """The value of ``fact`` among ``facts``, as documents have it."""
    value = facts.get(fact.name, fact.empty)
    match fact.type:
        case Type.DATE:
            return date.fromisoformat(value) if value else None
        case Type.NAMES:
            return tuple(value or ())
    return value


def _names(document: Document) -> dict[str, list[str]]:
    """Of its rows in other tables, in one query: what was prefetched may be older than they are."""
    found: dict[str, list[tuple[int, str]]] = {"bodies": [], "topics": []}
    signed = DocumentBody.objects.filter(document=document).values_list(Value("bodies"), "position", "signed_as").order_by()
    filed = Topic.objects.filter(documents=document).values_list(Value("topics"), "position", "name").order_by()
    for name, position, value in signed.union(filed, all=True):
        found[name].append((position, value))
    return {"bodies": [value for _, value in sorted(found["bodies"])], "topics": sorted(value for _, value in found["topics"])}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else str(value) if isinstance(value, str) else value
