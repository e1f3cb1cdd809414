"""Who cites whom around one document: what a picture of it shows.

Five columns, from what cites its citing documents on the left to what its cited documents cite on the right, so that
every line runs from the citing to the cited.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, Q

from documents.models import Citation, Document, State, Work
from documents.pages.graph_layout import BY_WEIGHT, Edge, Key, Pairs, Picture, in_columns

MOST_IN_COLUMN = 14


def around(document: Document) -> Picture:
    """Two steps of citation around ``document``, both ways."""
    centre = ("document", document.pk)
    cited, citing = _pairs(Q(citing=document)), _pairs(Q(cited=document))
    behind = [pk for _, (what, pk) in cited if what == "document"]
    pairs = cited | citing | _pairs(Q(citing__in=behind)) | _pairs(Q(cited__in=[pk for (_, pk), _ in citing]))
    columns, left_out = _columns(centre, cited, citing, pairs)
    return in_columns(centre, columns, _targets(key for column in columns for key in column), pairs, left_out)


def lines(edges: Iterable[Edge]) -> list[tuple[Document | Work, list[Edge]]]:
    """The same as a list: each citing document, and what it cites."""
    found = defaultdict(list)
    for edge in edges:
        found[edge.citing].append(edge)
    return list(found.items())


def _pairs(wanted: Q) -> Pairs:
    """Between published documents, or from them to works not held; of several kinds the one that says most."""
    rows = Citation.objects.filter(wanted, citing__state=State.PUBLISHED).exclude(citing=F("cited"))
    rows = rows.filter(Q(cited__state=State.PUBLISHED) | Q(cited__isnull=True, work__isnull=False)).order_by()
    found: Pairs = {}
    for citing, cited, work, kind in rows.values_list("citing", "cited", "work", "kind").distinct():
        pair = ("document", citing), ("document", cited) if cited else ("work", work)
        found[pair] = min(found.get(pair, kind), kind, key=BY_WEIGHT.index)
    return found


def _targets(keys: Iterable[Key]) -> dict[Key, Document | Work]:
    """Documents, the newest first, then works."""
    keys = list(keys)
    ids = {what: [pk for kind, pk in keys if kind == what] for what in ("document", "work")}
    documents = Document.objects.filter(pk__in=ids["document"]).defer("markdown", "html")
    works = Work.objects.filter(pk__in=ids["work"])
    return {("document", d.pk): d for d in documents} | {("work", w.pk): w for w in works}


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
