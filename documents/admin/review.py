"""The review of an upload: what was understood of it is shown, corrected, and stored."""
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse

from documents import analysis, formats
from documents.admin import citations, journal
from documents.admin.discussion import DiscussionForm, discuss
from documents.admin.editor import editor_of
from documents.admin.evidence import pieces
from documents.admin.fact_fields import field_name, form_facts, initial_value
from documents.admin.forms import FactsForm
from documents.admin.originals import shows_pages, with_frame
from documents.admin.outline import correct_outline, outline_shown
from documents.admin.publication import may_publish
from documents.admin.splitting import MOST, split_as_asked, unsplit_as_asked
from documents.admin.unsaved import show_unsaved
from documents.analysis import Analysed
from documents.formats.text import RawText
from documents.importing import Outcome, Source, carry_over, compare, differing, import_source, understand
from documents.importing.topics import TopicRules
from documents.models import UNDECIDED_STATES, Document, State, Upload, UploadState
from documents.parsing import ParsedDocument, documents_in
from documents.parsing.topics import Proposal
from documents.rendering import plain
from documents.resolving import ReadReference, references_in
from documents.revisions import editing
from documents.uploading import NotTaken, keep_record, live_workers, read_now, source_of
from documents.vocabulary.enums import RevisionSource
from documents.vocabulary.facts import Fact, Type

UNDER_WAY = (UploadState.WAITING, UploadState.READING, UploadState.ACCEPTED, UploadState.STORING)


class ReviewForm(FactsForm):
    """What was understood of an upload, to be corrected. The text is sent back only where it was changed.

    ``seen``: when the document that it would update was last changed, as the editor saw it.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    proposed_topics = forms.MultipleChoiceField(label="建议的主题", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, proposals: Sequence[Proposal] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proposed_topics"].choices = [(one.topic, f"{one.topic}（{one.reason}）") for one in proposals]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """The editor's word, with the proposed topics that are ticked."""
        facts: dict[str, Any] = super().facts()
        return facts | {"topics": tuple(dict.fromkeys((*facts["topics"], *self.cleaned_data["proposed_topics"])))}

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


