"""What the machine derives from documents: looked at, searched, not edited by hand."""
from typing import Any

from django.contrib import admin
from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from documents.models import Citation, DocumentName, Section, State, Work

_OF_A_WORK = Citation.objects.filter(work=OuterRef("pk")).order_by().values("work")
TIMES_CITED = Coalesce(Subquery(_OF_A_WORK.values(count=Count("pk"))), 0)
DOCUMENTS_CITING = Coalesce(Subquery(_OF_A_WORK.values(count=Count("citing", distinct=True))), 0)


class DerivedAdmin(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Section)
class SectionAdmin(DerivedAdmin):
    list_display = ["__str__", "document", "level", "anchor"]
    list_select_related = ["document"]
    list_filter = ["level"]
    search_fields = ["heading", "label", "document__title"]

    def view_on_site(self, section: Section) -> str | None:
        return section.get_absolute_url() if section.document.is_published else None


@admin.register(Citation)
class CitationAdmin(DerivedAdmin):
    list_display = ["text", "citing", "kind", "resolution", "cited", "work"]
    list_select_related = ["citing", "cited", "work"]
    list_filter = ["kind", "resolution"]
    search_fields = ["text", "citing__title"]


@admin.register(Work)
class WorkAdmin(DerivedAdmin):
    """The ledger of what is cited and not held: what to collect next stands first."""

    list_display = ["title", "times_cited", "documents_citing"]
    search_fields = ["title"]
    # Not by the names of the annotations: works are ordered so in forms of other models too, where there are none.
    ordering = [DOCUMENTS_CITING.desc(), TIMES_CITED.desc(), "title"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(times=TIMES_CITED, documents=DOCUMENTS_CITING)

    def view_on_site(self, work: Work) -> str | None:
        return work.get_absolute_url() if work.citations.filter(citing__state=State.PUBLISHED).exists() else None

    @admin.display(description="被引次数", ordering="times")
    def times_cited(self, work: Any) -> int:
        return work.times

    @admin.display(description="引用文件数", ordering="documents")
    def documents_citing(self, work: Any) -> int:
        return work.documents


@admin.register(DocumentName)
class DocumentNameAdmin(DerivedAdmin):
    list_display = ["key", "document"]
    list_select_related = ["document"]
    search_fields = ["key", "document__title"]
