"""Events of status, looked at; and tables of statuses, sent, compared and taken."""
from dataclasses import astuple
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from documents import formats
from documents.admin.editor import editor_of
from documents.admin.references import DerivedAdmin
from documents.formats.tables import MOST_ROWS, TABLE_BYTES
from documents.importing import Comparison, Rejected, Statement, compare_table, contradicting, read_statuses
from documents.importing.status_table import Difference
from documents.models import StatusEvent
from documents.vocabulary.enums import Validity

MOST_SHOWN = 500
SECONDS_TO_DECIDE = 24 * 3600
MB = 1024 * 1024


class TableForm(forms.Form):
    file = forms.FileField(
        label="时效表", allow_empty_file=True,  # refused by name, like any other that says nothing
        help_text=f"CSV 或 XLSX，不超过 {TABLE_BYTES // MB} MB、{MOST_ROWS} 行。表头写“标题”“文号”“成文日期”“时效”“时效日期”“来源”，次序不限。",
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > TABLE_BYTES:
            raise forms.ValidationError(f"{formats.named(file.name, f'表格超过 {TABLE_BYTES // MB} MB。')}")
        return file


class AgainstTexts(admin.SimpleListFilter):
    title, parameter_name = "与条文、版本是否一致", "conflict"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "时效表与条文、版本不一致")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(pk__in=contradicting(timezone.localdate())) if self.value() else queryset


@admin.register(StatusEvent)
class StatusEventAdmin(DerivedAdmin):
    list_display = ["document", "validity", "on", "basis", "by", "section", "proof"]
    list_select_related = ["document", "by"]
    list_filter = ["basis", "validity", AgainstTexts]
    search_fields = ["document__title", "document__number"]
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("document__markdown", "document__html", "by__markdown", "by__html")

    def has_view_permission(self, request: HttpRequest, obj: StatusEvent | None = None) -> bool:
        return self.has_add_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever may publish may take a table: it says of what is public whether it still holds."""
        return request.user.has_perms(["documents.change_document", "documents.publish_document"])

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send a table; look at what it would change; take it. In between the page itself keeps what was read, signed."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST" and "rows" in request.POST:
            return self._take(request)
        form = TableForm(request.POST or None, request.FILES or None)
        compared, kept = None, ""
        if request.method == "POST" and form.is_valid():
            file = form.cleaned_data["file"]
            try:
                rows = read_statuses(file.name, file.read())
            except formats.Refused as refusal:
                form.add_error("file", str(refusal))
            else:
                compared, kept = compare_table(rows), _signed(rows, editor_of(request))
        context = {
            **self.admin_site.each_context(request), "title": "载入时效表", "form": form, "opts": self.opts, "kept": kept, "most": MOST_SHOWN,
            "compared": compared, "shown": compared and _shown(compared), "rejected": compared and compared.rejected[:MOST_SHOWN],
        }
        return render(request, "admin/documents/statusevent/load.html", context)

    def _take(self, request: HttpRequest) -> HttpResponse:
        try:
            rows = _unsigned(request.POST["rows"], editor_of(request))
        except signing.BadSignature:
            messages.error(request, "预览已过期，或不是您所传的。请再传一次时效表。")
            return redirect("admin:documents_statusevent_add")
        compared = compare_table(rows, apply=True)
        for difference in compared.changes:
            message = f"时效表：{difference.before} → {difference.after}"
            LogEntry.objects.log_actions(editor_of(request).pk, [difference.document], CHANGE, message, single_object=True)
        messages.success(request, f"已载入时效表：{compared.summary}。")
        conflicts = f"{reverse('admin:documents_statusevent_changelist')}?conflict=yes"
        return redirect(conflicts if compared.conflicts else "admin:documents_statusevent_changelist")


def _shown(compared: Comparison) -> list[Difference]:
    return [difference for difference in compared.differences if difference.is_new or difference.conflict][:MOST_SHOWN]


def _salt(user: User) -> str:
    return f"documents.statuses.{user.pk}"


def _signed(rows: list[Statement | Rejected], user: User) -> str:
    """The statements of a table, as the page hands them back when they are taken."""
    statements = [astuple(row) for row in rows if isinstance(row, Statement)]
    plain = [[value.isoformat() if isinstance(value, date) else value for value in statement] for statement in statements]
    return signing.dumps(plain, salt=_salt(user), compress=True)


def _unsigned(signed: str, user: User) -> list[Statement | Rejected]:
    plain = signing.loads(signed, salt=_salt(user), max_age=SECONDS_TO_DECIDE)
    return [
        Statement(line, title, number, _day(dated), Validity(validity), _day(on), source)
        for line, title, number, dated, validity, on, source in plain
    ]


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
