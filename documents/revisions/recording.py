"""Revisions are made here: inside the transaction of the change, after all rows of the document are written."""
from typing import Any

from django.db.models import Max

from documents.models import Document, Revision, Text
from documents.revisions.context import current
from documents.revisions.values import facts_of
from documents.vocabulary.enums import RevisionStatus


def last_applied(document: Document) -> Revision | None:
    """What was last recorded of ``document``, without its text."""
    return document.revisions.filter(status=RevisionStatus.APPLIED).order_by("-number").first()


def last_number(document: Document) -> int:
    """The number of the last revision of ``document``; 0 where nothing of it was recorded."""
    return document.revisions.aggregate(last=Max("number"))["last"] or 0


def record(document: Document) -> Revision | None:
    """Keep ``document`` as it is now; ``None`` where neither its text nor a fact is another than at its last revision."""
    number, facts = last_number(document), facts_of(document)
    last = last_applied(document) if number else None
    if last and last.facts == facts and last.text_id == Text.key(document.markdown):
        return None
    return _store(document, facts, document.markdown, document, RevisionStatus.APPLIED, number + 1, last)


def propose(document: Document, facts: dict[str, Any], markdown: str, file: Document, status: RevisionStatus) -> Revision | None:
    """Keep a text that does not take the place of that of ``document``: with ``status`` proposed, or as a further source.

    ``file`` has its original and its content hash, and is not stored. ``None`` where this very file was kept already.
    """
    Document.objects.select_for_update().filter(pk=document.pk).values_list("pk").first()  # its revisions are numbered in turn
    if document.revisions.filter(content_hash=file.content_hash).exclude(status=RevisionStatus.APPLIED).exists():
        return None
    return _store(document, facts, markdown, file, status, last_number(document) + 1)


def _store(
    document: Document, facts: dict[str, Any], markdown: str, file: Document, status: RevisionStatus, number: int,
    last: Revision | None = None,
) -> Revision:
    by, key = current(), Text.key(markdown)
    if last is None or last.text_id != key:
        Text.objects.bulk_create([Text.of(markdown)], ignore_conflicts=True)
    return Revision.objects.create(
        document=document, number=number, status=status.value, author=by.author,
        author_name=by.author.get_username() if by.author else "", how=by.how.value, why=by.why, facts=facts, text_id=key,
        original=file.original.name, original_sha256=file.original_sha256, original_name=file.original_name,
        content_hash=file.content_hash,
    )
