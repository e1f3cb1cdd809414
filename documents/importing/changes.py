"""What a document was, and what became of it."""
from collections.abc import Mapping
from dataclasses import dataclass

from documents.importing.citing import COMPARED
from documents.models import Document
from documents.revisions import Change
from documents.vocabulary import facts

CITATION = (*(name for name in COMPARED if name not in ("section_id", "work_id")), "work__key")  # rows of no other id
SECTION = ("anchor", "level", "label", "heading", "text")


@dataclass(frozen=True)
class Snapshot:
    """A document at one moment: its facts by label, its text, its sections by anchor and its citations by place."""

    facts: Mapping[str, str]
    text: str
    sections: Mapping[str, tuple]
    citations: Mapping[tuple[int, int], tuple]


def snapshot(document: Document) -> Snapshot:
    """Of ``document``: its own values, and the rows that the database has of it."""
    known = {fact.label: _written(document.fact(fact.name)) for fact in facts.FACTS if fact.is_stored}
    return Snapshot(
        {**known, "失效依据": document.expiry_proof},
        document.markdown,
        {row[0]: row for row in document.sections.order_by("position").values_list(*SECTION)},
        citations_of(document),
    )


def citations_of(document: Document) -> dict[tuple[int, int], tuple]:
    return {row[:2]: row for row in document.citations.values_list(*CITATION)}


def changes(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """The facts, the text, and in how many places sections and citations differ."""
    known = [
        Change(label, value, after.facts[label]) for label, value in before.facts.items() if value != after.facts[label]
    ]
    text = [Change("正文")] if before.text != after.text else []
    return (*known, *text, *_counted("章节", before.sections, after.sections), *changed_citations(before.citations, after.citations))


def changed_citations(before: Mapping, after: Mapping) -> tuple[Change, ...]:
    return _counted("引用", before, after)


def _counted(label: str, before: Mapping, after: Mapping) -> tuple[Change, ...]:
    places = sum(before.get(place) != after.get(place) for place in before.keys() | after.keys())
    return (Change(label, places=places),) if places else ()


def _written(value: object) -> str:
    return "、".join(value) if isinstance(value, tuple) else str(value or "")

