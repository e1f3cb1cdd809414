"""废止 and 修订 take effect: the validity of documents that others repeal or amend."""
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from documents.citations.effects import effective_date, is_enacted, proof
from documents.citations.kinds import CitationKind
from documents.citations.lists import lead_of
from documents.importing.versions import settle_versions
from documents.models import Citation, Document, State, Validity, ValidityBasis

CHANGING = {CitationKind.REPEALS: Validity.REPEALED, CitationKind.AMENDS: Validity.AMENDED}
VALIDITY_FIELDS = ("validity", "validity_since", "validity_proof", "validity_basis")


def settle_validity(document_ids: set[int]) -> set[int]:
    """Set the validity that published texts prove for documents, with date and proof; take back what none proves any more.

    What a person has decided stays. Returns the ids of the documents that changed.
    """
    if not document_ids:
        return set()
    changed = set()
    doubtful = Q(validity_basis=ValidityBasis.CITATION) | Q(Exists(_changes(OuterRef("pk"))))
    judged = Document.objects.filter(doubtful, pk__in=document_ids).exclude(validity_basis=ValidityBasis.PERSON)
    for document in judged.defer("markdown", "html"):
        told = _told_validity(document)
        taken_back = told is None and document.validity_basis == ValidityBasis.CITATION
        if taken_back:
            told = (Validity.UNMARKED, None, "")
        if told and told != (document.validity, document.validity_since, document.validity_proof):
            document.validity, document.validity_since, document.validity_proof = told
            document.validity_basis = ValidityBasis.CITATION if told[2] else ""
            document.save(update_fields=[*VALIDITY_FIELDS, "updated_at"])
            changed |= {document.pk} | (settle_versions([document.work]) if taken_back else set())
    return changed


def _told_validity(document: Document) -> tuple | None:
    """Validity, date and proof that the newest published repeal of ``document`` gives, or else its newest amendment."""
    rows = _changes(document).select_related("citing", "section").defer("citing__html")
    told = [effect for row in rows if (effect := _effect(row, document))]
    repeals = [effect for effect in told if effect[0] == Validity.REPEALED]
    return max(repeals or told, key=lambda effect: effect[1], default=None)


def _changes(document) -> QuerySet[Citation]:
    """The citations in published texts that repeal or amend a document."""
    return Citation.objects.filter(cited=document, kind__in=list(CHANGING), citing__state=State.PUBLISHED)


def _effect(row: Citation, document: Document) -> tuple | None:
    """What one citation proves: nothing where it concerns a single provision, or an older text than the one held."""
    validity, citing = CHANGING[CitationKind(row.kind)], row.citing
    lead = lead_of(citing.markdown, row.start) if validity == Validity.REPEALED else ""
    words = f"{lead} {row.sentence.strip('#| ')}".strip()
    if not is_enacted(CitationKind(row.kind), words) or validity == Validity.REPEALED and row.provision:
        return None
    paragraph = citing.markdown[max(0, citing.markdown.rfind("\n", 0, row.start)) :].strip().partition("\n")[0]
    since = effective_date(words, paragraph, issued=(citing.issued_on, citing.published_on), effective_on=citing.effective_on)
    if since is None or not _is_older(document, citing, since):
        return None
    label = row.section.label if row.section else ""
    return validity, since, proof(citing.title, label, words)


def _is_older(document: Document, citing: Document, since: date) -> bool:
    """Whether the text that is held is from before the change: not the edition that a change on the same day made."""
    if document.issued_on and citing.issued_on:
        return document.issued_on < citing.issued_on
    held_since = document.effective_on or document.issued_on or document.published_on
    return held_since is None or held_since < since
