"""The outline of a stored document is corrected; each change is a revision, and can be undone there."""
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from documents.admin import journal
from documents.admin.editor import editor_of
from documents.admin.outline import changed_text, outline_of
from documents.formats import Refused
from documents.importing import Outcome, Source, correct, understand
from documents.models import Document
from documents.parsing import ParsedDocument
from documents.parsing.correcting_outline import NotChanged
from documents.revisions import editing, last_number
from documents.vocabulary.enums import RevisionSource


class OutlineViews(admin.ModelAdmin):
    """A part of ``DocumentAdmin``."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.outline)
        return [path("<int:pk>/outline/", view, name="documents_document_outline"), *super().get_urls()]

    def outline(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What is a heading, and of which level, with the buttons that change it."""
        document = self._to_view(request, pk)  # type: ignore[attr-defined]  # of RevisionViews
        may_change = self.has_change_permission(request, document)
        if request.method == "POST" and not may_change:
            raise PermissionDenied
        parsed, refusal = _parsed(document)
        if request.method == "POST" and "outline" in request.POST and parsed and self._has_seen(request, document):  # type: ignore[attr-defined]
            self._change_outline(request, document, parsed)
            return redirect(request.path)
        outline = outline_of(parsed, request.POST.get("open", "")) if parsed else None
        context = {"outline": outline, "refusal": refusal, "may_change": may_change, "seen": last_number(document)}
        return self._show(request, "outline", document, "目次", context)  # type: ignore[attr-defined]

    def _change_outline(self, request: HttpRequest, document: Document, parsed: ParsedDocument) -> None:
        since = last_number(document)
        try:
            text = changed_text(request.POST["outline"], parsed)
            with editing(author=editor_of(request), how=RevisionSource.EDIT, why="改目次。"):
                result = correct(document, {}, text)
        except NotChanged as refusal:
            messages.warning(request, str(refusal))
            return
        if result.outcome is Outcome.REFUSED:
            messages.error(request, result.reason)
            return
        document.refresh_from_db()
        self.log_change(request, document, f"改目次。{journal.change(document, since)}")
        messages.success(request, "目次已改，并已保存；在修订记录中可以恢复。")


def _parsed(document: Document) -> tuple[ParsedDocument | None, str]:
    """The text of ``document`` as it is understood now, or why it cannot be."""
    try:
        return understand(Source(document.original_name, b"", {"title": document.title}, document.markdown)), ""
    except Refused as refusal:
        return None, str(refusal)
