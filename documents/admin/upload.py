"""Uploading: files are sent, what was understood is shown, an editor corrects it and accepts it."""
from typing import cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse

from documents import formats
from documents.admin import journal
from documents.admin.fact_fields import field_name, form_facts
from documents.admin.forms import FactsForm
from documents.admin.unsaved import show_unsaved
from documents.importing import (
    Outcome,
    Source,
    Unreadable,
    carry_over,
    compare,
    differing,
    import_source,
    sources_sent,
    understand,
)
from documents.models import Document, State, Upload
from documents.rendering import plain
from documents.revisions import editing
from documents.vocabulary.enums import RevisionSource


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One file or several; cleans to a list."""

    widget = SeveralFiles

    def clean(self, data, initial=None):
        return [super(SeveralFilesField, self).clean(file) for file in data or [None]]


class UploadForm(forms.Form):
    files = SeveralFilesField(  # type: ignore[assignment]  # the name that the page posts; a field is no attribute of its form
        label="文件",
        allow_empty_file=True,  # refused by name, like any other that says nothing
        help_text="可一次选择多个；支持 " + "、".join(formats.supported()) + "，以及装有这些文件的 .zip。",
    )


class ReviewForm(FactsForm):
    """What was understood of an upload, to be corrected. The text is sent back only where it was changed.

    ``seen``: when the document that it would update was last changed, as the editor saw it.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def has_seen(self, stored: Document) -> bool:
        """Whether the editor knows what saving would update; if not, it is said, and the next time it is known."""
        now = stored.updated_at.isoformat()
        if self.cleaned_data["seen"] == now:
            return True
        message = f"保存将更新已收录的《{stored.title}》（{stored.get_state_display()}），它与您打开此页时不同。确认无误请再按一次。"
        self.add_error(None, message)
        self.data = cast(QueryDict, self.data).copy()
        self.data["seen"] = now
        return False


