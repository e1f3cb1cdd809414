"""Who cites a document, or a work that is not held: by kind and by article.

A law may be cited ten thousand times. So places are read without their sentences, and whole only where they are shown.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, Q
from django.http import QueryDict

from documents.filters.base import Choice, Filter
from documents.models import Citation, Document, State, Work
from documents.pages.filtering import chosen_values, group
from documents.pages.listing import Listing, narrowed, turn_to
from documents.pages.outgoing_citations import LABELS, Bundle, Neighbour
from documents.vocabulary.kinds import ABOUT

FEW = 5  # documents of a kind on the page of what they cite

_IN_ARTICLE = re.compile(r"-p\d+(?:-[is]\d+)*$")
_ABOUT = {"解读": "解读", "新闻": "相关报道"}
KINDS = {label: label for label in [*LABELS.values(), *_ABOUT.values()]}


@dataclass(frozen=True)
class Place:
    """A citation without its sentence: who cites, how, and which article. By primary keys; ``kind`` is a label."""

    citation: int
    citing: int
    kind: str
    article: str


def places(target: Document | Work) -> list[Place]:
    """Where published documents cite ``target``, the newest of them first."""
    cites = Q(cited=target) & ~Q(citing=target) if isinstance(target, Document) else Q(work=target) & ~Q(citing__work=target)
    rows = Citation.objects.filter(cites, citing__state=State.PUBLISHED)
    rows = rows.order_by(F("citing__sort_date").desc(nulls_last=True), "citing_id", "start")
    fields = rows.values_list("pk", "citing_id", "kind", "citing__kind", "provision_anchor")
    return [Place(pk, citing, _label(kind, of), _IN_ARTICLE.sub("", anchor)) for pk, citing, kind, of, anchor in fields]


def _label(kind: str, citing_kind: str) -> str:
    """What explains or reports a policy stands apart, however it cites it."""
    return _ABOUT[citing_kind] if citing_kind in ABOUT else LABELS[kind]


def documents_by(name: str, found: Iterable[Place]) -> dict[str, int]:
    """How many documents cite, by ``kind`` or by ``article``; a paragraph or item counts with its article."""
    citing = defaultdict(set)
    for place in found:
        citing[getattr(place, name)].add(place.citing)
    return {value: len(documents) for value, documents in citing.items() if value}


def bundles(found: Collection[Place]) -> list[Bundle]:
    """The newest few of each kind, with their sentences, and how many there are."""
    by_kind = {kind: [place for place in found if place.kind == kind] for kind in KINDS}
    few = {kind: _of(list(dict.fromkeys(p.citing for p in own))[:FEW], own) for kind, own in by_kind.items()}
    citations = _read(place for own in few.values() for place in own)
    totals = documents_by("kind", found)
    return [Bundle(kind, _neighbours(own, citations), totals[kind]) for kind, own in few.items() if own]


@dataclass(frozen=True)
class PlaceFilter(Filter[list[Place]]):
    """``name``: of a field of ``Place``, and in the address. ``values``: how its values read."""

    values: Mapping[str, str]

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        return {value: self.values[value] for value in values if value in self.values}

    def narrow(self, found: list[Place], values: Sequence[str]) -> list[Place]:
        return [place for place in found if getattr(place, self.name) in values]

    def counted(self, found: list[Place]) -> list[Choice]:
        counts = documents_by(self.name, found)
        return self.ordered(Choice(value, label, counts[value]) for value, label in self.values.items() if value in counts)


def list_citing(target: Document | Work, params: QueryDict, articles: Mapping[str, str]) -> Listing:
    """Who cites ``target``, a page at a time, with their sentences. ``articles``: labels by anchor, in order."""
    filters = [PlaceFilter("kind", "引用类型", KINDS), PlaceFilter("article", "所引条款", articles)]
    all_places = places(target)
    chosen, notes = chosen_values(params, filters)
    groups = [group(f, f.counted(narrowed(all_places, filters, chosen, exclude=f)), chosen, params) for f in filters]
    found = narrowed(all_places, filters, chosen)
    page = turn_to(list(dict.fromkeys(place.citing for place in found)), params, notes)
    own = _of(page.object_list, found)
    page.object_list = _neighbours(own, _read(own))
    return Listing(page, groups, notes)


def _of(citing: Iterable[int], found: Iterable[Place]) -> list[Place]:
    wanted = set(citing)
    return [place for place in found if place.citing in wanted]


def _read(found: Iterable[Place]) -> dict[int, Citation]:
    rows = Citation.objects.filter(pk__in=[place.citation for place in found])
    return {c.pk: c for c in rows.select_related("citing").defer("citing__markdown", "citing__html")}


def _neighbours(found: Iterable[Place], citations: dict[int, Citation]) -> list[Neighbour]:
    neighbours: dict[int, Neighbour] = {}
    for place in found:
        if citation := citations.get(place.citation):
            neighbour = neighbours.setdefault(place.citing, Neighbour(citation.citing))
            neighbour.add(citation, place.kind, f"{neighbour.target.get_absolute_url()}#{citation.place}")
    return list(neighbours.values())
