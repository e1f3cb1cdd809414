"""A revision takes the place of what is there: its text and its facts; the state stays, and so does the address."""
from dataclasses import replace

from documents import formats
from documents.analysis import Analysed, Source
from documents.importing import publication, rows
from documents.importing.corrections import TEXT, corrections_of, facts_of, outranking
from documents.importing.events import record_decision
from documents.importing.pipeline import carry_over, compare
from documents.importing.reading import understand
from documents.importing.report import Outcome
from documents.importing.turns import turn
from documents.models import Document, Revision, Validity, ValidityBasis
from documents.parsing import ParsedDocument
from documents.revisions import JUDGED, recorded, typed

READ_FROM_TEXT = "expires_on"  # keeps the words of the text that prove it


class NotRestored(Exception):
    """Why a revision cannot take the place of what is there, in Chinese."""


def restore(document: Document, revision: Revision) -> Document:
    """Make ``document`` again what it was at ``revision``, which is itself recorded as a revision.

    What differs from what was there counts as corrected by a person from now on. Raises ``NotRestored``.
    """
    parsed = _understood(revision)
    with turn():
        document = Document.objects.select_for_update().get(pk=document.pk)
        before, after = _compared(document), _compared(parsed)
        changed = {name for name, value in before.items() if value != after[name]}
        _judge(document, revision)
        _write(parsed, document, revision, corrections_of(document) | changed)
        record_decision(document)
    return document


def accept(document: Document, revision: Revision) -> Document:
    """Take the text and the facts of ``revision``, which was proposed, for ``document``; facts that a person has corrected stay.

    It is recorded as the revision that is in place now, and waits no more. Raises ``NotRestored``.
    """
    parsed = _understood(revision)
    with turn():
        document = Document.objects.select_for_update().get(pk=document.pk)
        parsed = outranking(carry_over(parsed, document, {}), document)
        _write(parsed, document, revision, corrections_of(document) - {TEXT})
        revision.delete()
    return document


def _compared(known: Document | ParsedDocument) -> dict[str, object]:
    return facts_of(known) | {TEXT: known.markdown}


def _write(parsed: Analysed, document: Document, revision: Revision, corrected: frozenset[str]) -> None:
    _check(parsed, document)
    document.corrected = sorted(corrected)
    document.original, document.original_name = revision.original.name, revision.original_name
    document.original_sha256, document.content_hash = revision.original_sha256, revision.content_hash
    publication.after_change(document, works_changed=rows.write_document(replace(parsed, work=document.fact("work")), document))
    publication.typeset(document)


def _judge(document: Document, revision: Revision) -> None:
    """What a person had decided of its validity then, or that nobody had."""
    if "validity" in revision.facts:
        for name in JUDGED:
            setattr(document, name, revision.facts.get(name, getattr(Document(), name)))
        document.validity_basis = ValidityBasis.PERSON.value
    elif document.validity_basis == ValidityBasis.PERSON:
        document.validity, document.validity_since = Validity.UNMARKED.value, None
        document.validity_proof = document.validity_basis = ""


def _understood(revision: Revision) -> Analysed:
    facts = {fact.name: typed(fact, revision.facts) for fact in recorded()}
    said = {name: value for name, value in facts.items() if name != READ_FROM_TEXT}
    try:
        parsed = understand(Source(revision.original_name, b"", said, revision.text.content))
    except formats.Refused as refusal:
        raise NotRestored(str(refusal)) from refusal
    if parsed.fact(READ_FROM_TEXT) != facts[READ_FROM_TEXT]:
        proofs = {name: proof for name, proof in parsed.evidence.items() if name != READ_FROM_TEXT}
        parsed = replace(parsed.with_facts({READ_FROM_TEXT: facts[READ_FROM_TEXT]}), evidence=proofs)
    return parsed


def _check(parsed: ParsedDocument, document: Document) -> None:
    verdict = compare(parsed, document)
    if verdict.outcome is Outcome.REFUSED:
        raise NotRestored(verdict.reason)