class ReviewViews(admin.ModelAdmin):
    """The page of one upload; a part of ``UploadAdmin``."""

    def get_urls(self) -> list[URLPattern]:
        review = self.admin_site.admin_view(self.review)
        return [path("<int:pk>/review/", review, name="documents_upload_review"), *super().get_urls()]

    def review(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what was understood of an upload with the words that prove it; store it as corrected."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        upload = self.get_object(request, str(pk))
        if upload is None or upload.state in (UploadState.STORED, UploadState.TAKEN_BACK):
            return self._gone(request, upload)
        if request.method == "POST" and "discard" in request.POST:
            discard(upload)
            messages.success(request, f"已放弃 {upload.name}。")
            return redirect("admin:documents_upload_changelist")
        if request.method == "POST" and "unsplit" in request.POST:
            unsplit_as_asked(request, upload)
            return redirect(request.path)
        if upload.state == UploadState.WAITING and not live_workers():
            upload = read_now(upload)
        if request.method != "POST" and upload.state in UNDER_WAY:
            return self._show(request, upload, {"is_under_way": True})
        try:
            if upload.state in (UploadState.REFUSED, UploadState.SPLIT):
                raise formats.Refused(upload.reason)
            source = source_of(upload)
            raw = source.raw or analysis.read(source)
            source = replace(source, raw=raw)
            parsed = understand(source)
        except formats.Refused as refusal:
            return self._show(request, upload, {"refusal": refusal, "form": request.POST and ReviewForm(request.POST)})
        return self._reviewed(request, upload, source, raw, parsed)

    def _reviewed(self, request: HttpRequest, upload: Upload, source: Source, raw: RawText, parsed: Analysed) -> HttpResponse:
        inner = documents_in(raw) if parsed.inner and not parsed.is_recognised else ()
        if "split" in request.POST and inner and (batch := split_as_asked(request, upload, inner)):
            return redirect("admin:documents_batch_change", batch)
        verdict = compare(parsed, name=source.name)
        shown = carry_over(parsed, verdict.stored, {})
        seen = {"seen": verdict.stored.updated_at.isoformat()} if verdict.stored else {}
        form = ReviewForm(request.POST or None, initial=ReviewForm.initial_from(shown) | seen, proposals=TopicRules.stored().proposals(shown))
        references = references_in(shown, parsed.mentions, source.name)
        if "outline" in request.POST:
            correct_outline(request, form, source.name)
        is_sent = request.method == "POST" and not {"discuss", "outline", "open", "split"} & request.POST.keys()
        if is_sent and form.is_valid() and (stored := self._store(request, upload, source, shown, form, references)):
            return redirect(self._next_page(request, upload, stored))
        return self._show(request, upload, {
            "form": form, "parsed": parsed, "verdict": verdict, "outline": outline_shown(request, form, parsed, source.name),
            "choices": citations.page_of(citations.choices(references, citations.decided_of(verdict.stored), request.POST or None)), "may_change": True,
            "inner": inner[:MOST], "inner_left": max(0, len(inner) - MOST), "pieces": pieces(raw, parsed.evidence), "unsure": raw.unsure,
            "rows": [(form[field_name(fact)], _evidence(parsed, fact.name), fact.name) for fact in form_facts()],
            "unknown": [fact.name for fact in form_facts() if fact.type in (Type.NAME, Type.NAMES) and _is_unknown(fact, parsed, shown)],
            "kept": [field_name(fact) for fact in form_facts() if shown.fact(fact.name) != parsed.fact(fact.name)],
        })

    def _show(self, request: HttpRequest, upload: Upload, values: dict[str, Any]) -> HttpResponse:
        is_said = request.method == "POST" and "discuss" in request.POST
        discussion = discuss(request, upload) if is_said else DiscussionForm(initial={"assigned_to": upload.assigned_to_id})
        context = {
            "discussion": discussion, "remarks": upload.remarks.select_related("author"),
            **self.admin_site.each_context(request), "title": f"审阅：{upload.name}", "opts": self.opts, "upload": upload,
            "may_publish": may_publish(request), "next": following(upload), "has_pages": shows_pages(upload.file, upload.name), **values,
        }
        return with_frame(render(request, "admin/documents/upload/review.html", context))

    def _gone(self, request: HttpRequest, upload: Upload | None) -> HttpResponse:
        """An upload that somebody has saved or given up, this page being open or not."""
        if request.method == "POST":
            message = "这份上传已经不在了：它已被存为文件，或已被放弃。"
            return show_unsaved(request, self, ReviewForm(request.POST, refusal=message), 404)
        if upload is None or upload.document is None:
            raise Http404
        return redirect(self._page_of(request, upload.document))

    def _store(self, request: HttpRequest, upload: Upload, source: Source, shown: Analysed, form: ReviewForm, references: Sequence[ReadReference]) -> Document | None:
        publish = "publish" in request.POST and may_publish(request)
        text = form.text() if form.text().strip() != shown.markdown.strip() else None
        corrected = Source(source.name, source.data, form.facts(), text, source.raw)
        parsed = replace(understand(corrected), proposed=shown.proposed)  # what the file names is proposed whoever stores it
        verdict = compare(parsed, name=source.name)
        replaced = verdict.stored if verdict.outcome is Outcome.UPDATED else None
        if replaced and not self._may_replace(request, form, replaced):
            return None
        since = journal.last_number(replaced) if replaced else 0
        state = State.PUBLISHED if publish else _state_of_a_draft(request, replaced)
        try:
            with transaction.atomic(), editing(author=editor_of(request), how=RevisionSource.UPLOAD):
                result = import_source(
                    corrected, state=state, into=replaced, corrected=differing(corrected, shown), accept=True, understood=lambda: parsed
                )
                if result.document_id is None or result.outcome in (Outcome.REFUSED, Outcome.KEPT):
                    raise NotTaken(result.reason)
                document = Document.objects.get(pk=result.document_id)
                keep_record(upload, document, result.outcome, editor_of(request))
                _, left = citations.decide(request.POST, references, document, editor_of(request), is_new=not replaced)
        except NotTaken as refusal:
            form.add_error(None, str(refusal))
            return None
        citations.tell_left(request, left)
        if not replaced:
            self.log_addition(request, document, journal.state(document))
        elif changed := journal.change(document, since):
            self.log_change(request, document, changed)
        messages.success(request, f"《{document.title}》{result.outcome.label}，发布状态为“{document.get_state_display()}”。")
        return document

    def _may_replace(self, request: HttpRequest, form: ReviewForm, replaced: Document) -> bool:
        """Whether the editor may, and knows that saving will, update ``replaced``; why not is said in the form."""
        if replaced.state == State.TRASHED:
            form.add_error(None, f"《{replaced.title}》在回收站中，恢复之后才能更新。")
            return False
        if (replaced.is_published or replaced.publish_on) and not may_publish(request):
            form.add_error(None, f"《{replaced.title}》已经发布，您没有修改它的权限。")
            return False
        return form.has_seen(replaced)

    def _next_page(self, request: HttpRequest, upload: Upload, document: Document) -> str:
        """The next upload where that is wanted; else the document that was stored."""
        after = following(upload) if "next" in (request.POST.get(name) for name in ("publish", "review", "draft")) else None
        return reverse("admin:documents_upload_review", args=[after.pk]) if after else self._page_of(request, document)

    def _page_of(self, request: HttpRequest, document: Document) -> str:
        """The page of ``document`` for those who may open it; else the uploads that still wait."""
        may_open = self.admin_site.get_model_admin(Document).has_view_or_change_permission(request, document)
        return reverse("admin:documents_document_change", args=[document.pk]) if may_open else reverse("admin:documents_upload_changelist")


def _state_of_a_draft(request: HttpRequest, replaced: Document | None) -> State | None:
    """The state of what is not published: who may not withdraw leaves that of what is stored as it is; a new document is a draft."""
    if "review" in request.POST and (not replaced or replaced.state in UNDECIDED_STATES):
        return State.IN_REVIEW
    return State.DRAFT if may_publish(request) else None


def following(upload: Upload) -> Upload | None:
    """The next upload that waits for a person, first in the same batch, and in turn from the beginning."""
    others = Upload.objects.filter(state=UploadState.READ).exclude(pk=upload.pk).only("name").order_by("pk")
    for group in (others.filter(batch=upload.batch_id), others):
        if found := group.filter(pk__gt=upload.pk).first() or group.first():
            return found
    return None


def discard(upload: Upload) -> None:
    """Give ``upload`` up, and its file."""
    path = upload.file.name
    upload.delete()
    if path:
        default_storage.delete(path)


def _is_unknown(fact: Fact, parsed: ParsedDocument, shown: ParsedDocument) -> bool:
    """Whether what the file says of ``fact`` is the name of no row that could be chosen."""
    return fact.name != "bodies" and fact.name in parsed.evidence and not initial_value(fact, shown)


def _evidence(parsed: ParsedDocument, name: str) -> tuple[str, str, bool] | None:
    """Whose word the value of a fact is, the words, as people write them, and whether they stand in the text."""
    evidence = parsed.evidence.get(name)
    return (evidence.origin, plain(evidence.text), evidence.span is not None) if evidence else None
