"""A document as a record: in Dublin Core, which every harvester reads, and whole in a form of our own."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lxml.builder import ElementMaker
from lxml.etree import _Element as Element

from documents.models import Document
from documents.vocabulary.characters import clean_xml
from documents.vocabulary.facts import Place, shown

XSI = "http://www.w3.org/2001/XMLSchema-instance"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
OWN = "urn:wenlan:document:1"
LOCATION = f"{{{XSI}}}schemaLocation"


def dublin_core(document: Document, absolute: Callable[[str], str]) -> Element:
    """https://www.openarchives.org/OAI/2.0/oai_dc.xsd"""
    maker = ElementMaker(namespace=OAI_DC, nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    term = ElementMaker(namespace=DC, nsmap={"dc": DC})
    day = document.issued_on or document.published_on
    terms = [
        ("title", document.title), *(("creator", name) for name in document.fact("bodies")),
        *(("subject", topic.name) for topic in document.topics.all()), ("date", day.isoformat() if day else ""),
        ("type", document.kind), ("format", "text/html"), ("identifier", absolute(document.get_absolute_url())),
        ("identifier", document.number), ("source", document.source), ("language", "zh"),
        ("relation", absolute(document.work.get_absolute_url())),
    ]
    root = maker.dc(*(term(name, clean_xml(value)) for name, value in terms if value))
    root.set(LOCATION, f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    return root


def whole(document: Document, absolute: Callable[[str], str]) -> Element:
    """Every fact by its name, the status of the day, and the text section by section."""
    maker = ElementMaker(namespace=OWN, nsmap={None: OWN})
    status = document.status
    facts = [maker(fact.name, text) for fact in shown(Place.EXPORT) for text in _texts(document.fact(fact.name))]
    sections = [
        maker.section(
            clean_xml(section.text), level=str(section.level), label=clean_xml(section.label), heading=clean_xml(section.heading),
            anchor=clean_xml(section.anchor),
        )
        for section in document.sections.all()
    ]
    return maker.document(
        *facts, maker.status(status.validity.value, on=status.day.isoformat()), *sections, maker.text(clean_xml(document.markdown)),
        address=absolute(document.get_absolute_url()),
    )


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, tuple) else (value,)
    return [each.isoformat() if isinstance(each, date) else clean_xml(str(each)) for each in values if each]


@dataclass(frozen=True)
class Format:
    """``schema``: an address, or the name of one of our static files."""

    prefix: str
    schema: str
    namespace: str
    write: Callable[[Document, Callable[[str], str]], Element]


FORMATS = {
    form.prefix: form
    for form in (
        Format("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", OAI_DC, dublin_core),
        Format("wenlan", "xml/document-1.xsd", OWN, whole),
    )
}
