"""Filters by values that have names: rows of a model, labels of a field, the 时效 of today."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from documents.models import Column, Document, HeadingMerge, IssuingBody, Topic
from documents.models.querysets import DocumentQuerySet
from documents.vocabulary.enums import Validity

from .base import NONE, UNSPECIFIED, Choice, DocumentFilter

FEW = 60
"""Names that a form lists."""


@dataclass(frozen=True)
class Names(DocumentFilter):
    """By rows of ``model``, which have a name and a slug. ``aliases``: the relation to their other names."""

    model: type[Column] | type[IssuingBody] | type[Topic] = field(kw_only=True)
    aliases: str = ""
    help: str = "全称、简称、别称都行，也可以只写一部分。"

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        slugs = {value for value in values if value.isprintable()}  # some databases fail on control characters
        rows = self._public().filter(slug__in=slugs - {NONE}).values_list("slug", "name")
        return dict(rows) | ({NONE: UNSPECIFIED} if NONE in slugs else {})

    def merged(self, value: str) -> str | None:
        heading = HeadingMerge.leading_from(self.name, value) if value.isprintable() else None
        return heading.slug if heading else None

    def narrow(self, found: DocumentQuerySet, values: Sequence[str]) -> DocumentQuerySet:
        # By keys: a join would list a document once for each of its values.
        having = Document.objects.filter(**{f"{self.field}__slug__in": [v for v in values if v != NONE]})
        conditions = [Q(pk__in=having.order_by().values("pk"))]
        if NONE in values:
            conditions.append(Q(pk__in=Document.objects.filter(**{self.field: None}).order_by().values("pk")))
        return found.filter(reduce(or_, conditions))

    def counted(self, found: DocumentQuerySet) -> list[Choice]:
        rows = found.order_by().values_list(f"{self.field}__slug", f"{self.field}__name").annotate(Count("pk", distinct=True))
        return self.ordered(Choice(slug or NONE, name or UNSPECIFIED, count) for slug, name, count in rows)

    def of(self, document: Document) -> list[str]:
        related = getattr(document, self.field)
        rows = related.all() if isinstance(related, models.Manager) else [related] if related else []
        return [row.slug for row in rows]

    def named(self) -> list[tuple[str, str]]:
        public = self._public()
        rows = [*public.values_list("name", "slug")]
        if self.aliases:
            known = public.filter(**{f"{self.aliases}__isnull": False})
            rows = [*known.values_list(f"{self.aliases}__name", "slug"), *rows]
        return [*rows, *super().named()]

    def subject(self, value: str) -> Column | IssuingBody | Topic | None:
        return self._public().filter(slug=value).first()

    def options(self) -> list[str]:
        # What goes by several names is typed.
        names = [] if self.aliases else [*self._public().values_list("name", flat=True)[: FEW + 1]]
        return [*names, UNSPECIFIED] if 0 < len(names) <= FEW else []

    def _public(self) -> models.QuerySet:
        return self.model.objects.public()


@dataclass(frozen=True)
class Labels(DocumentFilter):
    """By a field that holds one of ``values``, each its own label, or nothing."""

    values: tuple[str, ...] = field(kw_only=True)

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        known = {value: value for value in self.values} | {NONE: UNSPECIFIED}
        return {value: known[value] for value in values if value in known}

    def narrow(self, found: DocumentQuerySet, values: Sequence[str]) -> DocumentQuerySet:
        return found.filter(**{f"{self.field}__in": ["" if value == NONE else value for value in values]})

    def counted(self, found: DocumentQuerySet) -> list[Choice]:
        rows = found.order_by().values_list(self.field).annotate(Count("pk"))
        return self.ordered(Choice(value or NONE, value or UNSPECIFIED, count) for value, count in rows)

    def of(self, document: Document) -> list[str]:
        return [value] if (value := getattr(document, self.field)) else []

    def named(self) -> list[tuple[str, str]]:
        return [*((value, value) for value in self.values), *super().named()]

    def options(self) -> list[str]:
        return [*self.values, UNSPECIFIED]


@dataclass(frozen=True)
class ValidityOnDay(DocumentFilter):
    """By 时效 as it is on a ``day`` (``None``: today), computed from dates; none has what a person wants none told of.

    未标注 once stood for 未见废止或修改: addresses and searches that say so lead there.
    """

    field: str = ""
    day: date | None = None

    def on(self, day: date | None) -> ValidityOnDay:
        return replace(self, day=day)

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        known = {validity.value: validity.label for validity in self._told()} | {NONE: UNSPECIFIED}
        return {value: known[value] for value in values if value in known}

    def spelled(self, value: str) -> str:
        return Validity.NO_CHANGE_FOUND.value if value == Validity.UNMARKED else value

    def narrow(self, found: DocumentQuerySet, values: Sequence[str]) -> DocumentQuerySet:
        asked = [Validity.UNMARKED.value if value == NONE else value for value in values]
        return self._told_of(found).filter(validity_on__in=asked)

    def counted(self, found: DocumentQuerySet) -> list[Choice]:
        rows = self._told_of(found).order_by().values_list("validity_on").annotate(Count("pk"))
        return self.listed({NONE if value == Validity.UNMARKED else value: count for value, count in rows})

    def values_of(self, found: DocumentQuerySet) -> Iterable[tuple[int, str]]:
        rows = self._told_of(found).order_by().values_list("pk", "validity_on").iterator()
        return ((key, NONE if value == Validity.UNMARKED else value) for key, value in rows)

    def of(self, document: Document) -> list[str]:
        validity = document.status.validity
        return [] if validity is Validity.UNMARKED else [validity.value]

    def named(self) -> list[tuple[str, str]]:
        before = (Validity.UNMARKED.label, Validity.NO_CHANGE_FOUND.value)
        return [*((validity.label, validity.value) for validity in self._told()), before, *super().named()]

    def options(self) -> list[str]:
        return [validity.label for validity in self._told()]

    def _told_of(self, found: DocumentQuerySet) -> DocumentQuerySet:
        return found.with_validity(self.day or timezone.localdate())

    def _told(self) -> list[Validity]:
        return [validity for validity in Validity if validity is not Validity.UNMARKED]
