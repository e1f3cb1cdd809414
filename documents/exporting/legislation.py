"""A document as schema.org describes legislation: https://schema.org/Legislation, in JSON-LD."""
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from documents.models import Citation, Document, Work
from documents.status import Status
from documents.vocabulary.enums import CitationKind, Validity, ValidityBasis
from documents.vocabulary.kinds import ABOUT

ACTS = {
    CitationKind.REPEALS: "legislationRepeals",
    CitationKind.AMENDS: "legislationChanges",
    CitationKind.IMPLEMENTS: "legislationEnsuresImplementationOf",
    CitationKind.BASIS: "isBasedOn",
}
FORCES = {
    Validity.IN_FORCE: "InForce",
    Validity.NOT_YET: "NotInForce",
    Validity.REPEALED: "NotInForce",
    Validity.EXPIRED: "NotInForce",
    Validity.AMENDED: "PartiallyInForce",
}


def legislation(
    document: Document, status: Status, citations: Iterable[Citation], description: str, absolute: Callable[[str], str]
) -> dict[str, object]:
    """The description of ``document`` whose ``status`` is that of a day. Only what is known is in it.

    ``citations``: what it cites, as readers may see it. ``absolute`` makes a whole address of a path. What explains or
    reports is an article, and no legislation.
    """
    page = absolute(document.get_absolute_url())
    common = {
        "@context": "https://schema.org", "@id": page, "url": page, "name": document.title,
        "alternateName": document.full_title if document.full_title != document.title else "",
        "description": description, "inLanguage": "zh-Hans",
        "datePublished": _day(document.published_on or document.issued_on), "dateModified": document.updated_at.isoformat(),
        "about": [{"@type": "DefinedTerm", "name": topic.name, "url": absolute(topic.get_absolute_url())} for topic in document.topics.all()],
    }
    if document.kind in ABOUT:
        own: Mapping[str, object] = {"@type": "Article", "headline": document.title, "author": _bodies(document, absolute)}
    else:
        own = {"@type": "Legislation", **_own(document, status, absolute), **_acts(citations, absolute)}
    return {name: value for name, value in {**common, **own}.items() if value}


def _own(document: Document, status: Status, absolute: Callable[[str], str]) -> dict[str, object]:
    force = _force(status)
    return {
        "legislationIdentifier": document.number, "legislationType": document.kind, "legislationJurisdiction": "CN",
        "legislationDate": _day(document.issued_on), "legislationDateVersion": _day(document.issued_on or document.published_on),
        "legislationDateOfApplicability": _day(document.effective_on),
        "legislationLegalForce": f"https://schema.org/{force}" if force else "",
        "legislationPassedBy": _bodies(document, absolute),
        "exampleOfWork": _named(document.work, absolute),
    }


def _force(status: Status) -> str:
    """Nothing where that is not known: what no text ends is not in force for that."""
    if status.validity is Validity.AMENDED and status.basis is ValidityBasis.VERSIONS:
        return "NotInForce"  # another edition stands in its place
    return FORCES.get(status.validity, "")


def _acts(citations: Iterable[Citation], absolute: Callable[[str], str]) -> dict[str, list[dict[str, str]]]:
    """By property, what the document does to others, each once."""
    acts: dict[str, dict[str, dict[str, str]]] = {}
    for citation in citations:
        target, name = citation.cited or citation.work, ACTS.get(CitationKind(citation.kind))
        if name and target and citation.cited_id != citation.citing_id:
            acts.setdefault(name, {})[target.get_absolute_url()] = _named(target, absolute)
    return {name: list(found.values()) for name, found in acts.items()}


def _named(target: Document | Work, absolute: Callable[[str], str]) -> dict[str, str]:
    return {"@type": "Legislation", "@id": absolute(target.get_absolute_url()), "name": target.title}


def _bodies(document: Document, absolute: Callable[[str], str]) -> list[dict[str, str]]:
    return [
        {"@type": "GovernmentOrganization", "name": signature.signed_as, "url": absolute(signature.body.get_absolute_url())}
        for signature in document.signatures.all()
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
