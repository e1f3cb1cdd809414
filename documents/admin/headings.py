"""Bodies, topics and columns."""
from django.contrib import admin
from django.db.models import Count

from documents.importing.slugs import words_slug
from documents.models import BodyAlias, Column, IssuingBody, Topic


class SluggedAdmin(admin.ModelAdmin):
    """A slug is made from the name once, and stays: it is an address."""

    list_display = ["name", "documents_held"]
    search_fields = ["name"]
    readonly_fields = ["slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(held=Count("documents", distinct=True))

    @admin.display(description="文件数", ordering="held")
    def documents_held(self, row):
        return row.held

    def save_model(self, request, row, form, change):
        row.slug = row.slug or words_slug(row.name)
        super().save_model(request, row, form, change)


@admin.register(Topic)
class TopicAdmin(SluggedAdmin):
    list_display = ["name", "documents_held", "position"]
    list_editable = ["position"]


@admin.register(Column)
class ColumnAdmin(SluggedAdmin):
    list_display = ["name", "documents_held", "source_count", "position"]


class BodyAliasInline(admin.TabularInline):
    model = BodyAlias
    extra = 1


@admin.register(IssuingBody)
class IssuingBodyAdmin(SluggedAdmin):
    list_display = ["name", "parent", "documents_held"]
    list_select_related = ["parent"]
    search_fields = ["name", "aliases__name"]
    autocomplete_fields = ["parent"]
    inlines = [BodyAliasInline]


@admin.register(BodyAlias)
class BodyAliasAdmin(admin.ModelAdmin):
    list_display = ["name", "body"]
    list_select_related = ["body"]
    search_fields = ["name", "body__name"]
    autocomplete_fields = ["body"]
