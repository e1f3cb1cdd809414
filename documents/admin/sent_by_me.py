"""What became of the documents that somebody has sent to review: sent back, published meanwhile, or still waiting.

Nothing is kept for it: the revisions say who has sent what, and whether somebody else has acted since. So the news of a
document goes by itself when its writer goes on with it.
"""
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone

from documents.admin.editor import editor_of
from documents.models import Document, Revision, State
from documents.vocabulary.enums import RevisionStatus

DAYS = 30
FATES = {"returned": ("退回给我的", State.DRAFT), "published": ("已发布的", State.PUBLISHED), "waiting": ("还在待审的", State.IN_REVIEW)}


class SentByMeFilter(admin.SimpleListFilter):
    title, parameter_name = f"我在 {DAYS} 天内送审的", "sent"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(name, label) for name, (label, _) in FATES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        fate = self.value() or ""
        return sent_by(editor_of(request), fate, queryset) if fate in FATES else queryset


def sent_by(user: Any, fate: str, documents: QuerySet[Document] | None = None) -> QuerySet[Document]:
    """Those of ``documents`` that ``user`` has sent to review within the last days, and to which ``fate`` befell since."""
    state = FATES[fate][1]
    since = timezone.now() - timedelta(days=DAYS)
    applied = Revision.objects.filter(status=RevisionStatus.APPLIED).order_by()
    sent = applied.filter(author=user, created_at__gte=since, facts__state=State.IN_REVIEW.value).values("document_id")
    found = Document.objects.filter(pk__in=sent, state=state).order_by()
    if state is not State.IN_REVIEW:
        last = applied.filter(document=OuterRef("pk")).order_by("-number").values("author")[:1]
        found = found.annotate(last_author=Subquery(last)).filter(Q(last_author=None) | ~Q(last_author=user.pk))
    return (Document.objects.all() if documents is None else documents).filter(pk__in=found.values("pk"))
