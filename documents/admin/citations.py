"""What each citation means, confirmed by a person: beside a stored document, and in the review of an upload."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path

from documents.importing import decide_citations
from documents.models import Document
from documents.resolving import ReadReference, references_of

NO_DOCUMENT = "none"
"""Stands in a form for the decision that no document is meant."""


@dataclass(frozen=True)
class Choice:
    """A reference with what may be chosen for it: values of a form, with their labels, of which one is ``chosen``."""

    name: str
    reference: ReadReference
    options: Sequence[tuple[str, str]]
    chosen: str = ""


def choices(references: Sequence[ReadReference], decided: Mapping[str, str], sent: QueryDict | None = None) -> list[Choice]:
    """What a form shows of ``references``. ``decided``: values by key; ``sent``: what was chosen before the form is shown again."""
    shown = []
    for number, reference in enumerate(references):
        name = f"citation-{number}"
        values = [(str(held.id), _label(held)) for held in reference.candidates]
        options = [("", _undecided(reference)), *values, (NO_DOCUMENT, "不是收录的文件，不作链接")]
        chosen = str(sent[name]) if sent and name in sent else decided.get(reference.key, "")
        shown.append(Choice(name, reference, options, chosen if chosen in dict(options) else ""))
    return shown


def _label(held) -> str:
    day = held.since.isoformat() if held.since else ""
    about = "，".join(filter(None, [held.number, day]))
    return f"《{held.title}》（{about}）" if about else f"《{held.title}》"


def _undecided(reference: ReadReference) -> str:
    held = reference.outcome.held
    return f"照读出的：《{held.title}》" if held else f"照读出的：{reference.outcome.resolution.label}"


def decided_of(document: Document | None) -> dict[str, str]:
    """What was decided of the citations of ``document``: values of a form by key."""
    rows = document.citation_decisions.values_list("key", "cited") if document else []
    return {key: str(cited) if cited else NO_DOCUMENT for key, cited in rows}


def decide(sent: QueryDict, references: Sequence[ReadReference], document: Document, user) -> int:
    """Keep what was chosen in the form that showed ``references``; of how many it is another than before."""
    before, decided, undecided = decided_of(document), {}, []
    for choice in choices(references, {}, sent):
        key = choice.reference.key
        if choice.name not in sent or sent.get(f"{choice.name}-of") != key or choice.chosen == before.get(key, ""):
            continue  # not asked for, or another text was shown
        if choice.chosen:
            decided[key] = None if choice.chosen == NO_DOCUMENT else int(choice.chosen)
        else:
            undecided.append(key)
    if decided or undecided:
        decide_citations(document, decided, undecided, user)
    return len(decided) + len(undecided)


class CitationViews(admin.ModelAdmin):
    """A part of ``DocumentAdmin``."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.citations)
        return [path("<int:pk>/citations/", view, name="documents_document_citations"), *super().get_urls()]

    def citations(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What a document cites, and which of the documents of a name each means."""
        document = self._to_view(request, pk)  # type: ignore[attr-defined]  # of RevisionViews
        may_change = self.has_change_permission(request, document)
        references = references_of(document)
        if request.method == "POST":
            if not may_change:
                raise PermissionDenied
            if count := decide(request.POST, references, document, request.user):
                self.log_change(request, document, f"确认了 {count} 处引用所指的文件")
            messages.success(request, f"《{document.title}》的 {count} 处引用已确认。" if count else "没有改动。")
            return redirect(request.path)
        context = {"choices": choices(references, decided_of(document)), "may_change": may_change}
        return self._show(request, "citations", document, "引用", context)  # type: ignore[attr-defined]
