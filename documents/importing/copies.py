"""A file that says otherwise than what is held, and does not replace it, is kept beside it.

What it says may be better, and waits until a person decides; a copy that has nothing more is a further source of the same text.
"""
from pathlib import PurePath

from django.db import transaction

from documents.analysis import Source
from documents.importing import originals
from documents.importing.fingerprints import content_hash
from documents.importing.likeness import likeness
from documents.importing.report import Comparison
from documents.models import Document
from documents.parsing import ParsedDocument
from documents.revisions import KeptFile, facts_of, is_known, propose, richness
from documents.vocabulary.enums import RevisionStatus

ADDS_NOTHING = 0.95
SAID = {RevisionStatus.PROPOSED: "此文件存为待定的新文本。", RevisionStatus.SOURCE: "此文件存为它的又一来源。"}


def status_of(parsed: ParsedDocument, held: Document, differs: tuple[str, ...]) -> RevisionStatus:
    """Whether a person has to decide between ``held`` and ``parsed``, which ``differs`` from it."""
    if not differs:
        return RevisionStatus.SOURCE
    alike = likeness(held.markdown, parsed.markdown)
    is_excerpt = differs == ("正文",) and alike.new >= ADDS_NOTHING and not alike.loses_nothing
    return RevisionStatus.SOURCE if is_excerpt else RevisionStatus.PROPOSED


def keep(source: Source, parsed: ParsedDocument, held: Document, status: RevisionStatus, compared: Comparison | None = None) -> None:
    """Store ``source``, as it was ``parsed``, beside ``held``; nothing where this file was kept already, or there is none."""
    digest = content_hash(source)
    if not source.data or is_known(held, source.sha256, digest):
        return
    with originals.keeping(source) as path:
        file = KeptFile(path, source.sha256, PurePath(source.name).name[:255], digest)
        propose(held, facts_of(parsed, held.state), parsed.markdown, file, status, why=_beside(held, parsed, compared))


def _beside(held: Document, parsed: ParsedDocument, compared: Comparison | None) -> str:
    """How the new text compares with the one that was held when it came, in Chinese."""
    ours, theirs = richness(held.markdown, facts_of(held)), richness(parsed.markdown, facts_of(parsed))
    amounts = ours.beside(theirs)
    return "；".join(filter(None, [compared.difference if compared else "", amounts])) + "。" if compared or amounts else ""


def settle(held: Document, source: Source) -> None:
    """``source`` has taken the place of what was held: it waits no more."""
    held.revisions.filter(status=RevisionStatus.PROPOSED, original_sha256=source.sha256).delete()


def decline(document: Document, number: int, by: str) -> None:
    """Leave ``document`` as it is; the text that was proposed stays among its revisions."""
    with transaction.atomic():
        revision = document.revisions.select_for_update().get(number=number, status=RevisionStatus.PROPOSED)
        revision.status = RevisionStatus.DECLINED.value
        revision.why = f"{revision.why}{by}决定不采用。"
        revision.save(update_fields=["status", "why"])
