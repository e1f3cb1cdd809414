"""What differs between two states of a document, in words."""
from collections.abc import Iterable
from dataclasses import dataclass

from documents.models import Document, Revision
from documents.revisions.values import recorded
from documents.vocabulary.enums import RevisionStatus, State, Validity

LONGEST = 60
OTHER_LABELS = {"state": "发布状态", "validity": "时效（编辑判定）", "validity_since": "时效起始日", "validity_proof": "时效依据"}
WORDS = {"state": {state.value: state.label for state in State}, "validity": {validity.value: validity.label for validity in Validity}}


@dataclass(frozen=True)
class Change:
    """``label``: of what changed; ``before`` and ``after`` its values where they are short, or in how many ``places``."""

    label: str
    before: str = ""
    after: str = ""
    places: int = 0

    def __str__(self) -> str:
        """``发文字号“甲政发〔2020〕1号”→“甲政发〔2020〕2号”``; ``引用 3 处``; ``正文``"""
        if self.places:
            return f"{self.label} {self.places} 处"
        return f"{self.label}{_quoted(self.before)}→{_quoted(self.after)}" if self.before or self.after else self.label


def changes(before: Revision, after: Revision) -> tuple[Change, ...]:
    """The facts that differ, as people write them, and ``正文`` where the texts do; reads no text."""
    labels = {fact.name: fact.label for fact in recorded()} | OTHER_LABELS
    facts = [
        Change(labels.get(name, name), _written(name, before.facts.get(name)), _written(name, after.facts.get(name)))
        for name in [*labels, *sorted((before.facts.keys() | after.facts.keys()) - labels.keys())]
        if before.facts.get(name) != after.facts.get(name)
    ]
    return (*facts, *([Change("正文")] if before.text_id != after.text_id else []))


def history(document: Document) -> list[tuple[Revision, tuple[Change, ...]]]:
    """The revisions of ``document``, newest first, each with what differs from the one that was in place before it."""
    found: list[tuple[Revision, tuple[Change, ...]]] = []
    before = None
    for revision in document.revisions.order_by("number"):
        found.append((revision, changes(before, revision) if before else ()))
        if revision.status == RevisionStatus.APPLIED:
            before = revision
    return found[::-1]


def latest_changes(document: Document, since: int) -> tuple[Change, ...]:
    """What became of ``document`` after its revision of the number ``since``; nothing where nothing was recorded."""
    applied = document.revisions.filter(status=RevisionStatus.APPLIED).order_by("number")
    before, after = applied.filter(number__lte=since).last(), applied.filter(number__gt=since).last()
    return changes(before, after) if before and after else ()


def written(values: Iterable[Change]) -> str:
    """The changes in one line, in Chinese; empty where there are none."""
    return "、".join(map(str, values))


def _written(name: str, value: object) -> str:
    if isinstance(value, list):
        return "、".join(value)
    return WORDS.get(name, {}).get(str(value), str(value)) if value else ""


def _quoted(value: str) -> str:
    shown = value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
    return f"“{shown}”" if shown else "（空）"
