"""Bodies, topics and columns."""
from django.contrib import admin
from django.contrib.auth import get_permission_codename
from django.db.models import Count

from documents.admin.pickers import PickingAdmin
from documents.importing.slugs import words_slug
from documents.models import BodyAlias, Column, IssuingBody, Topic


class SluggedAdmin(PickingAdmin):
    """A slug is made from the name once, and stays: it is an address."""

    list_display = ["name", "documents_held"]
    search_fields = ["name"]
    readonly_fields = ["slug"]

    def has_view_permission(self, request, obj=None):
        """Whoever may fill in a field that names such a row may look it up: the pickers ask here."""
        naming = {relation.related_model._meta for relation in self.opts.related_objects}
        needed = [f"{opts.app_label}.{get_permission_codename(act, opts)}" for opts in naming for act in ("add", "change")]
        return super().has_view_permission(request, obj) or any(map(request.user.has_perm, needed))

    def view_on_site(self, row):
        return row.get_absolute_url() if row.documents.published().exists() else None

    def get_ordering(self, request):
        return self.opts.ordering  # said here, for counting drops the model's own

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
    """Who saves a body that an import has found confirms it: files are read with it from then on."""

    list_display = ["name", "parent", "documents_held", "is_confirmed"]
    list_select_related = ["parent"]
    list_filter = ["is_confirmed"]
    readonly_fields = ["slug", "is_confirmed"]
    actions = ["confirm"]
    search_fields = ["name", "aliases__name"]
    autocomplete_fields = ["parent", "successors"]
    inlines = [BodyAliasInline]

    def save_model(self, request, body, form, change):
        body.is_confirmed = True
        super().save_model(request, body, form, change)

    @admin.action(description="确认所选机关", permissions=["change"])
    def confirm(self, request, queryset):
        for body in queryset.filter(is_confirmed=False):
            body.is_confirmed = True
            body.save(update_fields=["is_confirmed"])
            self.log_change(request, body, "已确认")


@admin.register(BodyAlias)
class BodyAliasAdmin(PickingAdmin):
    list_display = ["name", "body"]
    list_select_related = ["body"]
    search_fields = ["name", "body__name"]
    autocomplete_fields = ["body"]
