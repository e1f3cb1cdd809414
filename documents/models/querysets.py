"""The editors' words for sets of documents, each built on the last."""
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from documents.status import DATES, ENDINGS, FIELDS
from documents.vocabulary.enums import State, Validity, ValidityBasis

_BEGINNINGS = (Validity.IN_FORCE, Validity.NOT_YET)


def lapsed(field: str, now: datetime, lease: timedelta) -> Q:
    """Rows whose time in ``field`` is over: it is before ``now``, or so far after it that a lease given now, even by a machine whose
    clock is ahead, would end earlier. That one was given before the clock was put back, and nobody waits until then. Example::

        Upload.objects.filter(lapsed("leased_until", timezone.now(), LEASE))
    """
    return Q(**{f"{field}__lte": now}) | Q(**{f"{field}__gt": now + 2 * lease})


class DocumentQuerySet(models.QuerySet):
    def published(self) -> "DocumentQuerySet":
        return self.filter(state=State.PUBLISHED)

    def about(self, topic: models.Model) -> "DocumentQuerySet":
        return self.filter(topics=topic)

    def issued_by(self, body: models.Model) -> "DocumentQuerySet":
        """Documents that ``body`` signed, under whatever name."""
        return self.filter(signatures__body=body)

    def known_on(self, day: date) -> "DocumentQuerySet":
        """Documents that had been issued or published by ``day``, and those of which neither day is known."""
        return self.filter(Q(issued_on__lte=day) | Q(published_on__lte=day) | Q(issued_on=None, published_on=None))

    def for_listing(self) -> "DocumentQuerySet":
        """What a list shows of each document, without its text, in a fixed number of queries."""
        return self.defer("markdown", "html", "note").prefetch_related("signatures__body", "topics")

    def as_editions(self) -> "DocumentQuerySet":
        """What is told of each as an edition of its work, without its text: name, days, and what its status follows from."""
        return self.only("slug", "title", "number", "issued_on", "published_on", "sort_date", "work", *FIELDS)

    def newest_collected(self) -> "DocumentQuerySet":
        """What the corpus published last comes first, whatever its own date."""
        return self.order_by(F("collected_at").desc(nulls_last=True), "-pk")

    def with_validity(self, day: date) -> "DocumentQuerySet":
        """Annotated with ``validity_on``: the 时效 on ``day``, as ``documents.status.status_on`` tells it."""
        return self.annotate(validity_on=_validity_on(day))

    def turning(self, after: date, until: date) -> "DocumentQuerySet":
        """Documents the status of which may be another ``until`` a day than it was ``after`` one."""
        ranges = (Q(**{f"{name}__gt": after, f"{name}__lte": until}) for name in DATES)
        return self.filter(_any(ranges))


class WorkQuerySet(models.QuerySet):
    def public(self) -> models.QuerySet[Any, Any]:
        """Those of which an edition is published, or which a published document cites."""
        return self.filter(Exists(self._published("editions")) | Exists(self._published("citations", "citing__")))

    def cited_but_not_held(self) -> models.QuerySet[Any, Any]:
        """Those that published documents cite, and of which no edition is published."""
        return self.filter(Exists(self._published("citations", "citing__")), ~Exists(self._published("editions")))

    def _published(self, relation: str, document: str = "") -> models.QuerySet:
        """The rows of ``relation`` that stand in, or are, a published ``document``."""
        model: Any = self.model._meta.get_field(relation).related_model
        return model._default_manager.filter(work=OuterRef("pk"), **{f"{document}state": State.PUBLISHED}).order_by()


class HeadingQuerySet(models.QuerySet):
    """Of issuing bodies, topics and columns."""

    def public(self) -> models.QuerySet[Any, Any]:
        """Those that a published document has. A name that only drafts know is as unknown as one that does not exist."""
        return self.filter(self._is_public())

    def telling_public(self) -> models.QuerySet[Any, Any]:
        """Annotated with ``is_public``: whether it has a page."""
        return self.annotate(is_public=self._is_public())

    def _is_public(self) -> Exists:
        return Exists(self.model._default_manager.filter(pk=OuterRef("pk"), documents__state=State.PUBLISHED))


def _validity_on(day: date) -> Case:
    """The rules of ``documents.status``, in their order, as comparisons of stored dates."""
    past = {name: Q(**{f"{name}__lte": day}) for name in DATES}
    ahead = {name: Q(**{f"{name}__gt": day}) for name in DATES}
    by_texts, by_person = Q(validity_basis__in=[ValidityBasis.TEXT, ValidityBasis.VERSIONS]), Q(validity_basis=ValidityBasis.PERSON)
    comes_back = Q(validity_basis=ValidityBasis.TEXT, repealed_on__isnull=False, validity_since__gt=F("repealed_on"))
    undated, begins = Q(validity_since=None), Q(validity__in=_BEGINNINGS)
    is_ahead = begins & ahead["validity_since"] & ~comes_back | (undated | ~begins | comes_back) & ahead["effective_on"]
    unknown = undated & Q(effective_on=None)
    has_no_end, is_prolonged = Q(expires_on=None, prolonged_on=None), Q(prolonged_on__isnull=False)
    before_it_expires = is_prolonged & Q(repealed_on__lte=F("prolonged_on")) | ~is_prolonged & Q(repealed_on__lte=F("expires_on"))
    repealed_first = past["repealed_on"] & (has_no_end | before_it_expires) & ~(comes_back & past["validity_since"])
    expired = past["prolonged_on"] | ~is_prolonged & past["expires_on"]
    to_end = _any(Q(**{f"{name}__isnull": False}) for name in ("repealed_on", "amended_on", "superseded_on"))
    return Case(
        When(by_person & Q(validity=Validity.UNMARKED), then=Value(Validity.UNMARKED.value)),
        When(~by_texts & Q(validity__in=ENDINGS) & (undated | past["validity_since"]), then=F("validity")),
        When(~by_texts & Q(validity=Validity.IN_FORCE) & (undated | past["validity_since"]), then=F("validity")),
        When(~by_texts & begins & ahead["validity_since"], then=Value(Validity.NOT_YET.value)),
        When(~by_texts & Q(validity=Validity.NOT_YET) & (is_ahead | unknown), then=F("validity")),
        When(repealed_first, then=Value(Validity.REPEALED.value)),
        When(expired, then=Value(Validity.EXPIRED.value)),
        When(past["amended_on"] | past["superseded_on"], then=Value(Validity.AMENDED.value)),
        When(is_ahead, then=Value(Validity.NOT_YET.value)),
        When(begins | Q(validity__in=ENDINGS) | to_end, then=Value(Validity.IN_FORCE.value)),
        default=Value(Validity.NO_CHANGE_FOUND.value),
        output_field=models.CharField(),
    )


def _any(conditions: Iterable[Q]) -> Q:
    whole = Q()
    for condition in conditions:
        whole |= condition
    return whole
