"""Several versions of one work: from when on each is in force, and until when, follows from their dates."""
from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import prefetch_related_objects

from documents.importing.events import DERIVED, WITH_PROVERS, record
from documents.models import Document, StatusEvent, Validity, ValidityBasis
from documents.parsing.metadata.validity import terms

NEEDED = ("title", "issued_on", "effective_on", *DERIVED)


def settle_versions(works: Iterable[int]) -> set[int]:
    """Record from when on the published versions of each of ``works`` are in force, and from when on which newer one is.

    A single version says nothing of itself, and what a person has decided stays. Returns the ids of the documents
    that changed. Call inside a transaction.
    """
    changed = set()
    for work in _told_apart(works):
        versions = list(Document.objects.published().filter(work=work).order_by("pk").only(*NEEDED))
        found = terms([(v.pk, v.issued_on, v.effective_on) for v in versions]) if len(versions) > 1 else {}
        told = versions if found else [version for version in versions if _has_a_term(version)]
        prefetch_related_objects(told, WITH_PROVERS)
        beginning = {begins: version for version in versions if (begins := found.get(version.pk, (None, None))[0])}
        for version in told:
            begins, superseded = found.get(version.pk, (None, None))
            events = [_event(version, Validity.IN_FORCE, begins)] if begins else []
            events += [_event(version, Validity.AMENDED, superseded, by=beginning.get(superseded))] if superseded else []
            if record(version, ValidityBasis.VERSIONS, events):
                changed.add(version.pk)
    return changed


def _told_apart(works: Iterable[int]) -> list[int]:
    """Those of ``works`` that have several published versions, or one of which something was said; one light query."""
    published = Document.objects.published().filter(work__in=works).order_by("work")
    rows = published.values_list("work", "superseded_on", "validity_basis")
    versions = Counter(work for work, *_ in rows)
    said = {work for work, superseded_on, basis in rows if superseded_on or basis == ValidityBasis.VERSIONS}
    return [work for work, count in versions.items() if count > 1 or work in said]


def _has_a_term(version: Document) -> bool:
    return version.superseded_on is not None or version.validity_basis == ValidityBasis.VERSIONS


def _event(version: Document, validity: Validity, on: date, by: Document | None = None) -> StatusEvent:
    return StatusEvent(document=version, validity=validity.value, on=on, basis=ValidityBasis.VERSIONS.value, by=by)
