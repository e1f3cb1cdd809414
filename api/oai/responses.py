"""The answers to the six verbs, as the schema of the protocol has them."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timezone

from django.conf import settings
from django.templatetags.static import static
from lxml import etree
from lxml.builder import ElementMaker
from lxml.etree import _Element as Element

from documents.models import Document

from . import listing
from .records import FORMATS, LOCATION, XSI, Format
from .requests import MOMENT, Code, OaiError

OAI = "http://www.openarchives.org/OAI/2.0/"
SCHEMA = f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
E = ElementMaker(namespace=OAI, nsmap={None: OAI, "xsi": XSI})
Absolute = Callable[[str], str]


class Repository:
    """``absolute`` makes a whole address of a path; ``host`` stands in the identifiers."""

    def __init__(self, address: str, host: str, email: str, absolute: Absolute) -> None:
        self.address, self.host, self.email, self.absolute = address, host, email, absolute

    def answer(self, verb: str, arguments: Mapping[str, str]) -> bytes:
        """The document that answers, or the protocol's error raised as ``OaiError``."""
        verbs = {
            "Identify": self._identify, "ListMetadataFormats": self._formats, "ListSets": self._sets,
            "ListIdentifiers": self._identifiers, "ListRecords": self._records, "GetRecord": self._record,
        }
        return self._document(E(verb, *verbs[verb](arguments)), {"verb": verb, **arguments})

    def error(self, error: OaiError, arguments: Mapping[str, str]) -> bytes:
        """Where the request itself is wrong, what it was is not repeated (3.6)."""
        is_wrong = error.code in (Code.BAD_VERB, Code.BAD_ARGUMENT)
        return self._document(E.error(str(error), code=error.code.value), {} if is_wrong else arguments)

    def _document(self, content: Element, asked: Mapping[str, str]) -> bytes:
        root = E("OAI-PMH", E.responseDate(_moment(datetime.now(timezone.utc))), E.request(self.address, **asked), content)
        root.set(LOCATION, SCHEMA)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    def _identify(self, _: Mapping[str, str]) -> list[Element]:
        earliest = listing.earliest() or datetime.now(timezone.utc)
        return [
            E.repositoryName(settings.SITE.name), E.baseURL(self.address), E.protocolVersion("2.0"), E.adminEmail(self.email),
            E.earliestDatestamp(_moment(earliest)), E.deletedRecord("persistent"), E.granularity("YYYY-MM-DDThh:mm:ssZ"),
        ]

    def _formats(self, arguments: Mapping[str, str]) -> list[Element]:
        if "identifier" in arguments:
            listing.find(arguments["identifier"], self.host)
        return [
            E.metadataFormat(E.metadataPrefix(form.prefix), E.schema(self._schema(form)), E.metadataNamespace(form.namespace))
            for form in FORMATS.values()
        ]

    def _schema(self, form: Format) -> str:
        return form.schema if ":" in form.schema else self.absolute(static(form.schema))

    def _sets(self, arguments: Mapping[str, str]) -> list[Element]:
        if arguments:
            raise OaiError(Code.BAD_TOKEN, "The sets are one list.")
        return [E.set(E.setSpec(spec), E.setName(name)) for spec, name in listing.sets()]

    def _identifiers(self, arguments: Mapping[str, str]) -> list[Element]:
        found = self._batch(arguments, is_whole=False)
        return [*(self._header(item) for item in found.items), *_token(found, arguments)]

    def _records(self, arguments: Mapping[str, str]) -> list[Element]:
        found = self._batch(arguments, is_whole=True)
        return [*(self._of(item, found.arguments["metadataPrefix"]) for item in found.items), *_token(found, arguments)]

    def _record(self, arguments: Mapping[str, str]) -> list[Element]:
        _check_format(arguments["metadataPrefix"])
        return [self._of(listing.find(arguments["identifier"], self.host), arguments["metadataPrefix"])]

    def _batch(self, arguments: Mapping[str, str], is_whole: bool) -> listing.Batch:
        if "metadataPrefix" in arguments:
            _check_format(arguments["metadataPrefix"])
        return listing.batch(arguments, is_whole)

    def _of(self, item: listing.Item, prefix: str) -> Element:
        if item.document is None:
            return E.record(self._header(item))
        return E.record(self._header(item), E.metadata(FORMATS[prefix].write(item.document, self.absolute)))

    def _header(self, item: listing.Item) -> Element:
        document: Document | None = item.document
        parts = [E.identifier(item.identifier(self.host)), E.datestamp(_moment(item.changed))]
        if document is None:
            return E.header(*parts, status="deleted")
        return E.header(*parts, *(E.setSpec(name) for name in listing.sets_of(document)))


def _check_format(prefix: str) -> None:
    if prefix not in FORMATS:
        raise OaiError(Code.NO_FORMAT, "There is no such format.")


def _token(found: listing.Batch, arguments: Mapping[str, str]) -> list[Element]:
    """The last part of a list that came in parts has an empty one."""
    return [E.resumptionToken(found.token)] if found.token or "resumptionToken" in arguments else []


def _moment(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).strftime(MOMENT)
