"""Who of the editors looks at an upload, and what they write to each other about it."""
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from documents.admin.editor import editor_of
from documents.models import Remark, Upload
from documents.notices import tell

LONGEST_REMARK = 1_000
BACKEND = "django.contrib.auth.backends.ModelBackend"


def editors() -> QuerySet:
    """Those who may review uploads, and so may be given one."""
    allowed = get_user_model().objects.with_perm("documents.add_document", backend=BACKEND)
    return allowed.filter(is_staff=True, is_active=True).order_by("username")


class AssignForm(ActionForm):
    """The form over the list of uploads: what is done, and to whom what is chosen is given."""

    colleague = forms.ModelChoiceField(get_user_model().objects.none(), required=False, label="分派给", empty_label="（选一位同事）")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _field(self, "colleague").queryset = editors()


class DiscussionForm(forms.Form):
    """The part of the review in which an upload is given to somebody, and a remark is left."""

    assigned_to = forms.ModelChoiceField(get_user_model().objects.none(), required=False, label="分派给", empty_label="（没有分派）")
    remark = forms.CharField(
        required=False, max_length=LONGEST_REMARK, label="留言", help_text="同事在这里看到；存入或放弃之后不再保留。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _field(self, "assigned_to").queryset = editors()


def _field(form: forms.Form, name: str) -> forms.ModelChoiceField:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    return field


def discuss(request: HttpRequest, upload: Upload) -> DiscussionForm:
    """Keep what ``request`` says about ``upload``; the form, empty again where it was right."""
    author = editor_of(request)
    form = DiscussionForm(request.POST)
    if not form.is_valid():
        return form
    before, upload.assigned_to = upload.assigned_to, form.cleaned_data["assigned_to"]
    page = reverse("admin:documents_upload_review", args=[upload.pk])
    with transaction.atomic():
        upload.save(update_fields=["assigned_to"])
        if upload.assigned_to != before:
            tell([upload.assigned_to], f"{author} 把上传的“{upload.name}”分派给了您。", page, by=author)
        if text := form.cleaned_data["remark"].strip():
            Remark.objects.create(upload=upload, author=author, text=text)
            tell(_taking_part(upload), f"{author} 在上传的“{upload.name}”上留言：{text}", page, by=author)
    messages.success(request, "分派和留言已保存；下面改过的内容还没有保存。")
    return DiscussionForm(initial={"assigned_to": upload.assigned_to_id})


def _taking_part(upload: Upload) -> list[Any]:
    """Who has sent ``upload``, who was given it, and who has written about it."""
    writers = get_user_model().objects.filter(pk__in=upload.remarks.order_by().values("author"))
    return [upload.uploaded_by, upload.assigned_to, *writers]


class AssignActions(admin.ModelAdmin):
    """A part of ``UploadAdmin``."""

    action_form = AssignForm

    @admin.action(description="分派给我", permissions=["change"])
    def assign_to_me(self, request: HttpRequest, queryset: QuerySet) -> None:
        messages.success(request, f"{queryset.update(assigned_to=editor_of(request))} 份分派给了您。")

    @admin.action(description="分派给选定的同事", permissions=["change"])
    def assign(self, request: HttpRequest, queryset: QuerySet) -> None:
        key = request.POST.get("colleague", "")
        colleague = editors().filter(pk=key).first() if key.isascii() and key.isdecimal() and len(key) < 19 else None
        if colleague is None:
            messages.warning(request, "还没有分派：请在动作旁边选一位同事，再执行。")
            return
        with transaction.atomic():
            count = queryset.update(assigned_to=colleague)
            path = reverse("admin:documents_upload_changelist") + "?assigned=me"
            tell([colleague], f"{editor_of(request)} 把 {count} 份上传分派给了您。", path, by=editor_of(request))
        messages.success(request, f"{count} 份分派给了 {colleague}。")
