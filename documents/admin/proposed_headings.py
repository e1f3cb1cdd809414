"""建议新增的主题和栏目: what files name and the site does not have, for those who keep topics and columns."""
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from documents.admin.editor import editor_of
from documents.admin.references import DerivedAdmin
from documents.importing import adopt
from documents.models import ProposedHeading
from documents.revisions import editing
from documents.vocabulary.enums import RevisionSource

SHOWN = 20


def may_decide(request: HttpRequest) -> bool:
    return request.user.has_perms(["documents.add_topic", "documents.add_column"])


def waiting() -> QuerySet[ProposedHeading]:
    return ProposedHeading.objects.filter(is_declined=False).order_by()


@admin.register(ProposedHeading)
class ProposedHeadingAdmin(DerivedAdmin):
    list_display = ["name", "kind", "documents_naming", "decision"]
    list_filter = ["kind", "is_declined"]
    ordering = ["is_declined", "kind", "name"]
    search_fields = ["name"]
    fields = ["kind", "name", "decision", "examples"]
    readonly_fields = ["decision", "examples"]
    actions = ["adopt", "decline"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(naming=Count("documents"))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_decide(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_decide(request)

    @admin.display(description="提到它的文件数", ordering="naming")
    def documents_naming(self, proposed: Any) -> int:
        return proposed.naming

    @admin.display(description="决定", ordering="is_declined")
    def decision(self, proposed: ProposedHeading) -> str:
        return "不采用" if proposed.is_declined else "待定"

    @admin.display(description="提到它的文件")
    def examples(self, proposed: ProposedHeading) -> SafeString:
        found = proposed.documents.only("title").order_by("pk")[:SHOWN]
        return format_html_join("、", '<a href="{}">{}</a>', ((reverse("admin:documents_document_change", args=[one.pk]), one.title) for one in found))

    @admin.action(description="采用：新增它，并加到提到它的文件上", permissions=["view"])
    def adopt(self, request: HttpRequest, queryset: QuerySet) -> None:
        user = editor_of(request)
        for proposed in list(queryset):
            named = str(proposed)
            with editing(author=user, how=RevisionSource.BULK, why=f"采用建议的{named}。"):
                changed, left = adopt(proposed)
            more = f"，还有 {left} 份，请再采用一次" if left else ""
            messages.success(request, f"站中有了{named}，加到了 {changed} 份文件上{more}。")

    @admin.action(description="不采用：以后也不再提醒", permissions=["view"])
    def decline(self, request: HttpRequest, queryset: QuerySet) -> None:
        messages.success(request, f"不采用 {queryset.order_by().update(is_declined=True)} 项；在这个列表里仍可以采用。")
