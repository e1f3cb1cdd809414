"""What each citation means, confirmed by a person: beside a stored document, and in the review of an upload."""
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import URLPattern, path

from documents.admin.editor import editor_of
from documents.importing import decide_citations
from documents.models import Document, State
from documents.resolving import ReadReference, references_of
from documents.vocabulary.enums import Resolution

A_PAGE = 300
"""References that one form shows: a request has a greatest number of fields, and a list of repealed documents names a thousand."""
NO_DOCUMENT = "none"
"""Stands in a form for the decision that no document is meant."""


@dataclass(frozen=True)
class Choice:
    """A reference with what may be chosen for it: values of a form, with their labels, of which one is ``chosen``.

    ``was``: what was kept when the form was first shown; where that is chosen, the form asks for nothing.
    """

    name: str
    reference: ReadReference
    options: Sequence[tuple[str, str]]
    chosen: str = ""
    was: str = ""

    @property
    def is_open(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.reference.candidates or self.chosen or self.was)

    @property
    def rank(self) -> int:
        """Which come first where there are too many for one page: those that a person has to decide, or has decided."""
        is_decided = bool(self.chosen or self.was)
        return 0 if is_decided or self.is_open and self.reference.outcome.resolution is Resolution.SEVERAL else 1 if self.is_open else 2


def choices(
    references: Sequence[ReadReference], decided: Mapping[str, tuple[str, str]], sent: QueryDict | None = None
) -> list[Choice]:
    """What a form shows of ``references``. ``decided``: values by key, with their labels, which may be chosen even where the
    document is not public now; ``sent``: what was chosen before the form is shown again."""
    shown = []
    for number, reference in enumerate(references):
        name, (now, label) = f"citation-{number}", decided.get(reference.key, ("", ""))
        options = {"": _undecided(reference)} | {str(held.id): _label(held.title, held.number, held.since) for held in reference.candidates}
        options |= {now: label} if now not in options else {}
        options |= {NO_DOCUMENT: "不是收录的文件，不作链接"}
        is_sent = sent and sent.get(f"{name}-of") == reference.key and sent.get(name) in options
        chosen, was = (str(sent[name]), str(sent.get(f"{name}-was", ""))) if sent and is_sent else (now, now)
        shown.append(Choice(name, reference, list(options.items()), chosen, was))
    return shown


def page_of(shown: Sequence[Choice], number: str | int | None = 1) -> Page:
    """The page ``number`` of what a form shows; what fits on one is in the order of the text."""
    return Paginator(shown if len(shown) <= A_PAGE else sorted(shown, key=lambda choice: choice.rank), A_PAGE).get_page(number)


def _label(title: str, *about: object) -> str:
    told = "，".join(str(one) for one in about if one)
    return f"《{title}》（{told}）" if told else f"《{title}》"


def _undecided(reference: ReadReference) -> str:
    held = reference.outcome.held
    return f"照读出的：《{held.title}》" if held else f"照读出的：{reference.outcome.resolution.label}"


def decided_of(document: Document | None) -> dict[str, tuple[str, str]]:
    """What was decided of the citations of ``document``: values of a form and their labels, by key."""
    fields = ("key", "cited", "cited__title", "cited__number", "cited__state")
    rows = document.citation_decisions.values_list(*fields) if document else []
    return {
        key: (str(cited), _label(title, number, "" if state == State.PUBLISHED else "现未公开")) if cited else (NO_DOCUMENT, "")
        for key, cited, title, number, state in rows
    }


def decide(sent: QueryDict, references: Sequence[ReadReference], document: Document, user: User, *, is_new: bool = False) -> tuple[int, int]:
    """Keep what was chosen in the form that showed ``references``, where it is another than was shown; of how many, and how many
    are left as they are since somebody else has decided them meanwhile, or what was chosen can be chosen no more.

    ``is_new``: ``document`` was made of what the form showed, and nothing was decided of its own citations.
    """
    decided, undecided, left = {}, [], 0
    for choice in choices(references, decided_of(document)):
        key, now, value = choice.reference.key, choice.chosen, sent.get(choice.name)
        was = "" if is_new else sent.get(f"{choice.name}-was", "")
        if value is None or sent.get(f"{choice.name}-of") != key or value in (was, now):
            continue  # not asked for, or another text was shown
        if was != now or value not in dict(choice.options):
            left += 1
        elif value:
            decided[key] = None if value == NO_DOCUMENT else int(value)
        else:
            undecided.append(key)
    if decided or undecided:
        decide_citations(document, decided, undecided, user)
    return len(decided) + len(undecided), left


def tell_left(request: HttpRequest, left: int) -> None:
    """Say that ``left`` choices were not kept."""
    if left:
        messages.warning(request, f"{left} 处引用没有改动：页面打开之后别人已另行确认，或者选定的文件现在不能选。请在文件的“引用”中核对。")


class CitationViews(admin.ModelAdmin):
    """A part of ``DocumentAdmin``."""

    def get_urls(self) -> list[URLPattern]:
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
            count, left = decide(request.POST, references, document, editor_of(request))
            tell_left(request, left)
            if count:
                self.log_change(request, document, f"确认了 {count} 处引用所指的文件")
            messages.success(request, f"《{document.title}》的 {count} 处引用已确认。" if count else "没有改动。")
            return redirect(request.get_full_path())
        shown = page_of(choices(references, decided_of(document)), request.GET.get("p"))
        context = {"choices": shown, "may_change": may_change}
        return self._show(request, "citations", document, "引用", context)  # type: ignore[attr-defined]
