"""What became of a work: issued, in force, amended, repealed, edition by edition, each with what proves it."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from documents.models import Document


@dataclass(frozen=True)
class Entry:
    """``on``: the first day on which it is so. ``proof``: the sentence that says so, where it stands in another text."""

    on: date
    label: str
    edition: Document
    proof: str = ""


def timeline(editions: Iterable[Document]) -> list[Entry]:
    """All that is dated of ``editions``, the oldest first."""
    return sorted((entry for edition in editions for entry in _entries(edition)), key=lambda entry: entry.on)


def _entries(edition: Document) -> Iterator[Entry]:
    for on, label, proof in (
        (edition.issued_on or edition.published_on, "公布", ""),
        (edition.effective_on, "施行", ""),
        (edition.amended_on, "被修改", edition.amendment_proof),
        (edition.superseded_on, "由新版本代替", ""),
        (edition.repealed_on, "废止", edition.repeal_proof),
        (edition.prolonged_on or edition.expires_on, "失效", edition.prolongation_proof or edition.expiry_proof),
    ):
        if on:
            yield Entry(on, label, edition, proof)
