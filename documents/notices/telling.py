"""Who hears of what."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse

from documents.models import Document, Notice, Revision, State
from documents.vocabulary.enums import RevisionStatus

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
DAYS = 30  # after which whoever has sent a document to review hears no more of it
LONGEST = 500
FATES = {State.DRAFT: "退回为草稿", State.PUBLISHED: "发布", State.WITHDRAWN: "撤回", State.TRASHED: "放入回收站"}


def tell(people: Iterable[User | None], text: str, path: str, *, by: User | None = None) -> None:
    """Have ``text`` and the page at ``path`` sent to those of ``people`` who have an address, but not to ``by``, who has done it."""
    if not settings.NOTICES_BY_MAIL:
        return
    to = {person.pk: person for person in people if person and person.email and person != by}
    line = " ".join(text.split())
    line = line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
    Notice.objects.bulk_create(Notice(recipient=person, text=line, path=path) for person in to.values())


def tell_of_state(document: Document, revision: Revision) -> None:
    """Tell who should know of it that ``revision`` has brought ``document`` into another state: of what is sent to review those
    who may publish; of what became of it then, those who have sent it."""
    if not settings.NOTICES_BY_MAIL:
        return
    state = State(document.state)
    applied = Revision.objects.filter(document=document, status=RevisionStatus.APPLIED, number__lt=revision.number)
    before = applied.order_by("-number").values_list("facts__state", flat=True).first()
    if before == state.value:
        return
    if state is State.IN_REVIEW:
        people, happened = _publishers(), f"送审《{document.title}》"
    else:
        since = revision.created_at - timedelta(days=DAYS)
        senders = applied.filter(facts__state=State.IN_REVIEW.value, created_at__gte=since).order_by().values("author")
        people, happened = _staff(Q(pk__in=senders)), f"把您送审的《{document.title}》{FATES[state]}"
    why = f"缘由：{revision.why}" if revision.why else ""
    path = reverse("admin:documents_document_change", args=[document.pk])
    tell(people, f"{revision.author_name or '系统'} {happened}。{why}", path, by=revision.author)


def _publishers() -> list[User]:
    allowed = get_user_model().objects.with_perm("documents.publish_document", backend=BACKEND)
    return list(allowed.filter(is_staff=True, is_active=True))


def _staff(which: Q) -> list[User]:
    return list(get_user_model().objects.filter(which, is_staff=True, is_active=True))
