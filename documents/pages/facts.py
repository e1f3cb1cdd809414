"""The facts of a document as its page shows them, as ``vocabulary.facts`` declares them."""
from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse

from documents.models import Document
from documents.vocabulary.facts import Fact, Place, Value, shown

Link = tuple[str, str]


class ShownFact(NamedTuple):
    """``links``: texts with addresses, to be shown in place of ``value``."""

    fact: Fact
    value: Value
    links: list[Link]


def shown_facts(document: Document) -> list[ShownFact]:
    """Those that are known, in order. Without a query where topics and signatures with their bodies are prefetched."""
    values = [(fact, document.fact(fact.name)) for fact in shown(Place.PAGE)]
    return [ShownFact(fact, value, LINKS[fact.name](document) if fact.name in LINKS else []) for fact, value in values if value]


def _to_bodies(document: Document) -> list[Link]:
    return [(signature.signed_as, signature.body.get_absolute_url()) for signature in document.signatures.all()]


def _to_kind(document: Document) -> list[Link]:
    return [(document.kind, reverse("documents:kind", args=[document.kind]))]


def _to_topics(document: Document) -> list[Link]:
    return [(topic.name, topic.get_absolute_url()) for topic in document.topics.all()]


def _to_column(document: Document) -> list[Link]:
    return [(document.column.name, document.column.get_absolute_url())] if document.column else []


LINKS: dict[str, Callable[[Document], list[Link]]] = {
    "bodies": _to_bodies, "kind": _to_kind, "topics": _to_topics, "column": _to_column,
}
"""The facts that lead to a list of all documents that have the same."""
