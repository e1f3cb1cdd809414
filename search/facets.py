"""By what results are narrowed: one entry here is a facet in the index, on the result page and in the URL."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from documents.models import Column, Document, IssuingBody, Topic, Validity


@dataclass(frozen=True)
class Facet:
    """``values``: a document's values, as they stand in URLs. ``labels``: how values read, by value."""

    name: str
    label: str
    values: Callable[[Document], Iterable[str]]
    labels: Callable[[Iterable[str]], Mapping[str, str]]


def _names(model) -> Callable[[Iterable[str]], Mapping[str, str]]:
    return lambda slugs: dict(model.objects.public().filter(slug__in=slugs).values_list("slug", "name"))


def _themselves(values: Iterable[str]) -> Mapping[str, str]:
    return {value: value for value in values}


FACETS = (
    Facet("body", "发文机关", lambda d: [s.body.slug for s in d.signatures.all()], _names(IssuingBody)),
    Facet("topic", "主题", lambda d: [t.slug for t in d.topics.all()], _names(Topic)),
    Facet("kind", "公文种类", lambda d: [d.kind], _themselves),
    Facet("year", "年份", lambda d: [str(d.sort_date.year)] if d.sort_date else [], _themselves),
    Facet("column", "栏目", lambda d: [d.column.slug] if d.column else [], _names(Column)),
    Facet("validity", "时效", lambda d: [d.status.validity.value], lambda values: {v: Validity(v).label for v in values}),
)
BY_NAME = {facet.name: facet for facet in FACETS}
