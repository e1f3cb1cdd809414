"""Metadata of many documents at once: set in a form, or taken out as a table and back in after a look at the differences."""
import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from documents import formats
from documents.admin import journal
from documents.admin.bulk_form import BulkForm
from documents.admin.cells import harmless, plain
from documents.admin.editor import editor_of
from documents.formats.tables import TABLE_BYTES, Rows
from documents.importing import Outcome, correct, turn, update
from documents.importing.metadata_table import Difference, Unusable, compare_metadata, read_metadata, table
from documents.models import Document
from documents.revisions import editing
from documents.vocabulary.enums import RevisionSource

MOST = 200  # documents that one request changes: each is read anew
MOST_IN_TABLE = 20_000
SECONDS_TO_DECIDE = 24 * 3600
MB = 1024 * 1024

Change = tuple[Document, Mapping[str, object], Mapping[str, Any]]
"""A document as it was seen, the facts that it shall have, and what is decided of its validity."""


class MetadataForm(forms.Form):
    file = forms.FileField(label="元数据表", allow_empty_file=True, help_text=f"改过的 CSV 或 XLSX，不超过 {TABLE_BYTES // MB} MB。")

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > TABLE_BYTES:
            raise forms.ValidationError(formats.named(file.name, f"表格超过 {TABLE_BYTES // MB} MB。"))
        return file


class MetadataActions(admin.ModelAdmin):
    """A part of ``DocumentAdmin``, which says who may change what."""

    has_publish_permission: Callable[[HttpRequest], bool]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.load_metadata)
        return [path("metadata/", view, name="documents_document_metadata"), *super().get_urls()]

    @admin.action(description="下载元数据（CSV）", permissions=["view"])
    def metadata_csv(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        written = io.StringIO()
        csv.writer(written).writerows([harmless(cell) for cell in row] for row in table(_for_table(queryset)))
        return _attached("\ufeff" + written.getvalue(), "text/csv; charset=utf-8", "metadata.csv")

    @admin.action(description="下载元数据（XLSX）", permissions=["view"])
    def metadata_xlsx(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        from openpyxl import Workbook  # which few processes need

        book = Workbook(write_only=True)
        sheet = book.create_sheet("元数据")
        for row in table(_for_table(queryset)):
            sheet.append([_text_cell(sheet, cell) for cell in row])
        written = io.BytesIO()
        book.save(written)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return _attached(written.getvalue(), kind, "metadata.xlsx")

    @admin.action(description="批量修改所选文件", permissions=["change"])
    def change_many(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Asked first what; the text of none is touched."""
        form = BulkForm(request.POST if "post" in request.POST else None)
        documents = list(queryset.defer(None).defer("html")[: MOST + 1])
        if len(documents) > MOST:
            messages.error(request, f"一次最多修改 {MOST} 份，请少选一些。")
            return None
        if form.is_bound and form.is_valid():
            values, judged = form.values(), form.judgement()
            self._change_all(request, [(document, form.facts_for(document, values), judged) for document in documents], RevisionSource.BULK)
            return None
        context = {"title": "批量修改", "documents": documents, "opts": self.opts, "form": form, "checkbox": ACTION_CHECKBOX_NAME}
        return render(request, "admin/documents/document/bulk.html", {**self.admin_site.each_context(request), **context})

    def load_metadata(self, request: HttpRequest) -> HttpResponse:
        """Send a table; look at what it would change; take it. In between the page itself keeps what was read, signed."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if request.method == "POST" and "rows" in request.POST:
            return self._take(request)
        form = MetadataForm(request.POST or None, request.FILES or None)
        differences, unusable, kept = None, None, ""
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            try:
                with formats.naming(file.name):
                    rows = tuple(tuple(map(plain, row)) for row in read_metadata(file.name, file.read()))
            except formats.Refused as refusal:
                form.add_error("file", str(refusal))
            else:
                differences, unusable = _told(rows)
                kept = signing.dumps(rows, salt=_salt(editor_of(request)), compress=True)
        context = {
            **self.admin_site.each_context(request), "title": "载入元数据", "opts": self.opts, "form": form, "differences": differences, "is_compared": differences is not None,
            "unusable": unusable, "kept": kept, "most": MOST,
        }
        return render(request, "admin/documents/document/metadata.html", context)

    def _take(self, request: HttpRequest) -> HttpResponse:
        try:
            rows = tuple(map(tuple, signing.loads(request.POST["rows"], salt=_salt(editor_of(request)), max_age=SECONDS_TO_DECIDE)))
        except signing.BadSignature:
            messages.error(request, "预览已过期，或不是您所传的。请再传一次元数据表。")
            return redirect("admin:documents_document_metadata")
        differences, _ = _told(rows)
        self._change_all(request, [(found.document, found.values, {}) for found in differences[:MOST]], RevisionSource.BULK)
        if len(differences) > MOST:
            messages.warning(request, f"一次最多修改 {MOST} 份，还有 {len(differences) - MOST} 份：请把同一张表再传一次。")
        return redirect("admin:documents_document_changelist")

    def _change_all(self, request: HttpRequest, changes: Iterable[Change], how: RevisionSource) -> None:
        """Change each document that may be changed; what stays is named with the reason."""
        changed = 0
        for seen, facts, judged in changes:
            with turn():  # before the row is locked, as every import does
                reason, message = self._change(request, seen, facts, judged, how)
            if reason:
                messages.warning(request, f"《{seen.title}》没有改：{reason}")
            changed += bool(message)
        messages.success(request, f"修改了 {changed} 份文件。")

    def _change(self, request: HttpRequest, seen: Document, facts: Mapping[str, object], judged: Mapping[str, Any], how: RevisionSource) -> tuple[str, str]:
        """Change a document as it was seen; → why it was not, and what was changed. What another has changed since stays."""
        document = Document.objects.select_for_update().filter(pk=seen.pk, updated_at=seen.updated_at).first()
        if document is None:
            return "刚刚有人改过它，请再看一次。", ""
        if not self.has_change_permission(request, document):
            return "您没有修改它的权限，或它在回收站中。", ""
        since = journal.last_number(document)
        with editing(author=editor_of(request), how=how):
            result = correct(document, facts) if facts else None
            if result and result.outcome in (Outcome.REFUSED, Outcome.KEPT):
                return result.reason, ""
            document.refresh_from_db()
            if judged:
                update(document, **judged)
        if message := journal.change(document, since):
            self.log_change(request, document, message)
        return "", message


def _for_table(queryset: QuerySet) -> QuerySet[Document]:
    return queryset.defer("markdown", "html").prefetch_related("signatures", "topics").select_related("column")[:MOST_IN_TABLE]


def _text_cell(sheet: Any, value: str) -> Any:
    """A cell that is words, whatever they begin with."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    cell.value, cell.data_type = value, "s"
    return cell


def _attached(content: str | bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _told(rows: Rows) -> tuple[list[Difference], list[Unusable]]:
    found = list(compare_metadata(rows))
    return [one for one in found if isinstance(one, Difference)], [one for one in found if isinstance(one, Unusable)]


def _salt(user: User) -> str:
    return f"documents.metadata.{user.pk}"
