"""How much a copy of a text has: what is lost of it in one copy stands in another."""
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

_TABLE = re.compile(r"^\|[ :|-]*-[ :|-]*\|\s*$", re.M)  # the line below the head of one
_PARAGRAPH = re.compile(r"^(?!\|).*\w.*$", re.M)
_LABELS = {"characters": "字", "paragraphs": "段落", "tables": "表格", "facts": "已知事实"}
_NO_FACTS = frozenset({"state", "validity", "validity_since", "validity_proof"})


@dataclass(frozen=True)
class Richness:
    """How many letters and digits, paragraphs and tables a text has, and how many facts are known of it."""

    characters: int
    paragraphs: int
    tables: int
    facts: int

    def beside(self, other: "Richness") -> str:
        """``字 1203→1250，表格 0→1``: what ``other`` has more or less of; empty where it has as much of all."""
        pairs = ((_LABELS[field.name], getattr(self, field.name), getattr(other, field.name)) for field in fields(self))
        return "，".join(f"{label} {ours}→{theirs}" for label, ours, theirs in pairs if ours != theirs)


def richness(markdown: str, facts: Mapping[str, Any]) -> Richness:
    """Of a text in Markdown, and of the ``facts`` that are known of it.

    >>> richness("第一条 一。\\n\\n| 甲 | 乙 |\\n| --- | --- |\\n| 1 | 2 |", {"title": "甲"})
    Richness(characters=8, paragraphs=1, tables=1, facts=1)
    """
    known = sum(bool(value) for name, value in facts.items() if name not in _NO_FACTS)
    return Richness(len(re.findall(r"\w", markdown)), len(_PARAGRAPH.findall(markdown)), tables(markdown), known)


def tables(markdown: str) -> int:
    """How many tables a text in Markdown has."""
    return len(_TABLE.findall(markdown))
