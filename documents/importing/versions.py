"""Several versions of one work: from when on each is in force, and until when, follows from their dates."""
from collections.abc import Iterable

from documents.models import Document, Validity, ValidityBasis
from documents.parsing.metadata.validity import terms

NEEDED = ("issued_on", "effective_on", "superseded_on", "validity", "validity_since", "validity_basis")
DERIVED = ("superseded_on", "validity", "validity_since", "validity_basis")


def settle_versions(works: Iterable[str]) -> set[int]:
    """Set from when on the published versions of each of ``works`` are in force, and from when on a newer one is.

    A single version says nothing of itself, and what a person has decided stays. Returns the ids of the documents
    that changed. Call inside a transaction.
    """
    changed = set()
    for work in filter(None, works):
        versions = list(Document.objects.published().filter(work=work).order_by("pk").only(*NEEDED))
        found = terms([(v.pk, v.issued_on, v.effective_on) for v in versions]) if len(versions) > 1 else {}
        for version in versions:
            before = [getattr(version, name) for name in DERIVED]
            _set_term(version, *found.get(version.pk, (None, None)))
            if before != [getattr(version, name) for name in DERIVED]:
                version.save(update_fields=[*DERIVED, "updated_at"])
                changed.add(version.pk)
    return changed


def _set_term(version: Document, begins, superseded) -> None:
    version.superseded_on = superseded
    undecided = version.validity_basis == "" and version.validity == Validity.UNMARKED
    if undecided or version.validity_basis == ValidityBasis.VERSIONS:
        version.validity = (Validity.IN_FORCE if begins else Validity.UNMARKED).value
        version.validity_since = begins
        version.validity_basis = ValidityBasis.VERSIONS.value if begins else ""
