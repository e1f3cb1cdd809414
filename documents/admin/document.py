"""Documents in the admin: every change goes through importing."""
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from documents.admin import journal
from documents.admin.care import CareFilter
from documents.admin.citations import CitationViews
from documents.admin.editor import editor_of
from documents.admin.fact_fields import field_name, form_facts
from documents.admin.forms import UNDECIDED, DocumentForm
from documents.admin.metadata import MetadataActions
from documents.admin.originals import OriginalViews, shows_pages, with_frame
from documents.admin.publication import PublicationActions, may_publish, states_offered
from documents.admin.revisions import RevisionViews
from documents.admin.sent_by_me import SentByMeFilter
from documents.admin.stored_outline import OutlineViews
from documents.admin.topics import TopicActions
from documents.admin.trash import StateFilter, TrashActions
from documents.admin.unsaved import show_unsaved
from documents.importing import corrections_of, differing, import_source, update
from documents.models import Document, State, Validity
from documents.models.querysets import DocumentQuerySet
from documents.revisions import editing, last_applied
from documents.vocabulary.enums import RevisionSource, RevisionStatus
from documents.vocabulary.facts import Group

DECIDED = {
    Group.IDENTITY: ["state", "publish_on", "why", "public_page"],
    Group.DATES: ["status_today", "validity", "validity_since", "validity_proof"],
    Group.FILING: [],
}


class SavingRequest(HttpRequest):
    """One that saves a document: whether there was nothing to save."""

    saved_nothing: bool


class ValidityToday(admin.SimpleListFilter):
    title, parameter_name = "时效", "validity"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(validity.value, validity.label) for validity in Validity]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return cast(DocumentQuerySet, queryset).with_validity(timezone.localdate()).filter(validity_on=self.value()) if self.value() else queryset


