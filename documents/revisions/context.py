"""Whose changes are recorded, and how they come about."""
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser

from documents.vocabulary.enums import RevisionSource


@dataclass(frozen=True)
class Editing:
    author: AbstractBaseUser | None = None
    how: RevisionSource = RevisionSource.COMMAND
    why: str = ""


BY_COMMAND = Editing()
_current: ContextVar[Editing] = ContextVar("editing", default=BY_COMMAND)


def current() -> Editing:
    return _current.get()


@contextmanager
def editing(*, how: RevisionSource, author: AbstractBaseUser | None = None, why: str = "") -> Iterator[None]:
    """The changes in the block are recorded as ``author``'s (nobody's where a program makes them), with ``why`` in Chinese.

    Of blocks in one another the innermost counts.
    """
    token = _current.set(Editing(author, how, why))
    try:
        yield
    finally:
        _current.reset(token)
