"""The queue of uploads: files are sent, read in the background, and wait here for a person."""
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from documents import formats
from documents.admin.discussion import AssignActions
from documents.admin.editor import editor_of
from documents.admin.originals import OriginalViews
from documents.admin.review import ReviewViews, discard
from documents.formats.text import UnsureLine
from documents.models import State, Upload, UploadState
from documents.uploading import accept, live_workers, receive, source_of

DONE = (UploadState.STORED, UploadState.TAKEN_BACK, UploadState.SPLIT)


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One file or several; cleans to a list."""

    widget = SeveralFiles

    def clean(self, data: list[UploadedFile] | None, initial: Any = None) -> list[UploadedFile]:
        files: list[UploadedFile | None] = [*data] if data else [None]
        return [super(SeveralFilesField, self).clean(file) for file in files]


class UploadForm(forms.Form):
    files = SeveralFilesField(  # type: ignore[assignment]  # the name that the page posts; a field is no attribute of its form
        label="文件",
        allow_empty_file=True,  # refused by name, like any other that says nothing
        help_text="可一次选择几百个；支持 " + "、".join(formats.supported()) + "，以及装有这些文件的 .zip。",
    )


class ProgressFilter(admin.SimpleListFilter):
    """What waits is listed; what is done or was refused at once, only where it is asked for."""

    title, parameter_name = "进度", "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return UploadState.choices()

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(state=self.value()) if self.value() else queryset.exclude(state__in=DONE).exclude(file="")


class DoubtFilter(admin.SimpleListFilter):
    title, parameter_name = "疑点", "doubts"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("none", "没有疑点"), ("some", "有疑点"), ("updates", "将更新已收录的文件")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        read = queryset.filter(state=UploadState.READ)
        match self.value():
            case "none":
                return read.filter(doubts=[], updates=None)
            case "some":
                return read.exclude(doubts=[])
            case "updates":
                return read.filter(updates__isnull=False)
        return queryset


class AssignedFilter(admin.SimpleListFilter):
    title, parameter_name = "分派", "assigned"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("me", "分派给我的"), ("nobody", "还没有分派的")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "me":
                return queryset.filter(assigned_to=editor_of(request))
            case "nobody":
                return queryset.filter(assigned_to=None)
        return queryset


@admin.register(Upload)
class UploadAdmin(ReviewViews, OriginalViews, AssignActions, admin.ModelAdmin):
    file_field, name_field = "file", "name"
    list_display = ["subject", "read_facts", "told_doubts", "state", "batch_link", "uploaded_by", "assigned_to"]
    list_display_links = None
    list_select_related = ["uploaded_by", "assigned_to", "batch", "updates"]
    list_filter = [ProgressFilter, DoubtFilter, AssignedFilter, ("kind", admin.AllValuesFieldListFilter)]
    search_fields = ["name", "title", "number", "bodies"]
    date_hierarchy = "created_at"
    list_per_page = 50
    actions = ["accept_for_review", "accept_drafts", "accept_published", "assign_to_me", "assign", "read_again"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("raw", "updates__markdown", "updates__html")

    @admin.display(description="文件", ordering="title")
    def subject(self, upload: Upload) -> str:
        address = reverse("admin:documents_upload_review", args=[upload.pk])
        name = format_html('<p class="help">{}</p>', upload.name) if upload.title else ""
        return format_html('<a href="{}">{}</a>{}', address, upload.title or upload.name, name)

    @admin.display(description="读出的信息")
    def read_facts(self, upload: Upload) -> str:
        day = upload.dated.isoformat() if upload.dated else ""
        return format_html_join(" · ", "{}", ((value,) for value in (upload.number, upload.bodies, day, upload.kind) if value)) or "—"

    @admin.display(description="疑点")
    def told_doubts(self, upload: Upload) -> str:
        told = [upload.reason, *upload.doubts]
        if upload.updates:
            told.insert(0, f"将更新《{upload.updates.title}》（{upload.updates.get_state_display()}），正文相似 {upload.likeness}%。")
        return format_html_join("", "<p>{}</p>", ((sentence,) for sentence in told if sentence)) or "—"

    @admin.display(description="批次", ordering="batch")
    def batch_link(self, upload: Upload) -> str:
        if not upload.batch:
            return "—"
        return format_html('<a href="{}">{}</a>', reverse("admin:documents_batch_change", args=[upload.batch_id]), upload.batch)

    def unsure_lines(self, pk: int) -> Sequence[UnsureLine]:
        raw = source_of(self.model.objects.get(pk=pk)).raw
        return raw.unsure if raw else ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever may add documents sends files, reviews those that wait, and gives them up: one act in steps."""
        return request.user.has_perm("documents.add_document")

    def has_view_permission(self, request: HttpRequest, obj: Upload | None = None) -> bool:
        return self.has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Upload | None = None) -> bool:
        return self.has_add_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Upload | None = None) -> bool:
        return self.has_add_permission(request)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return self.has_add_permission(request) and request.user.has_perm("documents.publish_document")

    def delete_model(self, request: HttpRequest, upload: Upload) -> None:
        discard(upload)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        for upload in queryset:
            discard(upload)

    @admin.action(description="存为草稿（没有疑点的）", permissions=["change"])
    def accept_drafts(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._accept(request, queryset, State.DRAFT)

    @admin.action(description="送审（没有疑点的）", permissions=["change"])
    def accept_for_review(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._accept(request, queryset, State.IN_REVIEW)

    @admin.action(description="发布（没有疑点的）", permissions=["publish"])
    def accept_published(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._accept(request, queryset, State.PUBLISHED)

    def _accept(self, request: HttpRequest, queryset: QuerySet, state: State) -> None:
        chosen = list(queryset)
        taken = accept(chosen, editor_of(request), state)
        if taken:
            messages.success(request, f"{taken} 份没有疑点，正在后台存入：{state.label}。")
        if left := len(chosen) - taken:
            messages.warning(request, f"{left} 份有疑点、会更新已收录的文件，或还没有读完，请逐份审阅。")

    @admin.action(description="重新解析", permissions=["change"])
    def read_again(self, request: HttpRequest, queryset: QuerySet) -> None:
        again = queryset.filter(state__in=[UploadState.READ, UploadState.REFUSED]).exclude(file="")
        count = again.update(state=UploadState.WAITING.value, tries=0, reason="", raw=None)
        messages.success(request, f"{count} 份将重新解析。")

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Take files: each that may be read waits for a worker, each that cannot be is named."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            batch = receive(form.cleaned_data["files"], editor_of(request))
            uploads = list(batch.uploads.only("state", "reason"))
            waiting = [upload for upload in uploads if upload.state == UploadState.WAITING]
            if len(uploads) == 1 and waiting:
                return redirect("admin:documents_upload_review", waiting[0].pk)
            if len(waiting) < len(uploads):
                messages.error(request, f"拒收 {len(uploads) - len(waiting)} 份，原因见下表。")
            if waiting:
                messages.success(request, f"收到 {len(waiting)} 份文件，正在后台解析；可以离开此页，随时回来审阅。")
            return redirect("admin:documents_batch_change", batch.pk)
        context = {**self.admin_site.each_context(request), "title": "上传文件", "form": form, "opts": self.opts}
        return render(request, "admin/documents/upload/upload.html", context)

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        upload = self.get_object(request, unquote(object_id))
        if upload is None:
            raise Http404
        return redirect("admin:documents_upload_review", upload.pk)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "workers": live_workers()})
