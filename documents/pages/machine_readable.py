"""What the head of a document's page tells programs: search engines, previews of links, reference managers."""
import re
from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.text import Truncator

from documents.exporting import legislation
from documents.models import Citation, Document
from documents.pages.permalinks import short_path
from documents.status import Status, written
from documents.vocabulary.kinds import ABOUT

LENGTH = 150
_READ = 4000
"""So many characters of a page hold the beginning of its text."""
_OWN_LINKS = re.compile(r'<a class="(?:permalink|cited)".*?</a>')


class MachineReadable(NamedTuple):
    """``address``: the one address of the page, whole; ``permalink``: the short one. ``legislation``: for JSON-LD.

    ``item_type``: what Zotero's translator for embedded metadata is to make of the page, which takes it for an article of a journal otherwise.
    """

    address: str
    permalink: str
    description: str
    legislation: dict[str, object]
    item_type: str


def machine_readable(request: HttpRequest, document: Document, status: Status, citations: Sequence[Citation]) -> MachineReadable:
    """Of ``document`` with its ``status`` on the day of the page; no query where topics and signatures are prefetched."""
    absolute, told = request.build_absolute_uri, description(document)
    return MachineReadable(
        absolute(document.get_absolute_url()), absolute(short_path(document)), told,
        legislation(document, status, citations, told, absolute), "webpage" if document.kind in ABOUT else "statute",
    )


def description(document: Document) -> str:
    """In a sentence who issued what and when, then how the text begins: 教育部，教基〔2025〕1号，2025年1月3日。各省…"""
    day = document.issued_on or document.published_on
    facts = "，".join(filter(None, ["、".join(document.fact("bodies")), document.number, written(day) if day else ""]))
    text = "".join(strip_tags(_OWN_LINKS.sub("", document.html[:_READ])).split())
    return Truncator(f"{facts}。{text}" if facts else text).chars(LENGTH)
