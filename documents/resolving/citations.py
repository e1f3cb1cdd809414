"""The citations of stored documents: read and resolved, and resolved again as they were read."""
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from documents.citations import CitingFacts, Mention, Outcome, Reference, Resolved, choose, find, resolve, title_key
from documents.citations.context import amended_alone, kept_numbers
from documents.citations.numbering import first_written, without_old_numbers
from documents.models import Citation, Document
from documents.vocabulary.enums import Resolution

from .database import DatabaseLookups, as_citing, known_days
from .decisions import Decisions


def resolve_text(document: Document, mentions: Sequence[Mention] | None = None, *, is_new: bool = False) -> tuple[Resolved, ...]:
    """Every mention of a work or provision in the text of ``document``, in order, and what it means.

    ``mentions``: what ``find`` finds in that text, where that is known. ``is_new``: nobody can have decided anything of them.
    """
    citing, lookups = as_citing(document), DatabaseLookups()
    mentions = find(citing.markdown) if mentions is None else mentions
    lookups.prime((title_key(m.title) for m in mentions if m.title), (m.number for m in mentions if m.number))
    decisions = Decisions([] if is_new else [document.pk])
    return tuple(
        r if r.resolution is Resolution.SELF
        else replace(r, outcome=decisions.outcome(document.pk, r.reference, r.mention.provision, r.outcome, lookups))
        for r in resolve(mentions, citing, lookups)
    )


def resolve_again(citations: Sequence[Citation]) -> list[Outcome]:
    """What each of ``citations``, of any documents, means now. Their texts are not read again, nor is anything stored.

    The queries that this takes do not grow with the citations, but for what is rare (short names, years of first editions).
    """
    lookups = DatabaseLookups()
    references = [_reference(citation) for citation in citations]
    lookups.prime((r.key for r in references if r.key), (r.number for r in references if r.number))
    lookups.prime_origins(citation.citing_id for citation in citations)
    decisions, kept = Decisions(citation.citing_id for citation in citations), _kept_numbers(citations)

    def chosen(citation: Citation, reference: Reference) -> Outcome:
        facts = replace(_facts(citation.citing, lookups), keeps=kept.get(citation.citing_id, ""))
        return choose(reference, citation.provision, lookups, facts)

    found = [chosen(citation, reference) for citation, reference in zip(citations, references, strict=True)]
    return [
        decisions.outcome(citation.citing_id, reference, citation.provision, outcome, lookups)
        for citation, reference, outcome in zip(citations, references, _without_old_numbers(citations, found, lookups), strict=True)
    ]


def _without_old_numbers(citations: Sequence[Citation], found: Sequence[Outcome], lookups: DatabaseLookups) -> list[Outcome]:
    """The outcomes of ``citations``, among which are all that a text has of a work, as ``resolve`` has them for a whole text."""
    of_each: dict[int, list[int]] = defaultdict(list)
    for number, citation in enumerate(citations):
        of_each[citation.citing_id].append(number)
    outcomes = list(found)
    for numbers in of_each.values():
        citing = citations[numbers[0]].citing
        chosen = [(citations[number].provision, found[number]) for number in numbers]
        for number, outcome in zip(numbers, without_old_numbers(chosen, partial(_first_year, citing, lookups), lookups), strict=True):
            outcomes[number] = outcome
    return outcomes


def _first_year(citing: Document, lookups: DatabaseLookups) -> int | None:
    days = known_days(citing.issued_on, citing.published_on, citing.effective_on)
    return first_written(lookups.history_years(citing.pk), [day.year for day in days])


def _kept_numbers(citations: Iterable[Citation]) -> dict[int, str]:
    """For each document that amends what it cites, and numbers nothing anew, the key of that; one query for the texts of these few."""
    amending = {citation.citing_id: citation.citing.title for citation in citations if citation.key == amended_alone(citation.citing.title) != ""}
    if not amending:
        return {}
    texts = Document.objects.filter(pk__in=amending).order_by().values_list("pk", "markdown")
    return {pk: kept_numbers(amending[pk], markdown) for pk, markdown in texts}


def _reference(citation: Citation) -> Reference:
    """What ``citation`` was read to mean when its text was."""
    key = "" if citation.key == citation.number else citation.key
    return Reference(
        key, citation.title, citation.number, citation.year, citation.is_first, citation.issuer, citation.doubtful, citation.is_former,
        citation.is_latest,
    )


def _facts(citing: Document, lookups: DatabaseLookups) -> CitingFacts:
    days = known_days(citing.issued_on, citing.published_on, citing.effective_on)
    return CitingFacts(citing.title, citing.kind, max(days, default=None), lookups.origin(citing.pk), citing.pk)
