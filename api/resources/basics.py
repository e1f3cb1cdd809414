"""What several resources say in the same way: a day, a status, a named row."""
from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from documents.models import Document, Work
from documents.status import Status
from documents.vocabulary.facts import Value

ADDRESSES = ("url", "next")
Record = dict[str, Any]


def today_or(day: date | None) -> date:
    return day or timezone.localdate()


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def plain(value: Value) -> str | list[str] | None:
    """The value of a fact for JSON; what is not known is ``None`` or an empty list."""
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value or None


def status_record(status: Status) -> Record:
    """时效 on a day, and what is already known to come after it."""
    ahead = status.ahead
    return {
        "on": status.day.isoformat(), "value": status.validity.value, "label": status.told, "since": iso(status.since),
        "proof": status.proof or None, "basis": status.basis.label if status.basis else None,
        "ahead": {"value": ahead.validity.value, "on": iso(ahead.on), "label": ahead.label, "proof": ahead.proof or None} if ahead else None,
    }


def reference(document: Document) -> Record:
    """A document, as others name it."""
    return {"slug": document.slug, "title": document.title, "number": document.number or None, "url": document.get_absolute_url()}


def work_reference(work: Work) -> Record:
    return {"slug": work.slug, "title": work.title, "url": work.get_absolute_url()}


def with_origin(value: Any, absolute: Callable[[str], str]) -> Any:
    """``value`` with every address in it made whole by ``absolute``."""
    if isinstance(value, dict):
        return {
            name: absolute(part) if name in ADDRESSES and isinstance(part, str) else with_origin(part, absolute)
            for name, part in value.items()
        }
    return [with_origin(part, absolute) for part in value] if isinstance(value, list | tuple) else value