@admin.register(Upload)
class UploadAdmin(admin.ModelAdmin):
    list_display = ["name", "uploaded_by", "created_at"]
    list_select_related = ["uploaded_by"]
    search_fields = ["name"]

    def get_urls(self):
        review = self.admin_site.admin_view(self.review)
        return [path("<int:pk>/review/", review, name="documents_upload_review"), *super().get_urls()]

    def has_add_permission(self, request):
        """Whoever may add documents sends files, reviews those that wait, and gives them up: one act in steps."""
        return request.user.has_perm("documents.add_document")

    def has_view_permission(self, request, obj=None):
        return self.has_add_permission(request)

    def has_change_permission(self, request, obj=None):
        return self.has_add_permission(request)

    def has_delete_permission(self, request, obj=None):
        return self.has_add_permission(request)

    def delete_model(self, request, upload):
        self._discard(upload)

    def delete_queryset(self, request, queryset):
        for upload in queryset:
            self._discard(upload)

    def add_view(self, request, form_url="", extra_context=None):
        """Take one file or several; each that can be opened waits for review, each that cannot is named."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            waiting = [upload for file in form.cleaned_data["files"] for upload in self._take(request, file)]
            if len(waiting) == 1:
                return redirect("admin:documents_upload_review", waiting[0].pk)
            if waiting:
                messages.success(request, f"收到 {len(waiting)} 份文件，请逐份审阅。")
                return redirect("admin:documents_upload_changelist")
        context = {**self.admin_site.each_context(request), "title": "上传文件", "form": form, "opts": self.opts}
        return render(request, "admin/documents/upload/upload.html", context)

    def _take(self, request, file):
        for source in sources_sent(file.name, file.size, file.read):
            if isinstance(source, Unreadable):
                messages.error(request, source.reason)
                continue
            upload = Upload(name=source.name[-255:], uploaded_by=request.user)
            upload.file.save("upload", ContentFile(source.data), save=False)
            try:
                upload.save()
            except Exception:
                upload.file.delete(save=False)
                raise
            yield upload

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_change_permission(request):
            raise PermissionDenied
        upload = self.get_object(request, unquote(object_id))
        if upload is None:
            raise Http404
        return redirect("admin:documents_upload_review", upload.pk)

    def review(self, request, pk):
        """Show what was understood of an upload with the words that prove it; store it as corrected."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        upload = self.get_object(request, str(pk))
        if upload is None:
            return self._gone(request)
        if request.method == "POST" and "discard" in request.POST:
            self._discard(upload)
            messages.success(request, f"已放弃 {upload.name}。")
            return redirect("admin:documents_upload_changelist")
        context = {**self.admin_site.each_context(request), "title": f"审阅：{upload.name}", "opts": self.opts, "upload": upload}
        try:
            source = _source(upload)
            parsed = understand(source)
        except formats.Refused as refusal:
            return render(request, "admin/documents/upload/review.html", {**context, "refusal": refusal, "form": request.POST and ReviewForm(request.POST)})
        verdict = compare(parsed, name=source.name)
        shown = carry_over(parsed, verdict.stored, {})
        seen = {"seen": verdict.stored.updated_at.isoformat()} if verdict.stored else {}
        form = ReviewForm(request.POST or None, initial=ReviewForm.initial_from(shown) | seen)
        if request.method == "POST" and form.is_valid():
            stored = self._store(request, source, shown, form)
            if stored:
                self._discard(upload)
                return redirect(self._next_page(request, stored))
        context |= {
            "form": form, "parsed": parsed, "verdict": verdict,
            "rows": [(form[field_name(fact)], _evidence(parsed, fact.name)) for fact in form_facts()],
            "kept": [field_name(fact) for fact in form_facts() if shown.fact(fact.name) != parsed.fact(fact.name)],
            "may_publish": request.user.has_perm("documents.publish_document"),
        }
        return render(request, "admin/documents/upload/review.html", context)

    def _gone(self, request):
        """An upload that somebody has saved or given up, this page being open or not."""
        if request.method != "POST":
            raise Http404
        message = "这份上传已经不在了：它已被存为文件，或已被放弃。"
        return show_unsaved(request, self, ReviewForm(request.POST, refusal=message), 404)

    def _store(self, request, source, shown, form) -> Document | None:
        may_publish = request.user.has_perm("documents.publish_document")
        publish = "publish" in request.POST and may_publish
        text = form.text() if form.text().strip() != shown.markdown.strip() else None
        corrected = Source(source.name, source.data, form.facts(), text)
        verdict = compare(understand(corrected), name=source.name)
        replaced = verdict.stored if verdict.outcome is Outcome.UPDATED else None
        if replaced and replaced.state == State.TRASHED:
            form.add_error(None, f"《{replaced.title}》在回收站中，恢复之后才能更新。")
            return None
        if replaced and replaced.is_published and not may_publish:
            form.add_error(None, f"《{replaced.title}》已经发布，您没有修改它的权限。")
            return None
        if replaced and not form.has_seen(replaced):
            return None
        since = journal.last_number(replaced) if replaced else 0
        # Who may not withdraw leaves the state of what is stored as it is; a new document is a draft.
        state = State.PUBLISHED if publish else State.DRAFT if may_publish else None
        with editing(author=request.user, how=RevisionSource.UPLOAD):
            result = import_source(corrected, state=state, into=replaced, corrected=differing(corrected, shown), accept=True)
        if result.document_id is None or result.outcome in (Outcome.REFUSED, Outcome.KEPT):
            form.add_error(None, result.reason)
            return None
        document = Document.objects.get(pk=result.document_id)
        if not replaced:
            self.log_addition(request, document, journal.state(document))
        elif changed := journal.change(document, since):
            self.log_change(request, document, changed)
        messages.success(request, f"《{document.title}》{result.outcome.label}，发布状态为“{document.get_state_display()}”。")
        return document

    def _next_page(self, request, document) -> str:
        """The document that was stored, for those who may open it; else the uploads that still wait."""
        may_open = self.admin_site.get_model_admin(Document).has_view_or_change_permission(request, document)
        return reverse("admin:documents_document_change", args=[document.pk]) if may_open else reverse("admin:documents_upload_changelist")

    def _discard(self, upload):
        upload.file.delete(save=False)
        upload.delete()


def _source(upload) -> Source:
    """The file as it was sent. Raises ``formats.Refused`` where the disk has it no more."""
    try:
        with upload.file.open() as file:
            return Source(upload.name, file.read())
    except FileNotFoundError as error:
        raise formats.Refused("这份上传的文件已不在服务器上。请放弃它，再上传一次。") from error


def _evidence(parsed, name) -> tuple[str, str] | None:
    """Whose word the value of a fact is, and the words, as people write them."""
    evidence = parsed.evidence.get(name)
    return evidence and (evidence.origin, plain(evidence.text))
