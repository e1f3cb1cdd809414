"""How a document, or a provision of it, is quoted: in the styles of GB/T 7714, and as files for reference managers."""
from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from documents.bibliography import BibliographyEntry, Edition, bibtex, csl_json, reference, ris
from documents.exporting import FORMS, Form, entry, provision_label
from documents.models import Document
from documents.pages.permalinks import short_path
from documents.pages.taking_away import sent

STYLES = (("GB/T 7714—2025", Edition.OF_2025), ("GB/T 7714—2015", Edition.OF_2015))
EXCHANGE: dict[str, tuple[str, str, Callable[[BibliographyEntry], str]]] = {
    "ris": ("RIS", "application/x-research-info-systems", ris),
    "bib": ("BibTeX", "application/x-bibtex; charset=utf-8", bibtex),
    "csl": ("CSL-JSON", "application/vnd.citationstyles.csl+json", csl_json),
}
ENDINGS = {"csl": "json"}


class TakeAway(NamedTuple):
    """How a document is quoted, by the label of the style; names and labels of files for reference managers; its files."""

    references: list[tuple[str, str]]
    exchange: list[tuple[str, str]]
    forms: list[Form]


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """All ways to quote the document, or the place that ``?at=art-12`` names."""
    document = _published(slug)
    cited = _entry(request, document)
    context = {
        "document": document, "references": _references(cited), "entry": cited, "exchange": _exchange(),
        "sections": document.sections.exclude(label="").only("anchor", "label", "heading", "document").order_by("position"),
        "at": request.GET.get("at", ""),
    }
    return render(request, "documents/quoting.html", context)


@require_safe
def file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The same for a reference manager."""
    if form not in EXCHANGE:
        raise Http404
    document = _published(slug)
    _, media_type, write = EXCHANGE[form]
    cited = _entry(request, document)
    return sent(write(cited).encode(), media_type, f"{cited.key}.{ENDINGS.get(form, form)}")


def take_away(request: HttpRequest, document: Document, has_other_editions: bool) -> TakeAway:
    """Of the whole document, today; no query where its signatures are prefetched."""
    address = request.build_absolute_uri(short_path(document))
    cited = entry(document, address, edition=_edition_label(document, has_other_editions), today=timezone.localdate())
    return TakeAway(_references(cited), _exchange(), list(FORMS.values()))


def _references(cited: BibliographyEntry) -> list[tuple[str, str]]:
    return [(label, reference(cited, style)) for label, style in STYLES]


def _exchange() -> list[tuple[str, str]]:
    return [(name, label) for name, (label, _, _) in EXCHANGE.items()]


def _edition_label(document: Document, are_several: bool) -> str:
    """Which text of a work it is, where there are others: 2021年版本."""
    day = document.issued_on or document.published_on
    return f"{day.year}年版本" if are_several and day else ""


def _published(slug: str) -> Document:
    found = Document.objects.published().defer("markdown", "html").prefetch_related("signatures")
    return get_object_or_404(found, slug=slug)


def _entry(request: HttpRequest, document: Document) -> BibliographyEntry:
    anchor = request.GET.get("at", "")
    if not anchor.isprintable():  # some databases fail on control characters
        raise Http404
    provision = provision_label(document, anchor) if anchor else ""
    if provision is None:
        raise Http404
    others = Document.objects.published().filter(work=document.work_id).exclude(pk=document.pk)
    return entry(
        document, request.build_absolute_uri(short_path(document)), provision=provision, anchor=anchor,
        edition=_edition_label(document, others.exists()), today=timezone.localdate(),
    )
