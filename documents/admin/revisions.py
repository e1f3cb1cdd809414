"""The revisions of a document: listed, compared, restored."""
from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from documents.admin import journal
from documents.admin.editor import editor_of
from documents.comparison import Change as TextChange
from documents.comparison import TooLong, compare, parts
from documents.importing import NotRestored, accept, decline, restore
from documents.models import Document, Revision
from documents.revisions import Richness, changes, editing, history, last_number, richness
from documents.vocabulary.enums import RevisionSource, RevisionStatus


class RevisionViews(admin.ModelAdmin):
    """Pages beside the form of a document; a part of ``DocumentAdmin``."""

    def get_urls(self) -> list[URLPattern]:
        def page(address: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
            return path(f"<int:pk>/revisions/{address}", self.admin_site.admin_view(view), name=f"documents_document_{name}")

        return [
            page("", self.revisions, "revisions"),
            page("compare/", self.compare_revisions, "compare"),
            page("<int:number>/restore/", self.restore_revision, "restore"),
            page("<int:number>/decide/", self.decide_revision, "decide"),
            *super().get_urls(),
        ]

    def revisions(self, request: HttpRequest, pk: int) -> HttpResponse:
        document = self._to_view(request, pk)
        found = history(document)
        return self._show(request, "revisions", document, "修订记录", {
            "history": found, "newest": next((r.number for r, _ in found if r.status == RevisionStatus.APPLIED), None),
            "may_restore": self.has_change_permission(request, document),
        })

    def compare_revisions(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Two revisions, facts and texts; ``exact``: width, punctuation and blanks count too."""
        document = self._to_view(request, pk)
        old, new = sorted((self._asked(request, document, name) for name in ("from", "to")), key=lambda revision: revision.number)
        return self._show(request, "compare", document, f"比较第 {old.number} 次和第 {new.number} 次修订", {
            "old": old, "new": new, **compared(old, new, "exact" in request.GET),
        })

    def restore_revision(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """Asked first, with what would become of the document; done when it is posted."""
        document = self._to_change(request, pk)
        revision = get_object_or_404(document.revisions.filter(status=RevisionStatus.APPLIED), number=number)
        if request.method == "POST" and self._has_seen(request, document):
            why = f"恢复到第 {number} 次修订。"
            if self._replaced(request, document, lambda: restore(document, revision), RevisionSource.RESTORE, why):
                messages.success(request, f"《{document.title}》已恢复到第 {number} 次修订；发布状态未变。")
            return redirect(self._list_of(document))
        return self._ask(request, "restore", document, f"恢复到第 {number} 次修订", revision)

    def decide_revision(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """A text that does not take the place of what is there by itself: taken, or not, or looked at."""
        document = self._to_change(request, pk) if request.method == "POST" else self._to_view(request, pk)
        revision = get_object_or_404(document.revisions.exclude(status=RevisionStatus.APPLIED), number=number)
        if request.method == "POST" and "decline" in request.POST:
            if revision.status == RevisionStatus.PROPOSED:
                decline(document, number, editor_of(request).get_username())
                self.log_change(request, document, f"不采用第 {number} 次修订提出的文本")
                messages.success(request, f"《{document.title}》保持不变；没有采用的文本仍在修订记录中。")
            return redirect("admin:documents_proposal_changelist")
        if request.method == "POST" and self._has_seen(request, document):
            why = f"采用第 {number} 次修订提出的文本。"
            if self._replaced(request, document, lambda: accept(document, revision), RevisionSource(revision.how), why):
                messages.success(request, f"《{document.title}》已采用新文本；发布状态未变。")
            return redirect(self._list_of(document))
        return self._ask(request, "decide", document, f"{revision.get_status_display()}的文本", revision)

    def _replaced(self, request: HttpRequest, document: Document, replace: Callable[[], object], how: RevisionSource, why: str) -> bool:
        """Whether ``replace`` succeeded; why not is said. It is logged as its author's."""
        since = last_number(document)
        try:
            with editing(author=editor_of(request), how=how, why=why):
                replace()
        except NotRestored as error:
            messages.error(request, f"没有改动：{error}")
            return False
        changed = journal.change(document, since)
        self.log_change(request, document, f"{why}{changed}" if changed else "")
        return True

    def _has_seen(self, request: HttpRequest, document: Document) -> bool:
        """Whether what is there is what the person who presses the button was shown; if not, it is said."""
        if request.POST.get("seen") == str(_current(document).number):
            return True
        messages.warning(request, "您打开此页之后，别人修改了这份文件。请看过现在的不同，再决定。")
        return False

    def _ask(self, request: HttpRequest, template: str, document: Document, title: str, revision: Revision) -> HttpResponse:
        current = _current(document)
        return self._show(request, template, document, title, {
            "may_change": self.has_change_permission(request, document), "old": current, "new": revision,
            "beside": _richness(current).beside(_richness(revision)), **compared(current, revision, exact=False),
        })

    def _list_of(self, document: Document) -> str:
        return reverse("admin:documents_document_revisions", args=[document.pk])

    def _to_change(self, request: HttpRequest, pk: int) -> Document:
        document = self._to_view(request, pk)
        if not self.has_change_permission(request, document):
            raise PermissionDenied
        return document

    def _to_view(self, request: HttpRequest, pk: int) -> Document:
        document = get_object_or_404(Document.objects.defer("markdown", "html"), pk=pk)
        if not self.has_view_or_change_permission(request, document):
            raise PermissionDenied
        return document

    def _asked(self, request: HttpRequest, document: Document, name: str) -> Revision:
        number = request.GET.get(name, "")
        if not (number.isascii() and number.isdecimal() and len(number) < 10):
            raise Http404
        return get_object_or_404(document.revisions.select_related("text"), number=int(number))

    def _show(self, request: HttpRequest, template: str, document: Document, title: str, values: dict[str, Any]) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "document": document, **values}
        return render(request, f"admin/documents/document/{template}.html", context)


def _current(document: Document) -> Revision:
    current = document.revisions.filter(status=RevisionStatus.APPLIED).order_by("number").last()
    if current is None:
        raise Http404
    return current


def _richness(revision: Revision) -> Richness:
    return richness(revision.text.content, revision.facts)


def compared(old: Revision, new: Revision, exact: bool) -> dict:
    """What a page shows of the difference: ``facts``, and ``rows`` of the text, ``None`` where it is too long to compare."""
    facts = [change for change in changes(old, new) if change.label != "正文"]
    try:
        found = compare(parts(old.text.content), parts(new.text.content), exact=exact).rows if old.text_id != new.text_id else ()
        rows = [row for row in found if row.change is not TextChange.KEPT or row.is_altered or row.is_renumbered]
    except TooLong:
        rows = None
    return {"facts": facts, "rows": rows, "exact": exact, "same_text": old.text_id == new.text_id}
