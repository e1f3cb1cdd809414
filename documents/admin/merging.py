"""Two editors with one document: who saves second keeps what only they changed, gets what only the other changed, and is told."""
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from documents.admin.fact_fields import field_name
from documents.models import Document, Revision
from documents.revisions import JUDGED, facts_of, recorded
from documents.vocabulary.facts import by_name

TEXT, STATE = "markdown", "state"
LABELS = {TEXT: "正文", STATE: "发布状态", "validity": "时效（编辑判定）", "validity_since": "时效起始日", "validity_proof": "时效依据"}
SHOWN_CHARACTERS = 60


@dataclass(frozen=True)
class Merged:
    """``taken``: names of what only the other has changed; ``told``: sentences on that, and on what both have."""

    taken: frozenset[str]
    told: tuple[str, ...]


def merge(base: Revision, stored: Document, mine: Mapping[str, Any]) -> Merged:
    """What becomes of ``mine``, values by name, that began as ``base`` where ``stored`` is another by now."""
    before = {**base.facts, TEXT: base.text.content}
    now = {**facts_of(stored), TEXT: stored.markdown}
    mine = {**mine, "topics": sorted(mine.get("topics") or ())}  # as a revision has them
    taken, told = set(), []
    for name in (*(fact.name for fact in recorded()), *JUDGED, STATE, TEXT):
        was, theirs, ours = _plain(before.get(name)), _plain(now.get(name)), _plain(mine.get(name))
        if theirs in (was, ours):
            continue
        if ours == was:
            taken.add(name)
            told.append(f"“{_label(name)}”别人改成了“{_shown(name, theirs)}”，已采用。")
        else:
            told.append(f"“{_label(name)}”别人改成了“{_shown(name, theirs)}”，您写的仍在，保存将以您的为准。")
    return Merged(frozenset(taken), tuple(told))


def form_field(name: str) -> str:
    """What the field of the form is called in which the value ``name`` is written."""
    return field_name(by_name()[name]) if name in by_name() and name != "validity" else name


def _label(name: str) -> str:
    return LABELS.get(name) or by_name()[name].label


def _shown(name: str, value: Any) -> str:
    if name == TEXT:
        return f"共 {len(value)} 字的文本"
    words = "、".join(value) if isinstance(value, tuple) else str(value)
    return words[:SHOWN_CHARACTERS] or "空"


def _plain(value: Any) -> Any:
    """A value as a form, a revision and a document all have it."""
    if isinstance(value, list | tuple):
        return tuple(value) or ""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return "\n".join(str(value).splitlines()).strip() if value else ""
