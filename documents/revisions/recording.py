"""Revisions are made here: inside the transaction of the change, after all rows of the document are written."""
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q

from documents.models import Document, Revision, State, Text
from documents.revisions.context import current
from documents.revisions.values import facts_of
from documents.vocabulary.enums import RevisionStatus


@dataclass(frozen=True)
class KeptFile:
    """The file that a text came from, as it is kept, and the content hash of what it says."""

    path: str
    sha256: str
    name: str
    content_hash: str


def last_applied(document: Document) -> Revision | None:
    """What was last recorded of ``document``, without its text."""
    return document.revisions.filter(status=RevisionStatus.APPLIED).order_by("-number").first()


def last_number(document: Document) -> int:
    """The number of the last revision of ``document``; 0 where nothing of it was recorded."""
    return document.revisions.aggregate(last=Max("number"))["last"] or 0


def record(document: Document, *, is_new: bool = False) -> Revision | None:
    """Keep ``document`` as it is now; ``None`` where neither its text nor a fact is another than at its last revision.

    ``is_new``: it has none yet.
    """
    number, facts = 0 if is_new else last_number(document), facts_of(document)
    last = last_applied(document) if number else None
    if last and last.facts == facts and last.text_id == Text.key(document.markdown):
        return None
    if last is None or last.text_id != Text.key(document.markdown):
        _keep_text(document.markdown)
    file = KeptFile(document.original.name or "", document.original_sha256, document.original_name, document.content_hash)
    return _store(document, number + 1, facts, document.markdown, file, RevisionStatus.APPLIED, current().why)


def state_before(document: Document, state: State) -> str | None:
    """The last recorded state of ``document`` that was another than ``state``."""
    states = document.revisions.filter(status=RevisionStatus.APPLIED).exclude(facts__state=state.value).order_by("-number")
    return states.values_list("facts__state", flat=True).first()


def is_known(document: Document, sha256: str, content_hash: str) -> bool:
    """Whether a revision of ``document``, of any status, came from this very file."""
    return document.revisions.filter(Q(original_sha256=sha256) | Q(content_hash=content_hash)).exists()


def propose(document: Document, facts: dict[str, Any], markdown: str, file: KeptFile, status: RevisionStatus, why: str) -> Revision:
    """Keep a text that does not take the place of that of ``document``: with ``status`` proposed, or as a further source."""
    Document.objects.select_for_update().filter(pk=document.pk).values_list("pk").first()  # its revisions are numbered in turn
    _keep_text(markdown)
    return _store(document, last_number(document) + 1, facts, markdown, file, status, why)


def _keep_text(markdown: str) -> None:
    Text.objects.bulk_create([Text.of(markdown)], ignore_conflicts=True)


def _store(
    document: Document, number: int, facts: dict[str, Any], markdown: str, file: KeptFile, status: RevisionStatus, why: str
) -> Revision:
    by = current()
    return Revision.objects.create(
        document=document, number=number, status=status.value, author=by.author,
        author_name=by.author.get_username() if by.author else "", how=by.how.value, why=why, facts=facts,
        text_id=Text.key(markdown), original=file.path, original_sha256=file.sha256, original_name=file.name,
        content_hash=file.content_hash,
    )
