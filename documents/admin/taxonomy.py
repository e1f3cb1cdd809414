"""Bodies, topics and columns."""
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth import get_permission_codename
from django.db.models import Count, QuerySet
from django.db.models.expressions import Combinable
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from documents.admin.editor import editor_of
from documents.admin.pickers import PickingAdmin
from documents.admin.references import DerivedAdmin
from documents.importing import NotMerged, merge_headings, undo_merge
from documents.importing.slugs import words_slug
from documents.models import BodyAlias, Column, HeadingMerge, IssuingBody, Topic
from documents.revisions import editing
from documents.vocabulary.enums import RevisionSource

MOST_MERGED = 10


class SluggedAdmin(PickingAdmin):
    """A slug is made from the name once, and stays: it is an address."""

    list_display = ["name", "documents_held"]
    search_fields = ["name"]
    readonly_fields = ["slug"]

    def has_view_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        """Whoever may fill in a field that names such a row may look it up: the pickers ask here."""
        naming = {relation.related_model._meta for relation in self.opts.related_objects}
        needed = [f"{opts.app_label}.{get_permission_codename(act, opts)}" for opts in naming for act in ("add", "change")]
        return super().has_view_permission(request, obj) or any(map(request.user.has_perm, needed))

    def view_on_site(self, row: Any) -> str | None:
        return row.get_absolute_url() if row.documents.published().exists() else None

    def get_ordering(self, request: HttpRequest) -> list[str | Combinable]:
        return [*(self.opts.ordering or ())]  # said here, for counting drops the model's own

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(held=Count("documents", distinct=True))

    @admin.display(description="文件数", ordering="held")
    def documents_held(self, row: Any) -> int:
        return row.held

    def save_model(self, request: HttpRequest, row: Any, form: forms.ModelForm, change: bool) -> None:
        row.slug = row.slug or words_slug(row.name)
        super().save_model(request, row, form, change)


class MergedHeadings(SluggedAdmin):
    """Headings of which several may turn out to be one."""

    actions = ["merge"]

    @admin.action(description="合并所选的", permissions=["delete"])
    def merge(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Asked first which of them stays."""
        headings = list(queryset[: MOST_MERGED + 1])
        if not 2 <= len(headings) <= MOST_MERGED:
            messages.error(request, f"请选择 2 到 {MOST_MERGED} 个要合并的。")
            return None
        target = next((heading for heading in headings if str(heading.pk) == request.POST.get("target")), None)
        if "post" not in request.POST or target is None:
            context = {"title": "合并", "headings": headings, "opts": self.opts, "checkbox": ACTION_CHECKBOX_NAME}
            return render(request, "admin/documents/merge.html", {**self.admin_site.each_context(request), **context})
        with editing(author=editor_of(request), how=RevisionSource.BULK, why=f"并入“{target.name}”。"):
            for heading in headings:
                if heading.pk != target.pk:
                    merge_headings(heading, target, editor_of(request))
                    self.log_change(request, target, f"“{heading.name}”并入")
        messages.success(request, f"已并入“{target.name}”，原来的网址会转到它。可以在“机关和主题的合并”中撤销。")
        return None


@admin.register(HeadingMerge)
class HeadingMergeAdmin(DerivedAdmin):
    list_display = ["name", "kind", "target_name", "merged_at", "merged_by", "undone_at"]
    list_select_related = ["merged_by"]
    list_filter = ["kind"]
    search_fields = ["name", "target_name"]
    actions = ["undo"]

    def has_view_permission(self, request: HttpRequest, obj: Any | None = None) -> bool:
        return request.user.has_perms(["documents.delete_issuingbody", "documents.delete_topic"])

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    @admin.action(description="撤销所选的合并", permissions=["view"])
    def undo(self, request: HttpRequest, queryset: QuerySet) -> None:
        for merged in queryset.filter(undone_at=None):
            try:
                with editing(author=editor_of(request), how=RevisionSource.RESTORE, why=f"撤销“{merged.name}”的合并。"):
                    undo_merge(merged)
            except NotMerged as reason:
                messages.error(request, str(reason))
            else:
                messages.success(request, f"“{merged.name}”又是单独的了。")


@admin.register(Topic)
class TopicAdmin(MergedHeadings):
    list_display = ["name", "parent", "documents_held", "position"]
    list_editable = ["position"]
    list_select_related = ["parent"]
    list_filter = ["parent"]
    autocomplete_fields = ["parent"]


@admin.register(Column)
class ColumnAdmin(SluggedAdmin):
    list_display = ["name", "documents_held", "source_count", "position"]


class BodyAliasInline(admin.TabularInline):
    model = BodyAlias
    extra = 1


@admin.register(IssuingBody)
class IssuingBodyAdmin(MergedHeadings):
    """Who saves a body that an import has found confirms it: files are read with it from then on."""

    list_display = ["name", "parent", "documents_held", "is_confirmed"]
    list_select_related = ["parent"]
    list_filter = ["is_confirmed"]
    readonly_fields = ["slug", "is_confirmed"]
    actions = ["confirm", "merge"]
    search_fields = ["name", "aliases__name"]
    autocomplete_fields = ["parent", "successors"]
    inlines = [BodyAliasInline]

    def save_model(self, request: HttpRequest, body: IssuingBody, form: forms.ModelForm, change: bool) -> None:
        body.is_confirmed = True
        super().save_model(request, body, form, change)

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool) -> None:
        """A name that it had before is an alias from then on: documents were signed with it, and are read again."""
        super().save_related(request, form, formsets, change)
        if change and "name" in form.changed_data:
            BodyAlias.objects.filter(name=form.instance.name, body=form.instance).delete()
            BodyAlias.objects.get_or_create(name=form.initial["name"], defaults={"body": form.instance})

    @admin.action(description="确认所选机关", permissions=["change"])
    def confirm(self, request: HttpRequest, queryset: QuerySet) -> None:
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
