"""Whose changes are recorded, and how they come about."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.vocabulary.enums import RevisionSource

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Editing:
    """Whose changes are being recorded (``None``: a program's), by which way they are made, and why, in Chinese."""

    author: User | None = None
    how: RevisionSource = RevisionSource.COMMAND
    why: str = ""


BY_COMMAND = Editing()
_current: ContextVar[Editing] = ContextVar("editing", default=BY_COMMAND)


def current() -> Editing:
    """What the innermost block of ``editing`` says; outside of any, that a command makes the changes."""
    return _current.get()


@contextmanager
def editing(*, how: RevisionSource, author: User | None = None, why: str = "") -> Iterator[None]:
    """The changes in the block are recorded as ``author``'s (nobody's where a program makes them), with ``why`` in Chinese.

    Of blocks in one another the innermost counts.
    """
    token = _current.set(Editing(author, how, why))
    try:
        yield
    finally:
        _current.reset(token)
