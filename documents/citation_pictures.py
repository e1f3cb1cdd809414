"""Pictures of who cites whom, laid out here so that the page needs no script.

Around one document: five columns, from what cites its citing documents on the left to what its cited documents cite on
the right, so that every line runs from the citing to the cited. Of the whole corpus: an arc diagram along time.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from documents.citations.kinds import CitationKind
from documents.models import Citation, Document, State

# Of several kinds between two documents, the one that says most.
_TELLING = ["repeals", "amends", "issues", "forwards", "explains", "basis", "implements", "mention"]
_LABELS = {kind.value: kind.label for kind in CitationKind}
WIDTH, HEIGHT, ROW, GAP = 168, 34, 44, 72
MOST_IN_COLUMN = 14
MOST_IN_CORPUS = 60
ARC_ROW, ARC_TEXT = 26, 520


@dataclass(frozen=True)
class Node:
    document: Document
    label: str
    x: float
    y: float
    is_centre: bool = False


@dataclass(frozen=True)
class Edge:
    citing: Document
    cited: Document
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
        return [(kind, _LABELS[kind]) for kind in _TELLING if kind in drawn]


def around(document: Document) -> Picture:
    """Two steps of citation around ``document``, both ways."""
    cited = _pairs(citing=document)
    citing = _pairs(cited=document)
    pairs = cited | citing
    pairs |= _pairs(citing__in={b for _, b in cited}) | _pairs(cited__in={a for a, _ in citing})
    columns, left_out = _columns(document.pk, cited, citing, pairs)
    return _columns_picture(document, columns, pairs, left_out)


def whole() -> Picture:
    """The documents that cite and are cited most, newest first, with every citation between them."""
    pairs = _pairs()
    degree = Counter(pk for pair in pairs for pk in pair)
    shown = {pk for pk, _ in degree.most_common(MOST_IN_CORPUS)}
    documents = list(Document.objects.filter(pk__in=shown).defer("markdown", "html"))
    nodes = {d.pk: Node(d, _short(d.title, 34), ARC_TEXT, (i + 0.7) * ARC_ROW) for i, d in enumerate(documents)}
    height = len(nodes) * ARC_ROW
    edges = [
        Edge(nodes[a].document, nodes[b].document, kind, _arc(nodes[a].y, nodes[b].y, height))
        for (a, b), kind in sorted(pairs.items())
        if a in nodes and b in nodes
    ]
    return Picture(ARC_TEXT + 320, height + ARC_ROW, list(nodes.values()), edges, len(degree) - len(nodes))


def _pairs(**wanted) -> dict[tuple[int, int], str]:
    """(citing, cited) of published documents, with the kind of citation that says most."""
    rows = Citation.objects.filter(citing__state=State.PUBLISHED, cited__state=State.PUBLISHED, **wanted)
    found: dict[tuple[int, int], str] = {}
    for citing, cited, kind in rows.exclude(citing=F("cited")).order_by().values_list("citing", "cited", "kind").distinct():
        found[citing, cited] = min(found.get((citing, cited), kind), kind, key=_TELLING.index)
    return found


def _columns(centre, cited, citing, pairs) -> tuple[list[list[int]], int]:
    """Documents from left to right; each stands once, as near to the centre as it can."""
    near_right = _first(b for _, b in cited)
    near_left = [pk for pk in _first(a for a, _ in citing) if pk not in near_right]
    placed = {centre, *near_right, *near_left}
    right, left = near_right[:MOST_IN_COLUMN], near_left[:MOST_IN_COLUMN]
    far_right = [b for a in right for x, b in pairs if x == a and b not in placed]
    far_left = [a for b in left for a, x in pairs if x == b and a not in placed]
    columns = [_first(far_left), near_left, [centre], near_right, [pk for pk in _first(far_right) if pk not in far_left]]
    return [column[:MOST_IN_COLUMN] for column in columns], sum(len(column[MOST_IN_COLUMN:]) for column in columns)


def _first(ids: Iterable[int]) -> list[int]:
    """Each once, where it first stood."""
    return list(dict.fromkeys(ids))


def _columns_picture(centre, columns, pairs, left_out) -> Picture:
    shown = [pk for column in columns for pk in column]
    documents = Document.objects.defer("markdown", "html").in_bulk(shown)
    columns = [column for column in columns if column]
    height = max(len(column) for column in columns) * ROW
    nodes = {}
    for index, column in enumerate(columns):
        top = (height - len(column) * ROW) / 2
        for row, pk in enumerate(column):
            x, y = index * (WIDTH + GAP), top + row * ROW + (ROW - HEIGHT) / 2
            nodes[pk] = Node(documents[pk], _short(documents[pk].title, 11), x, y, pk == centre.pk)
    edges = [
        Edge(nodes[a].document, nodes[b].document, kind, _curve(nodes[a], nodes[b]))
        for (a, b), kind in pairs.items()
        if a in nodes and b in nodes
    ]
    return Picture(len(columns) * (WIDTH + GAP) - GAP, height, list(nodes.values()), edges, left_out)


def _curve(a: Node, b: Node) -> str:
    """From the side of ``a`` to the nearer side of ``b``; within a column, round its outside."""
    forward = b.x >= a.x
    x1, x2 = (a.x + WIDTH, b.x) if forward else (a.x, b.x + WIDTH)
    if a.x == b.x:
        x2 = x1
    y1, y2 = a.y + HEIGHT / 2, b.y + HEIGHT / 2
    bend = GAP * 0.6 if forward else -GAP * 0.6
    return f"M{x1:.0f} {y1:.0f}C{x1 + bend:.0f} {y1:.0f} {x2 - (bend if a.x != b.x else -bend):.0f} {y2:.0f} {x2:.0f} {y2:.0f}"


def _arc(y1: float, y2: float, height: float) -> str:
    radius = 12 + 250 * abs(y2 - y1) / max(height, 1)
    return f"M{ARC_TEXT + 8} {y1 - 5:.0f}A{radius:.0f} {abs(y2 - y1) / 2:.0f} 0 0 {int(y2 > y1)} {ARC_TEXT + 8} {y2 - 5:.0f}"


def _short(title: str, length: int) -> str:
    title = title.removeprefix("中华人民共和国")
    return title if len(title) <= length else title[: length - 1] + "…"


def lines(edges: Iterable[Edge]) -> list[tuple[Document, list[Edge]]]:
    """The same as a list: each citing document, and what it cites."""
    found = defaultdict(list)
    for edge in edges:
        found[edge.citing].append(edge)
    return list(found.items())
