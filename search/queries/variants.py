"""Variants of a query: requiring only some of its words, or the series of its 发文字号, or for sections alone."""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from search.plan import All, Any, Is, Node, Phrase, Words
from search.text.spellings import terms

_SERIAL, _YEAR = re.compile(r"第?[0-9]+号$"), re.compile(r"〔[0-9]+〕$|[0-9]+年$")


def relax(node: Node) -> Node | None:
    """``node`` requiring some of its words instead of all; ``None`` where that makes no difference."""
    loose = _relax(node)
    return loose if loose != node else None


def _relax(node: Node) -> Node:
    if isinstance(node, Words) and len(terms(node.text)) > 1:
        return replace(node, operator="or")
    if isinstance(node, Phrase) and node.field == "number":
        return any_of([node, *(replace(node, text=series) for series in _series(node.text))])
    if isinstance(node, Any):
        return Any(tuple(_relax(part) for part in node.parts))
    if isinstance(node, All):
        firm = tuple(part for part in node.parts if not _has_words(part))
        loose = tuple(_relax(part) for part in node.parts if _has_words(part))
        parts = (*firm, any_of(loose)) if loose else firm
        return parts[0] if len(parts) == 1 else All(parts)
    return node


def _series(number: str) -> list[str]:
    """What other numbers begin with that are given with ``number``: of its year, then of any."""
    of_year = _SERIAL.sub("", number)
    return [series for series in dict.fromkeys((of_year, _YEAR.sub("", of_year))) if series not in ("", number)]


def of_sections(node: Node) -> Node:
    """``node`` for sections alone: what a document is called or who issued it makes none of its sections a hit."""
    if isinstance(node, Any):
        own = tuple(of_sections(part) for part in node.parts if not _of_documents(part))
        return any_of(own) if own else node
    return replace(node, parts=tuple(map(of_sections, node.parts))) if isinstance(node, All) else node


def _of_documents(node: Node) -> bool:
    if isinstance(node, All) and node.parts and isinstance(node.parts[0], Words) and not node.parts[0].weight:
        return any(map(_of_documents, node.parts))  # a title that begins with a number
    return (isinstance(node, Is) and node.weight > 0) or (isinstance(node, Phrase) and node.field == "title")


def _has_words(node: Node) -> bool:
    return isinstance(node, Words) or (isinstance(node, All | Any) and any(map(_has_words, node.parts)))


def any_of(nodes: Iterable[Node]) -> Node:
    parts = tuple(nodes)
    return parts[0] if len(parts) == 1 else Any(parts)
