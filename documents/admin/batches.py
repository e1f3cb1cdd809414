"""The files that were sent together: their progress, a report of them, and how all of it is undone."""
import csv
from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from documents.admin.cells import harmless
from documents.admin.editor import editor_of
from documents.models import Batch, Upload, UploadState
from documents.uploading import join, live_workers, receive, take_back, take_in

PER_PAGE = 100
UNDER_WAY = (UploadState.WAITING, UploadState.READING, UploadState.ACCEPTED, UploadState.STORING)


@admin.register(Batch)
class BatchAdmin(admin.ModelAdmin):
    list_display = ["__str__", "created_at", "created_by", "files"]
    list_select_related = ["created_by"]
    date_hierarchy = "created_at"
    list_per_page = 50
    actions = None

    def get_urls(self) -> list[URLPattern]:
        def page(address: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
            return path(address, self.admin_site.admin_view(view), name=f"documents_batch_{name}")

        return [
            page("begin/", require_POST(self.begin), "begin"),
            page("<int:pk>/files/", require_POST(self.add_file), "files"),
            page("<int:pk>/join/", require_POST(self.join), "join"),
            page("<int:pk>/progress/", self.progress, "progress"),
            page("<int:pk>/report/", self.report, "report"),
            page("<int:pk>/take-back/", self.take_back, "take_back"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(count=Count("uploads"))

    @admin.display(description="文件数")
    def files(self, batch: Batch) -> int:
        return batch.count  # type: ignore[attr-defined]  # of get_queryset

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # by sending files

    def has_delete_permission(self, request: HttpRequest, obj: Batch | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Batch | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Batch | None = None) -> bool:
        return request.user.has_perm("documents.add_document")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def begin(self, request: HttpRequest) -> JsonResponse:
        """A batch to which a page sends its files one by one: where they go to, and where their progress is seen."""
        self._check(request)
        batch = receive([], editor_of(request))
        return JsonResponse({
            "files": reverse("admin:documents_batch_files", args=[batch.pk]), "page": reverse("admin:documents_batch_change", args=[batch.pk]),
            "join": reverse("admin:documents_batch_join", args=[batch.pk]),
        })

    def join(self, request: HttpRequest, pk: int) -> JsonResponse:
        """All files of a batch are there: those that belong together become one."""
        batch = self._batch(request, pk)
        if batch.created_by_id != editor_of(request).pk:
            raise PermissionDenied
        return JsonResponse({"joined": join(batch)})

    def add_file(self, request: HttpRequest, pk: int) -> JsonResponse:
        """Take one file of a batch; what became of each that is in it."""
        batch = self._batch(request, pk)
        if batch.created_by_id != editor_of(request).pk:
            raise PermissionDenied
        file = request.FILES.get("file")
        if file is None:
            return JsonResponse({"error": "没有收到文件，请再试一次。"}, status=400)
        taken = take_in(batch, file, editor_of(request), request.POST.get("folder", ""))
        refused = [upload.reason for upload in taken if upload.state == UploadState.REFUSED]
        return JsonResponse({"taken": len(taken) - len(refused), "refused": refused})

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None) -> HttpResponse:
        key = unquote(object_id)
        if not key.isascii() or not key.isdecimal() or len(key) > 18:
            self._check(request)
            raise Http404
        if request.method == "POST":
            raise PermissionDenied
        return self._show(request, "batch", self._batch(request, int(key)))

    def progress(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The table of the page alone, as it is now: asked for every two seconds."""
        return self._show(request, "_progress", self._batch(request, pk))

    def report(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What became of each file, as a table."""
        batch = self._batch(request, pk)
        response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="batch-{batch.pk}.csv"'
        table = csv.writer(response)
        table.writerow(["文件名", "进度", "原因", "标题", "发文字号", "发文机关", "日期", "公文种类", "疑点", "将更新", "存成的文件"])
        for upload in self._uploads(batch):
            row = [
                upload.name, upload.get_state_display(), upload.reason, upload.title, upload.number, upload.bodies, upload.dated or "",
                upload.kind, " ".join(upload.doubts), upload.updates or "", upload.document_id or "",
            ]
            table.writerow([harmless(str(cell)) for cell in row])
        return response

    def take_back(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asked first; then all that the batch stored is undone, and what stays is named."""
        batch = self._batch(request, pk)
        if not self._may_take_back(request, batch):
            raise PermissionDenied
        if request.method != "POST":
            return self._show(request, "take_back", batch)
        left = take_back(batch, editor_of(request))
        for sentence in left[:PER_PAGE]:
            messages.warning(request, sentence)
        messages.success(request, f"{batch}已收回：新存的文件在回收站中，更新过的文件恢复了原样，没有存入的已放弃，拆分过的原文件还在。")
        return redirect("admin:documents_batch_change", batch.pk)

    def _may_take_back(self, request: HttpRequest, batch: Batch) -> bool:
        """Who has sent it, and who may publish."""
        return batch.created_by_id == editor_of(request).pk or request.user.has_perm("documents.publish_document")

    def _show(self, request: HttpRequest, template: str, batch: Batch) -> HttpResponse:
        counts = dict(batch.uploads.order_by().values_list("state").annotate(Count("pk")))
        page = Paginator(self._uploads(batch), PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request), "title": str(batch), "opts": self.opts, "batch": batch, "page": page,
            "counts": [(state, counts[state]) for state in UploadState if state in counts], "total": sum(counts.values()),
            "is_under_way": any(state in counts for state in UNDER_WAY), "workers": live_workers(),
            "may_take_back": self._may_take_back(request, batch) and bool(counts),
        }
        return render(request, f"admin/documents/batch/{template}.html", context)

    @staticmethod
    def _uploads(batch: Batch) -> QuerySet[Upload]:
        uploads = batch.uploads.select_related("updates", "document").order_by("pk")
        return uploads.defer("raw", "updates__markdown", "updates__html", "document__markdown", "document__html")

    def _check(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied

    def _batch(self, request: HttpRequest, pk: int) -> Batch:
        self._check(request)
        batch = Batch.objects.select_related("created_by").filter(pk=pk).first()
        if batch is None:
            raise Http404
        return batch
