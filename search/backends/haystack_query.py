"""Haystack's filters → nodes of a plan."""
from __future__ import annotations

import re
import typing
from datetime import date

from haystack.backends import SQ, BaseSearchQuery, SearchNode
from haystack.inputs import AutoQuery, BaseInput, Exact
from haystack.inputs import Not as NotInput

from documents.vocabulary.ranges import day_number
from search.plan import All, Any, Between, Is, Node, Not, Phrase, Words

EVERYTHING = All()
NOTHING = Any(())
TEXTS = {"content": "", "text": "text", "title": "title"}
DATES = {"date", "year"}
RANGES = {"range", "gt", "gte", "lt", "lte"}
IDENTIFIERS = {"id", "django_id", "pk"}
_PARTS = re.compile(r'"(?P<phrase>[^"]*)"|-(?P<without>\S+)|(?P<word>\S+)')


class PlanQuery(BaseSearchQuery):
    """``build_query`` returns a node; everything else is haystack's."""

    def __str__(self) -> str:
        return repr(self.build_query())

    def build_query(self) -> Node:
        return self._branch(self.query_filter) if self.query_filter else EVERYTHING

    def _branch(self, branch: SearchNode) -> Node:
        parts = tuple(
            self._branch(child) if hasattr(child, "children") else self._leaf(branch, *child)
            for child in branch.children
        )
        joined = parts[0] if len(parts) == 1 else (Any if branch.connector == SQ.OR else All)(parts)
        return Not(joined) if branch.negated else joined

    def _leaf(self, branch: SearchNode, expression: str, value: object) -> Node:
        field, kind = branch.split_expression(expression)
        return lookup(field, kind, value)


def as_node(query: str | Node) -> Node:
    """A node stays; text is read as words, ``*`` and nothing as everything."""
    if isinstance(query, str):
        return EVERYTHING if query.strip() in ("", "*") else Words(query)
    return query


def text_of(node: Node) -> str:
    """The text that a query searches for, without what it excludes."""
    if isinstance(node, All | Any):
        return " ".join(filter(None, map(text_of, node.parts)))
    return node.text if isinstance(node, Words | Phrase) else ""


def narrowing(query: str) -> Node:
    """``field:value`` or ``field_exact:value``, as facets' choices are written."""
    field, colon, value = query.partition(":")
    return lookup(field.removesuffix("_exact"), "exact", value.strip('"')) if colon else as_node(query)


def lookup(field: str, kind: str, value: typing.Any) -> Node:
    """One filter: ``kind`` is what follows the two underscores, ``content`` where nothing does."""
    if isinstance(value, BaseInput):
        return _input(field, kind, value)
    if kind == "in":
        return Any(tuple(lookup(field, "exact", one) for one in value))
    if field in DATES:
        return _dates(field, kind, value)
    if field in TEXTS:
        return _text(TEXTS[field], kind, str(value))
    if field == "django_ct":
        return EVERYTHING if value == "documents.document" else NOTHING
    if field in IDENTIFIERS:
        return Is("document", str(value).rpartition(".")[2])
    if kind in RANGES:
        return _dates(field, kind, value)
    return Is(field, str(value))


def _input(field: str, kind: str, value: BaseInput) -> Node:
    text = str(value.query_string)
    if isinstance(value, AutoQuery):
        return All(tuple(_auto(field, part) for part in _PARTS.finditer(text)))
    if isinstance(value, NotInput):
        return Not(lookup(field, kind, text))
    return lookup(field, "exact" if isinstance(value, Exact) else kind, text)


def _auto(field: str, part: re.Match) -> Node:
    if part["phrase"] is not None:
        return lookup(field, "exact", part["phrase"])
    return Not(lookup(field, "content", part["without"])) if part["without"] else lookup(field, "content", part["word"])


def _text(field: str, kind: str, text: str) -> Node:
    """A substring holds for ``contains``, ``startswith`` and ``endswith`` of a word alike."""
    if kind == "content" and not field:
        return as_node(text)
    if kind == "fuzzy":
        return Words(text, "or", field)
    return Words(text, "and", field) if kind == "content" else Phrase(text, field)


def _dates(field: str, kind: str, value: typing.Any) -> Node:
    if kind == "range":
        return Between(field, _number(value[0]), _number(value[1]))
    number = _number(value)
    bounds = {
        "gt": (number + 1, None), "gte": (number, None), "lt": (None, number - 1), "lte": (None, number),
    }
    return Between(field, *bounds.get(kind, (number, number)))


def _number(value: date | int | str) -> int:
    return day_number(value) if isinstance(value, date) else int(value)
