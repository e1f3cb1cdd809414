"""From draft to review to the public and back: who may send a document where, and with what remark."""
from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from documents.admin import journal
from documents.admin.editor import editor_of
from documents.importing import set_state, turn
from documents.models import UNDECIDED_STATES, Document, State
from documents.previews import DAYS, token_for
from documents.revisions import editing
from documents.vocabulary.enums import RevisionSource

LONGEST_REMARK = 500


def may_publish(request: HttpRequest) -> bool:
    return request.user.has_perm("documents.publish_document")


def states_offered(request: HttpRequest, held: State) -> list[State]:
    """The states into which one may put a document that is ``held`` in one of them."""
    if may_publish(request):
        return [state for state in State if state is not State.TRASHED]
    return list(UNDECIDED_STATES) if held in UNDECIDED_STATES else [held]


class PublicationActions(admin.ModelAdmin):
    """A part of ``DocumentAdmin``."""

    _to_view: Callable

    def get_urls(self) -> list[URLPattern]:
        preview = self.admin_site.admin_view(self.preview)
        return [path("<int:pk>/preview/", preview, name="documents_document_preview"), *super().get_urls()]

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The document as the public will see it, under a link that may be handed on."""
        document = self._to_view(request, pk)
        address = request.build_absolute_uri(reverse("documents:preview", args=[token_for(document.pk)]))
        messages.info(request, f"预览的链接 {DAYS} 天内有效，可以发给没有账号的同事：{address}")
        return redirect(address)

    @admin.action(description="发布所选文件", permissions=["publish"])
    def publish(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._set_states(request, queryset, State.PUBLISHED)

    @admin.action(description="撤回所选文件", permissions=["publish"])
    def withdraw(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return self._with_remark(request, queryset, State.WITHDRAWN, "withdraw", "撤回")

    @admin.action(description="送审所选草稿", permissions=["change"])
    def send_to_review(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._set_states(request, queryset.filter(state=State.DRAFT), State.IN_REVIEW)

    @admin.action(description="退回所选文件", permissions=["publish"])
    def back_to_draft(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        return self._with_remark(request, queryset, State.DRAFT, "back_to_draft", "退回草稿")

    def _with_remark(self, request: HttpRequest, queryset: QuerySet, state: State, action: str, title: str) -> HttpResponse | None:
        """Asked first why: whoever wrote the documents, and whoever looks for them, will read it."""
        if "post" in request.POST:
            self._set_states(request, queryset, state, request.POST.get("why", "").strip()[:LONGEST_REMARK])
            return None
        context = {
            "title": title, "documents": queryset.exclude(state=State.TRASHED).only("title", "state"), "opts": self.opts,
            "checkbox": ACTION_CHECKBOX_NAME, "action": action, "longest": LONGEST_REMARK,
        }
        return render(request, "admin/documents/document/remark.html", {**self.admin_site.each_context(request), **context})

    def _set_states(self, request: HttpRequest, queryset: QuerySet, state: State, why: str = "") -> None:
        chosen = queryset.exclude(state__in=(State.TRASHED, state))
        changed = 0
        for key in list(chosen.order_by("pk").values_list("pk", flat=True)):
            with turn():  # before the row is locked, as every import does
                document = Document.objects.select_for_update().filter(pk__in=chosen.filter(pk=key).order_by().values("pk")).first()
                if document is None:  # another has changed its state since
                    continue
                since = journal.last_number(document)
                with editing(author=editor_of(request), how=RevisionSource.BULK, why=why):
                    set_state(document, state)
                self.log_change(request, document, "；".join(filter(None, [journal.change(document, since), why])))
            changed += 1
        messages.success(request, f"{changed} 份文件：{state.label}。")
