"""Two texts side by side, as their page has them."""
from __future__ import annotations

from datetime import date

from django.http import Http404

from api.problems import BUSY, INVALID_VALUE, TOO_LARGE, Problem
from documents.comparison import Part, TooLong
from documents.pages import comparison

from . import documents
from .basics import Record, reference, status_record, today_or


def compare(slug: str, other: str, day: date | None, only_changes: bool) -> Record:
    """The rows of two published documents, the earlier first. Raises ``Problem``."""
    for name in (slug, other):
        documents.find(name)
    try:
        old, new = comparison.earlier_first(slug, other)
        rows = comparison.compared(old, new)
    except Http404:
        raise Problem(INVALID_VALUE, "要比较的是两份不同的文件。", "Two different documents are compared.") from None
    except comparison.Busy:
        raise Problem(BUSY, "正在比较别的文本，请稍后再试。", "Others are being compared; try again later.", 5) from None
    except TooLong:
        raise Problem(TOO_LARGE, "文本太长，没有比较。", "The texts are too long and were not compared.") from None
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.kind] = counts.get(row.kind, 0) + 1
    on = today_or(day)
    return {
        "old": {**reference(old), "status": status_record(old.status_on(on))}, "new": {**reference(new), "status": status_record(new.status_on(on))},
        "counts": counts,
        "rows": [
            {
                "change": row.kind, "old": _part(row.old), "new": _part(row.new),
                "segments": [{"change": one.change.value, "old": one.old, "new": one.new} for one in row.segments] if row.is_different else [],
            }
            for row in rows if row.is_different or not only_changes
        ],
    }


def _part(part: Part | None) -> Record | None:
    return {"label": part.label or None, "anchor": part.anchor or None, "text": part.text} if part else None
