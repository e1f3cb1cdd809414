"""What the machine derives from documents: looked at, searched, not edited by hand."""
from django.contrib import admin
from django.db.models import Count

from documents.models import Citation, CitedWork, DocumentName, Section


class DerivedAdmin(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Section)
class SectionAdmin(DerivedAdmin):
    list_display = ["__str__", "document", "level", "anchor"]
    list_select_related = ["document"]
    list_filter = ["level"]
    search_fields = ["heading", "label", "document__title"]


@admin.register(Citation)
class CitationAdmin(DerivedAdmin):
    list_display = ["text", "citing", "kind", "resolution", "cited", "work"]
    list_select_related = ["citing", "cited", "work"]
    list_filter = ["kind", "resolution"]
    search_fields = ["text", "citing__title"]


@admin.register(CitedWork)
class CitedWorkAdmin(DerivedAdmin):
    """The ledger of what is cited and not held: what to collect next stands first."""

    list_display = ["title", "times_cited", "documents_citing"]
    search_fields = ["title"]

    def get_queryset(self, request):
        counts = {"times": Count("citations"), "documents": Count("citations__citing", distinct=True)}
        return CitedWork.objects.annotate(**counts)

    def get_ordering(self, request):
        return ["-documents", "-times", "title"]

    @admin.display(description="被引次数", ordering="times")
    def times_cited(self, work):
        return work.times

    @admin.display(description="引用文件数", ordering="documents")
    def documents_citing(self, work):
        return work.documents


@admin.register(DocumentName)
class DocumentNameAdmin(DerivedAdmin):
    list_display = ["key", "document"]
    list_select_related = ["document"]
    search_fields = ["key", "document__title"]
