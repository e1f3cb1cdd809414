"""Topics that are proposed: shown with their reasons for the documents that are chosen, and taken one by one or all at once."""
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from documents.importing.topics import TopicRules
from documents.models import Document
from documents.parsing.topics import Proposal
from documents.vocabulary.enums import RevisionSource

MOST = 200  # documents on one page


class Proposed(NamedTuple):
    """A document, and the topics that it might have."""

    document: Document
    proposals: list[Proposal]


class TopicActions(admin.ModelAdmin):
    """A part of ``DocumentAdmin``, which says who may change what and changes it."""

    _change_all: Callable[[HttpRequest, Iterable, RevisionSource], None]

    @admin.action(description="建议主题", permissions=["change"])
    def propose_topics(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Shown first; those that are ticked are added, and what a document has stays."""
        chosen = list(queryset.defer(None).defer("html").prefetch_related("topics", "signatures")[: MOST + 1])
        if len(chosen) > MOST:
            messages.error(request, f"一次最多 {MOST} 份，请少选一些。")
            return None
        rules = TopicRules.stored()
        found = [Proposed(document, proposals) for document in chosen if (proposals := rules.proposals(document))]
        if not found:
            messages.info(request, "按现有的规则，所选的文件没有可建议的主题。规则在“主题”中，每个主题各有自己的。")
            return None
        if "post" in request.POST:
            taken = [(one, ticked) for one in found if (ticked := self._ticked(request, one))]
            self._change_all(request, [(one.document, {"topics": (*one.document.fact("topics"), *ticked)}, {}) for one, ticked in taken], RevisionSource.BULK)
            return None
        context = {"title": "建议主题", "found": found, "chosen": len(chosen), "opts": self.opts, "checkbox": ACTION_CHECKBOX_NAME}
        return render(request, "admin/documents/document/topics.html", {**self.admin_site.each_context(request), **context})

    @staticmethod
    def _ticked(request: HttpRequest, proposed: Proposed) -> list[str]:
        wanted = set(request.POST.getlist(f"topics-{proposed.document.pk}"))
        return [proposal.topic for proposal in proposed.proposals if proposal.topic in wanted]
