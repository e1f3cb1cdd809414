"""The fields of the query language: what may stand before a colon."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from documents.vocabulary.ranges import Range


@dataclass(frozen=True)
class Field:
    """``name``: in the index. ``keywords``: what people write; the first is what is written. ``range``: how a range of values is
    read, of a field that has ranges."""

    name: str
    keywords: tuple[str, ...]
    range: Callable[[str], Range | None] = lambda text: None


TEXTS = (Field("title", ("标题", "题名", "title")), Field("number", ("文号", "发文字号", "number")))
"""Fields of text, whatever filters there are."""


@dataclass(frozen=True)
class Language:
    """All fields of the language; of two that are called the same, the first is meant."""

    fields: tuple[Field, ...] = TEXTS

    @cached_property
    def _by_word(self) -> dict[str, Field]:
        return {word.lower(): field for field in reversed(self.fields) for word in field.keywords}

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    @cached_property
    def prefix(self) -> re.Pattern[str]:
        """A field's keyword, ``(1)``, and its colon."""
        words = sorted(map(re.escape, self._by_word), key=len, reverse=True)
        return re.compile(rf"({'|'.join(words)}):", re.IGNORECASE)

    def named(self, name: str) -> Field:
        """The field that the index calls ``name``."""
        return self._by_name[name]

    def called(self, word: str) -> Field:
        """The field that ``prefix`` has matched."""
        return self._by_word[word.lower()]

    def keyword(self, name: str) -> str:
        """What is written for a field."""
        return self._by_name[name].keywords[0]
