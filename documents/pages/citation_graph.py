"""Pictures of who cites whom, laid out here so that the page needs no script.

Around one document: five columns, from what cites its citing documents on the left to what its cited documents cite on
the right, so that every line runs from the citing to the cited. Of the whole corpus: an arc diagram along time.
"""
from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import F, Q

from documents.models import Citation, CitedWork, Document, State
from documents.vocabulary.enums import CitationKind

Key = tuple[str, int]  # ("document" or "work", its id)
Pairs = dict[tuple[Key, Key], str]  # the kind of citation between (citing, cited)

# Of several kinds between two documents, the one that says most.
_TELLING = ["repeals", "amends", "explains", "issues", "forwards", "basis", "implements", "mention"]
_LABELS = {kind.value: kind.label for kind in CitationKind}
WIDTH, HEIGHT, ROW, GAP = 168, 34, 44, 72
MOST_IN_COLUMN = 14
MOST_IN_CORPUS = 60
ARC_ROW, ARC_TEXT = 26, 520
_ISSUED = re.compile(r"^[^《》〈〉“”]{2,60}?关于(?=.)")


@dataclass(frozen=True)
class Node:
    """``target``: a document or, where it is not held, a work."""

    target: Document | CitedWork
    label: str
    x: float
    y: float
    is_centre: bool = False

    @property
    def is_held(self) -> bool:
        return isinstance(self.target, Document)


@dataclass(frozen=True)
class Edge:
    citing: Document | CitedWork
    cited: Document | CitedWork
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
    centre = ("document", document.pk)
    cited, citing = _pairs(Q(citing=document)), _pairs(Q(cited=document))
    behind = [pk for _, (what, pk) in cited if what == "document"]
    pairs = cited | citing | _pairs(Q(citing__in=behind)) | _pairs(Q(cited__in=[pk for (_, pk), _ in citing]))
    columns, left_out = _columns(centre, cited, citing, pairs)
    return _columns_picture(centre, columns, pairs, left_out)


def whole() -> Picture:
    """The documents and works that cite and are cited most, newest first, with every citation between them."""
    pairs = _pairs(Q())
    degree = Counter(key for pair in pairs for key in pair)
    most = {key for key, _ in degree.most_common(MOST_IN_CORPUS)}
    pairs = {pair: kind for pair, kind in pairs.items() if most.issuperset(pair)}
    targets = _targets({key for pair in pairs for key in pair})
    nodes = {
        key: Node(target, _short(target.title, 34), 0, (row + 0.7) * ARC_ROW)
        for row, (key, target) in enumerate(targets.items())
    }
    height = len(nodes) * ARC_ROW
    edges = _edges(nodes, pairs, lambda a, b: _arc(a.y, b.y, height))
    return Picture(ARC_TEXT + 320, height + ARC_ROW, list(nodes.values()), edges, len(degree) - len(nodes))


def _pairs(wanted: Q) -> Pairs:
    """Between published documents, or from them to works not held; of several kinds the one that says most."""
    rows = Citation.objects.filter(wanted, citing__state=State.PUBLISHED).exclude(citing=F("cited"))
    rows = rows.filter(Q(cited__state=State.PUBLISHED) | Q(work__isnull=False)).order_by()
    found: Pairs = {}
    for citing, cited, work, kind in rows.values_list("citing", "cited", "work", "kind").distinct():
        pair = ("document", citing), ("document", cited) if cited else ("work", work)
        found[pair] = min(found.get(pair, kind), kind, key=_TELLING.index)
    return found


def _targets(keys: Iterable[Key]) -> dict[Key, Document | CitedWork]:
    """Documents, the newest first, then works."""
    keys = list(keys)
    ids = {what: [pk for kind, pk in keys if kind == what] for what in ("document", "work")}
    documents = Document.objects.filter(pk__in=ids["document"]).defer("markdown", "html")
    works = CitedWork.objects.filter(pk__in=ids["work"])
    return {("document", d.pk): d for d in documents} | {("work", w.pk): w for w in works}


def _edges(nodes: dict[Key, Node], pairs: Pairs, path: Callable[[Node, Node], str]) -> list[Edge]:
    return [
        Edge(nodes[a].target, nodes[b].target, kind, path(nodes[a], nodes[b]))
        for (a, b), kind in pairs.items()
        if a in nodes and b in nodes
    ]


def _columns(centre: Key, cited: Pairs, citing: Pairs, pairs: Pairs) -> tuple[list[list[Key]], int]:
    """Keys from left to right; each stands once, as near to the centre as it can."""
    near_right = _first(b for _, b in cited)
    near_left = [key for key in _first(a for a, _ in citing) if key not in near_right]
    placed = {centre, *near_right, *near_left}
    right, left = near_right[:MOST_IN_COLUMN], near_left[:MOST_IN_COLUMN]
    far_right = [b for a in right for x, b in pairs if x == a and b not in placed]
    far_left = [a for b in left for a, x in pairs if x == b and a not in placed]
    columns = [_first(far_left), near_left, [centre], near_right, [k for k in _first(far_right) if k not in far_left]]
    return [column[:MOST_IN_COLUMN] for column in columns], sum(len(column[MOST_IN_COLUMN:]) for column in columns)


def _first(keys: Iterable[Key]) -> list[Key]:
    """Each once, where it first stood."""
    return list(dict.fromkeys(keys))


def _columns_picture(centre: Key, columns: list[list[Key]], pairs: Pairs, left_out: int) -> Picture:
    targets = _targets(key for column in columns for key in column)
    columns = [column for column in columns if column]
    height = max(len(column) for column in columns) * ROW
    nodes = {}
    for index, column in enumerate(columns):
        top = (height - len(column) * ROW) / 2
        for row, key in enumerate(column):
            x, y = index * (WIDTH + GAP), top + row * ROW + (ROW - HEIGHT) / 2
            nodes[key] = Node(targets[key], _short(targets[key].title, 11), x, y, key == centre)
    width = len(columns) * (WIDTH + GAP) - GAP
    return Picture(width, height, list(nodes.values()), _edges(nodes, pairs, _curve), left_out)


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
    """What tells a title from others: where room is scarce, not who issued it (教育部关于…)."""
    title = title.removeprefix("中华人民共和国")
    if len(title) > length:
        title = _ISSUED.sub("", title)
    return title if len(title) <= length else title[: length - 1] + "…"


def lines(edges: Iterable[Edge]) -> list[tuple[Document | CitedWork, list[Edge]]]:
    """The same as a list: each citing document, and what it cites."""
    found = defaultdict(list)
    for edge in edges:
        found[edge.citing].append(edge)
    return list(found.items())
