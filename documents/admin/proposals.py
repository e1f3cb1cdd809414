"""待定的新文本: what an import said otherwise of a document that is held, until a person decides."""
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from documents.admin.references import DerivedAdmin
from documents.models import Document, Proposal, State
from documents.vocabulary.enums import RevisionStatus


@admin.register(Proposal)
class ProposalAdmin(DerivedAdmin):
    list_display = ["subject", "original_name", "created_at", "author_name", "beside"]
    search_fields = ["document__title", "original_name"]
    date_hierarchy = "created_at"
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        documents = Prefetch("document", Document.objects.only("title", "state"))
        proposed = super().get_queryset(request).filter(status=RevisionStatus.PROPOSED).exclude(document__state=State.TRASHED)
        return proposed.defer("facts").prefetch_related(documents)

    @admin.display(description="文件", ordering="document__title")
    def subject(self, proposal: Proposal) -> str:
        return f"{proposal.document}（{proposal.document.get_state_display()}）"

    @admin.display(description="与现有的相比")
    def beside(self, proposal: Proposal) -> str:
        """How alike they were when it came, what differs, and which has more; the page of the proposal says it as of now."""
        return proposal.why

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm("documents.change_document")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Where it is compared with what is there, and decided."""
        if request.method == "POST" or not self.has_view_permission(request):
            raise PermissionDenied
        proposal = self.get_object(request, unquote(object_id))
        if proposal is None:
            raise Http404
        return redirect("admin:documents_document_decide", proposal.document_id, proposal.number)
