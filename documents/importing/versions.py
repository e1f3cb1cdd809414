"""Several versions of one work: which is in force follows from their dates."""
from collections.abc import Iterable
from datetime import date

from documents.models import Document, ValidityBasis
from documents.parsing.metadata.validity import validities

JUDGED = ("issued_on", "effective_on", "validity", "validity_since", "validity_basis")


def settle_versions(works: Iterable[str], on: date | None = None) -> set[int]:
    """Set the validity of the published versions of each of ``works`` on a day (today), where dates decide it.

    A single version says nothing of itself. What a person or another document's text has decided stays. Returns the
    ids of the documents that changed. Call inside a transaction.
    """
    changed = set()
    for work in filter(None, works):
        versions = list(Document.objects.published().filter(work=work).order_by("pk").only(*JUDGED))
        judged = validities([(v.pk, v.issued_on, v.effective_on) for v in versions], on or date.today())
        for version in versions:
            told = judged[version.pk] if len(versions) > 1 else ("unmarked", None)
            if version.validity_basis in ("", ValidityBasis.VERSIONS) and told != (version.validity, version.validity_since):
                version.validity, version.validity_since = told
                version.validity_basis = ValidityBasis.VERSIONS if len(versions) > 1 else ""
                version.save(update_fields=["validity", "validity_since", "validity_basis", "updated_at"])
                changed.add(version.pk)
    return changed
