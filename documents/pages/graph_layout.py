"""Pictures of a citation graph, laid out here so that the page needs no script: values in, coordinates out."""
from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from documents.models import Document, Work
from documents.vocabulary.enums import CitationKind

Key = tuple[str, int]  # ("document" or "work", its id)
Pairs = dict[tuple[Key, Key], str]  # the kind of citation between (citing, cited)
Targets = Mapping[Key, Document | Work]

# Of several kinds between two documents, the one that says most comes first.
BY_WEIGHT = ["repeals", "amends", "explains", "issues", "forwards", "basis", "implements", "mention"]
_LABELS = {kind.value: kind.label for kind in CitationKind}
WIDTH, HEIGHT, ROW, GAP = 168, 34, 44, 72
LABEL_IN_COLUMN = 11
_ISSUED = re.compile(r"^[^《》〈〉“”]{2,60}?关于(?=.)")


@dataclass(frozen=True)
class Node:
    """``target``: a document or, where it is not held, a work."""

    target: Document | Work
    label: str
    x: float
    y: float
    is_centre: bool = False

    @property
    def is_held(self) -> bool:
        return isinstance(self.target, Document)


@dataclass(frozen=True)
class Edge:
    citing: Document | Work
    cited: Document | Work
    kind: str
    path: str

    @property
    def kind_label(self) -> str:
        return _LABELS[self.kind]


@dataclass(frozen=True)
class Picture:
    """``left_out``: how many documents there was no room for."""

    width: int
    height: int
    nodes: list[Node]
    edges: list[Edge]
    left_out: int = 0

    @property
    def kinds(self) -> list[tuple[str, str]]:
        drawn = {edge.kind for edge in self.edges}
        return [(kind, _LABELS[kind]) for kind in BY_WEIGHT if kind in drawn]


def in_columns(centre: Key, columns: Sequence[Sequence[Key]], targets: Targets, pairs: Pairs, left_out: int) -> Picture:
    """``columns``, from left to right, with a line from each citing document to each that it cites."""
    columns = [column for column in columns if column]
    height = max(len(column) for column in columns) * ROW
    nodes = {}
    for index, column in enumerate(columns):
        top = (height - len(column) * ROW) / 2
        for row, key in enumerate(column):
            x, y = index * (WIDTH + GAP), top + row * ROW + (ROW - HEIGHT) / 2
            nodes[key] = Node(targets[key], _short(targets[key].title, LABEL_IN_COLUMN), x, y, key == centre)
    width = len(columns) * (WIDTH + GAP) - GAP
    return Picture(width, height, list(nodes.values()), _edges(nodes, pairs, _curve), left_out)


def _edges(nodes: dict[Key, Node], pairs: Pairs, path: Callable[[Node, Node], str]) -> list[Edge]:
    return [
        Edge(nodes[a].target, nodes[b].target, kind, path(nodes[a], nodes[b]))
        for (a, b), kind in pairs.items()
        if a in nodes and b in nodes
    ]


def _curve(a: Node, b: Node) -> str:
    """From the side of ``a`` to the nearer side of ``b``; within a column, round its outside."""
    forward = b.x >= a.x
    x1, x2 = (a.x + WIDTH, b.x) if forward else (a.x, b.x + WIDTH)
    if a.x == b.x:
        x2 = x1
    y1, y2 = a.y + HEIGHT / 2, b.y + HEIGHT / 2
    bend = GAP * 0.6 if forward else -GAP * 0.6
    return f"M{x1:.0f} {y1:.0f}C{x1 + bend:.0f} {y1:.0f} {x2 - (bend if a.x != b.x else -bend):.0f} {y2:.0f} {x2:.0f} {y2:.0f}"


def _short(title: str, length: int) -> str:
    """What tells a title from others: where room is scarce, not who issued it (教育部关于…)."""
    title = title.removeprefix("中华人民共和国")
    if len(title) > length:
        title = _ISSUED.sub("", title)
    return title if len(title) <= length else title[: length - 1] + "…"
