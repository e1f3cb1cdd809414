"""Deleting puts documents into the trash, after saying what would no longer hold; from there they come back, or go for good."""
from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import DELETION, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html

from documents.admin import journal
from documents.admin.editor import editor_of
from documents.importing import consequences, empty, former_state, put_back, trash
from documents.models import Document, State
from documents.revisions import editing
from documents.vocabulary.enums import RevisionSource


class StateFilter(admin.SimpleListFilter):
    """What is in the trash is listed there alone."""

    title, parameter_name = "发布状态", "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return State.choices()

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(state=self.value()) if self.value() else queryset.exclude(state=State.TRASHED)


class TrashActions(admin.ModelAdmin):
    """A part of ``DocumentAdmin``, which says who may publish."""

    has_publish_permission: Callable[[HttpRequest], bool]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        """What would no longer hold, document by document, in the place of the rows that are derived from each."""
        told: list[Any] = []  # texts, and behind each the list of those below it
        for document in objs:
            told += [f"《{document.title}》（{document.get_state_display()}）", consequences(document)]
        refused = {str(self.opts.verbose_name)} if any(not self.has_delete_permission(request, document) for document in objs) else set()
        return told, {}, refused, []

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        trashed = reverse("admin:documents_document_changelist") + f"?state={State.TRASHED.value}"
        messages.success(request, format_html('《{}》已放入<a href="{}">回收站</a>，可以从那里恢复。', obj_display, trashed))
        return redirect("admin:documents_document_changelist")

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Document]) -> list[LogEntry]:
        return [
            LogEntry.objects.log_actions(editor_of(request).pk, [document], DELETION, f"放入回收站，{journal.state(document)}", single_object=True)
            for document in queryset
        ]

    def delete_model(self, request: HttpRequest, document: Document) -> None:
        with editing(author=editor_of(request), how=RevisionSource.EDIT, why="放入回收站。"):
            trash(document)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        with editing(author=editor_of(request), how=RevisionSource.BULK, why="放入回收站。"):
            for document in queryset:
                trash(document)

    @admin.action(description="从回收站恢复所选文件", permissions=["delete"])
    def put_back(self, request: HttpRequest, queryset: QuerySet) -> None:
        restored = 0
        for document in queryset.filter(state=State.TRASHED):
            state = former_state(document)
            if state == State.PUBLISHED and not self.has_publish_permission(request):
                messages.error(request, f"《{document.title}》恢复之后将重新公开，您没有发布文件的权限。")
                continue
            with editing(author=editor_of(request), how=RevisionSource.RESTORE, why="从回收站恢复。"):
                put_back(document)
            self.log_change(request, document, f"从回收站恢复，{journal.state(document)}")
            restored += 1
        messages.success(request, f"从回收站恢复 {restored} 份文件，发布状态一如从前。")

    @admin.action(description="彻底删除回收站中的所选文件", permissions=["empty_trash"])
    def empty(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Asked first: nothing of it can be brought back."""
        documents = list(queryset.filter(state=State.TRASHED))
        if not documents:
            messages.warning(request, "所选的文件都不在回收站中。")
            return None
        if "post" not in request.POST:
            context = {"title": "彻底删除", "documents": documents, "opts": self.opts, "checkbox": ACTION_CHECKBOX_NAME}
            return render(request, "admin/documents/document/empty.html", {**self.admin_site.each_context(request), **context})
        emptied = [document for document in documents if empty(document)]
        for document in emptied:
            LogEntry.objects.log_actions(editor_of(request).pk, [document], DELETION, "从回收站彻底删除", single_object=True)
        messages.success(request, f"彻底删除了 {len(emptied)} 份文件。")
        return None

    def has_empty_trash_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("documents.empty_trash")