@admin.register(Document)
class DocumentAdmin(
    RevisionViews, CitationViews, OutlineViews, PublicationActions, MetadataActions, TopicActions, TrashActions, OriginalViews, admin.ModelAdmin
):
    file_field, name_field = "original", "original_name"
    form = DocumentForm
    exclude = ["signed_by"]  # from what the model makes fields of: the form has one
    list_display = ["title", "number", "kind", "sort_date", "state", "status_today", "section_count"]
    list_filter = [StateFilter, SentByMeFilter, CareFilter, ("kind", admin.AllValuesFieldListFilter), ValidityToday, "topics", "column"]
    search_fields = ["title", "full_title", "number", "signatures__signed_as"]
    date_hierarchy = "sort_date"
    list_per_page = 50
    actions = [
        "send_to_review", "publish", "withdraw", "back_to_draft", "change_many", "propose_topics", "metadata_csv", "metadata_xlsx", "put_back", "empty",
    ]
    readonly_fields = ["public_page", "status_today", "original_file", "further_sources", "created_at", "updated_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).defer("markdown", "html").annotate(sections_held=Count("sections"))

    @admin.display(description="章节数", ordering="sections_held")
    def section_count(self, document: Document) -> int:
        return document.sections_held  # type: ignore[attr-defined]  # of get_queryset

    @admin.display(description="今天的时效")
    def status_today(self, document: Document) -> str:
        return document.status.label if document.pk else "—"

    @admin.display(description="公开页面")
    def public_page(self, document: Document) -> str:
        if not document.is_published:
            return "未发布"
        return format_html('<a href="{}">{}</a>', document.get_absolute_url(), document.title)

    @admin.display(description="原始文件")
    def original_file(self, document: Document) -> str:
        if not document.original:
            return document.original_name or "—"
        address = reverse("admin:documents_document_original", args=[document.pk])
        return format_html('<a href="{}">{}</a>', address, document.original_name or "下载")

    @admin.display(description="其他来源")
    def further_sources(self, document: Document) -> str:
        """The files that say the same, or less."""
        sources = document.revisions.filter(status=RevisionStatus.SOURCE).order_by("number") if document.pk else []
        rows = ((reverse("admin:documents_document_decide", args=[document.pk, s.number]), s.original_name) for s in sources)
        return format_html_join("、", '<a href="{}">{}</a>', rows) or "—"

    @admin.display(description="发文机关")
    def signed_by(self, document: Document) -> str:
        """What the field of this name says, for those who may only look."""
        return "\n".join(signature.signed_as for signature in document.signatures.all())

    def view_on_site(self, document: Document) -> str | None:
        return document.get_absolute_url() if document.is_published else None

    def get_fieldsets(self, request: HttpRequest, obj: Document | None = None) -> Any:
        """The facts by their groups, each with what an editor decides beside them; the text; where it came from."""
        facts = {group: [field_name(fact) for fact in form_facts() if fact.group is group] for group in Group}
        return [
            *((group.value or None, {"fields": [*facts[group], *DECIDED[group]]}) for group in Group),
            ("正文", {"fields": ["markdown", "seen", "base"]}),
            ("原始文件", {"fields": ["original_file", "further_sources", "created_at", "updated_at"], "classes": ["collapse"]}),
        ]

    def get_form(self, request: HttpRequest, obj: Document | None = None, change: bool = False, **kwargs: Any) -> type[forms.ModelForm]:
        """Whoever may not publish writes and sends to review, and is offered no other state."""
        form = super().get_form(request, obj, change, **kwargs)
        field = form.base_fields.get("state")
        if isinstance(field, forms.ChoiceField):
            states = states_offered(request, State(obj.state) if obj else State.DRAFT)
            field.choices = [(state.value, state.label) for state in states]
        if isinstance(field, forms.ChoiceField) and not self.has_publish_permission(request):
            field.help_text = "写好之后送审；您没有发布和撤回文件的权限。"
            field.error_messages["invalid_choice"] = "您没有发布和撤回文件的权限。其余内容可以照此保存。"
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Document | None = None) -> list[str]:
        fields = [*super().get_readonly_fields(request, obj)]
        return fields if self.has_publish_permission(request) else [*fields, "publish_on"]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """What comes too late, the document being published or deleted meanwhile, is shown again and not lost."""
        if request.method == "POST" and self.has_change_permission(request):
            document = self.get_object(request, unquote(object_id))
            if not document:
                form = DocumentForm(request.POST, refusal="这份文件已被删除。")
                return show_unsaved(request, self, form, 404)
            if not self.has_change_permission(request, document):
                form = DocumentForm(request.POST, refusal=self._why_fixed(document))
                return show_unsaved(request, self, form, 403)
        context = {**(extra_context or {}), "may_publish": may_publish(request), **self._beside(object_id)}
        return with_frame(super().change_view(request, object_id, form_url, context))

    def _beside(self, object_id: str) -> dict[str, Any]:
        """Who has changed it last, when and why: the remark with which it was sent back, or withdrawn; whether it has pages to
        show; why it would be fixed for who may not publish."""
        key = unquote(object_id)
        is_key = key.isascii() and key.isdecimal() and len(key) < 19
        fields = ("pk", "original", "original_name", "state", "publish_on")
        if not is_key or not (known := Document.objects.filter(pk=key).only(*fields).first()):
            return {}
        pages = shows_pages(known.original, known.original_name)
        return {"last": last_applied(known), "has_pages": pages, "why_fixed": self._why_fixed(known)}

    def _why_fixed(self, document: Document) -> str:
        if document.state == State.TRASHED:
            return "这份文件在回收站中，恢复之后才能修改。"
        if document.publish_on:
            return "这份文件已定期发布，修改它要由有发布权限的人来做。"
        return "这份文件已经发布，您没有修改公开内容的权限。"

    def save_model(self, request: HttpRequest, document: Document, form: DocumentForm, change: bool) -> None:
        """Store through importing, then what only a person decides: the state of validity. Nothing where nothing is changed."""
        state = State(form.cleaned_data["state"])
        source, into = form.as_source(), document if change else None
        stored = Document.objects.get(pk=document.pk) if change else None  # the form has changed ``document``
        changed = differing(source, stored) if stored else None
        judged = form.judgement()
        form.since = journal.last_number(stored) if stored else 0
        publish_on = form.cleaned_data.get("publish_on", stored.publish_on if stored else None)
        is_rescheduled = publish_on != (stored.publish_on if stored else None)
        saving = cast(SavingRequest, request)
        saving.saved_nothing = bool(stored and not changed and not judged and not is_rescheduled and state == stored.state)
        if saving.saved_nothing:
            return
        for name in UNDECIDED:  # what is not decided stays as it is stored
            setattr(document, name, judged.get(name, getattr(stored or Document(), name)))
        corrected = corrections_of(stored) | (changed or frozenset()) if stored else None
        document.publish_on = stored.publish_on if stored else None
        with transaction.atomic(), editing(author=editor_of(request), how=RevisionSource.EDIT, why=form.cleaned_data.get("why", "")):
            result = import_source(source, state=state, into=into, corrected=corrected, accept=True)
            document.pk = result.document_id
            document.refresh_from_db()
            if judged or is_rescheduled:
                update(document, **judged, publish_on=publish_on)
        for warning in result.warnings:
            messages.warning(request, warning)

    def save_related(self, request: HttpRequest, form: DocumentForm, formsets: Any, change: bool) -> None:
        """Bodies and topics are written by importing already."""

    def construct_change_message(self, request: HttpRequest, form: forms.Form, formsets: Any, add: bool = False) -> Any:
        saved = cast(DocumentForm, form)
        return journal.state(saved.instance) if add else journal.change(saved.instance, saved.since)

    def log_change(self, request: HttpRequest, document: Document, message: Any) -> LogEntry | None:  # type: ignore[override]  # no change, no entry
        return super().log_change(request, document, message) if message else None

    def response_change(self, request: HttpRequest, document: Document) -> HttpResponse:
        if not cast(SavingRequest, request).saved_nothing:
            return super().response_change(request, document)
        messages.info(request, f"《{document}》没有改动，所以没有保存。")
        return redirect(request.path) if "_continue" in request.POST else self.response_post_save_change(request, document)

    def has_change_permission(self, request: HttpRequest, document: Document | None = None) -> bool:
        """What is public changes only by the hand of someone who may publish."""
        may_change = super().has_change_permission(request, document)
        if document and document.state == State.TRASHED:
            return False
        return may_change and (not document or not _is_decided(document) or self.has_publish_permission(request))

    def has_delete_permission(self, request: HttpRequest, document: Document | None = None) -> bool:
        may_delete = super().has_delete_permission(request, document)
        if document and document.state == State.TRASHED:
            return False
        return may_delete and (not document or not _is_decided(document) or self.has_publish_permission(request))

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may_publish(request)


def _is_decided(document: Document) -> bool:
    """Whether somebody who may publish has decided on ``document`` as it is: it is public, or will be on its day."""
    return document.is_published or document.publish_on is not None
