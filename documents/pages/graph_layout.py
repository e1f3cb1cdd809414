"""Pictures of a citation graph, laid out here so that the page needs no script: values in, coordinates out."""
from __future__ import annotations

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
ROOM, GAP, NARROWEST, WIDEST = 1112, 72, 164, 300
"""Columns share the room of a page between them, within limits."""
PADDING, BETWEEN = 10, 12
LETTER, LINE, BYLINE = 14, 20, 210
"""How wide a character is and how high a line, in the size that ``graph.css`` gives it; from what width on day and 时效 stand in one line."""


@dataclass(frozen=True)
class Node:
    """``target``: a document or, where it is not held, a work; it stands in a box with room for its whole title."""

    target: Document | Work
    x: int
    y: int
    width: int
    height: int
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
    def cited_is_held(self) -> bool:
        return isinstance(self.cited, Document)

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
    width = min(WIDEST, max(NARROWEST, (ROOM + GAP) // len(columns) - GAP))
    heights = [[_height(targets[key].title, width) for key in column] for column in columns]
    highest = max(map(_stacked, heights))
    nodes = {}
    for index, column in enumerate(columns):
        y = (highest - _stacked(heights[index])) // 2
        for key, height in zip(column, heights[index], strict=True):
            nodes[key] = Node(targets[key], index * (width + GAP), y, width, height, key == centre)
            y += height + BETWEEN
    return Picture(len(columns) * (width + GAP) - GAP, highest, list(nodes.values()), _edges(nodes, pairs, _curve), left_out)


def _height(title: str, width: int) -> int:
    """Of a box of that width around ``title``, whose lines break between words: each is taken to stay two characters short."""
    a_line = (width - 2 * PADDING) // LETTER
    lines = 1 if len(title) <= a_line else -(-len(title) // (a_line - 2))
    return (lines + (1 if width >= BYLINE else 2)) * LINE + PADDING


def _stacked(heights: Sequence[int]) -> int:
    return sum(heights) + BETWEEN * (len(heights) - 1)


def _edges(nodes: dict[Key, Node], pairs: Pairs, path: Callable[[Node, Node], str]) -> list[Edge]:
    return [
        Edge(nodes[a].target, nodes[b].target, kind, path(nodes[a], nodes[b]))
        for (a, b), kind in pairs.items()
        if a in nodes and b in nodes
    ]


def _curve(a: Node, b: Node) -> str:
    """From the side of ``a`` to the nearer side of ``b``; within a column, round its outside."""
    forward = b.x >= a.x
    x1, x2 = (a.x + a.width, b.x) if forward else (a.x, b.x + b.width)
    if a.x == b.x:
        x2 = x1
    y1, y2 = a.y + a.height / 2, b.y + b.height / 2
    bend = GAP * 0.6 if forward else -GAP * 0.6
    return f"M{x1:.0f} {y1:.0f}C{x1 + bend:.0f} {y1:.0f} {x2 - (bend if a.x != b.x else -bend):.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
