"""The revisions of a document: listed, compared, restored."""
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse

from documents.comparison import Change as TextChange
from documents.comparison import TooLong, compare, parts
from documents.importing import NotRestored, restore
from documents.models import Document, Revision
from documents.revisions import changes, editing, history
from documents.vocabulary.enums import RevisionSource, RevisionStatus


class RevisionViews:
    """Pages beside the form of a document; a part of ``DocumentAdmin``."""

    def get_urls(self):
        def page(address, view, name):
            return path(f"<int:pk>/revisions/{address}", self.admin_site.admin_view(view), name=f"documents_document_{name}")

        return [
            page("", self.revisions, "revisions"),
            page("compare/", self.compare_revisions, "compare"),
            page("<int:number>/restore/", self.restore_revision, "restore"),
            *super().get_urls(),
        ]

    def revisions(self, request, pk):
        document = self._to_view(request, pk)
        found = history(document)
        return self._show(request, "revisions", document, "修订记录", {
            "history": found, "newest": found[0][0].number if found else None, "may_restore": self.has_change_permission(request, document),
        })

    def compare_revisions(self, request, pk):
        """Two revisions, facts and texts; ``exact``: width, punctuation and blanks count too."""
        document = self._to_view(request, pk)
        old, new = sorted((self._asked(request, document, name) for name in ("from", "to")), key=lambda revision: revision.number)
        return self._show(request, "compare", document, f"比较第 {old.number} 次和第 {new.number} 次修订", {
            "old": old, "new": new, **compared(old, new, "exact" in request.GET),
        })

    def restore_revision(self, request, pk, number):
        """Asked first, with what would become of the document; done when it is posted."""
        document = self._to_view(request, pk)
        if not self.has_change_permission(request, document):
            raise PermissionDenied
        revision = get_object_or_404(document.revisions.filter(status=RevisionStatus.APPLIED), number=number)
        if request.method == "POST":
            return self._restore(request, document, revision)
        current = document.revisions.filter(status=RevisionStatus.APPLIED).order_by("number").last()
        return self._show(request, "restore", document, f"恢复到第 {number} 次修订", {
            "old": current, "new": revision, **compared(current, revision, exact=False),
        })

    def _restore(self, request, document, revision):
        try:
            with editing(author=request.user, how=RevisionSource.RESTORE, why=f"恢复到第 {revision.number} 次修订。"):
                restore(document, revision)
        except NotRestored as error:
            messages.error(request, f"没有恢复：{error}")
        else:
            self.log_change(request, document, f"恢复到第 {revision.number} 次修订")
            messages.success(request, f"《{document.title}》已恢复到第 {revision.number} 次修订；发布状态未变。")
        return redirect(reverse("admin:documents_document_revisions", args=[document.pk]))

    def _to_view(self, request, pk):
        document = get_object_or_404(Document.objects.defer("markdown", "html"), pk=pk)
        if not self.has_view_or_change_permission(request, document):
            raise PermissionDenied
        return document

    def _asked(self, request, document, name) -> Revision:
        number = request.GET.get(name, "")
        if not (number.isascii() and number.isdecimal() and len(number) < 10):
            raise Http404
        return get_object_or_404(document.revisions.select_related("text"), number=int(number))

    def _show(self, request, template, document, title, values):
        context = {**self.admin_site.each_context(request), "title": title, "opts": self.opts, "document": document, **values}
        return render(request, f"admin/documents/document/{template}.html", context)


def compared(old: Revision, new: Revision, exact: bool) -> dict:
    """What a page shows of the difference: ``facts``, and ``rows`` of the text, ``None`` where it is too long to compare."""
    facts = [change for change in changes(old, new) if change.label != "正文"]
    try:
        found = compare(parts(old.text.content), parts(new.text.content), exact=exact).rows if old.text_id != new.text_id else ()
        rows = [row for row in found if row.change is not TextChange.KEPT or row.is_altered or row.is_renumbered]
    except TooLong:
        rows = None
    return {"facts": facts, "rows": rows, "exact": exact, "same_text": old.text_id == new.text_id}
