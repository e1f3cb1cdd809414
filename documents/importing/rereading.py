"""What is stored is read again, as a better parser, finder or registry of bodies reads it.

A document is read from its original, and what a person has corrected of it stays. Where there is no original, or a person
has corrected its text, its text is read: its facts stay, but for those of its validity that nobody has corrected.
"""
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import PurePath

from django.db import transaction

from documents import citations, formats
from documents.analysis import Analysed, Source, read_ahead, version
from documents.importing import publication, rows
from documents.importing.changes import changed_citations, changes, citations_of, snapshot
from documents.importing.citing import cite
from documents.importing.corrections import TEXT, corrections_of, everything, facts_of
from documents.importing.effects import settle_validity
from documents.importing.fingerprints import content_hash, is_as_its_file_says
from documents.importing.pipeline import carry_over, compare
from documents.importing.report import Outcome, Reread
from documents.importing.taxonomy import with_known_headings
from documents.importing.turns import turn
from documents.models import Document
from documents.parsing.metadata.law import folders_of
from documents.revisions import Change, editing
from documents.signals import bulk, document_changed
from documents.vocabulary.enums import RevisionSource

OF_VALIDITY = frozenset({"effective_on", "expires_on"})


def read_by_another(known: frozenset[str]) -> list[int]:
    """The documents that another version has read, or another registry than the names that are ``known``; in order."""
    return list(Document.objects.exclude(analysis_version=version(known)).order_by("pk").values_list("pk", flat=True))


def cited_by_another() -> list[int]:
    """The documents whose citations another version has found, in order."""
    return list(Document.objects.exclude(citations_version=citations.VERSION).order_by("pk").values_list("pk", flat=True))


def reread_documents(ids: Sequence[int], known: frozenset[str], *, dry_run: bool = False) -> Iterator[Reread]:
    """Read the documents of ``ids`` again with the names of bodies that are ``known``, each in one transaction.

    Those that another run has read meanwhile, or that are gone, are left out. What cannot be read stays as it is, and is
    tried again by the next run. ``dry_run``: nothing is kept; the changes are those that would be.
    """
    waiting: deque[Document] = deque()

    def sources() -> Iterator[Source]:
        for pk in ids:
            document = Document.objects.filter(pk=pk).exclude(analysis_version=version(known)).first()
            if document:
                waiting.append(document)
                yield source_of(document)

    with bulk(), closing(read_ahead(sources(), known, bool)) as understood_ahead:
        for source, understood in understood_ahead:
            document = waiting.popleft()
            try:
                parsed = with_known_headings(understood())
            except formats.Refused as refusal:
                yield Reread(document.pk, document.title, reason=str(refusal))
                continue
            work = partial(_reread, before=document, source=source, parsed=parsed)
            if result := _in_one_transaction(document.pk, dry_run, work):
                yield result


def refind_citations(ids: Sequence[int], *, dry_run: bool = False) -> Iterator[Reread]:
    """Find and resolve the citations of the documents of ``ids`` again, each in one transaction; as ``reread_documents``."""
    with bulk():
        for pk in ids:
            if result := _in_one_transaction(pk, dry_run, _refind):
                yield result


def _in_one_transaction(pk: int, dry_run: bool, work: Callable[[Document], Reread | None]) -> Reread | None:
    with turn(), editing(how=RevisionSource.REREAD):
        document = Document.objects.select_for_update().filter(pk=pk).first()
        result = work(document) if document else None
        if dry_run:
            transaction.set_rollback(True)
    return result


def source_of(document: Document) -> Source:
    """What ``document`` is read from again, with the facts that stay."""
    facts, corrected = facts_of(document), corrections_of(document)
    original = b"" if TEXT in corrected else _original(document)
    if original:
        name = PurePath(*folders_of(document.kind, document.fact("work")), document.original_name)
        return Source(str(name), original, {name: value for name, value in facts.items() if name in corrected}, recognise=True)
    read_again = OF_VALIDITY - corrected
    return Source(document.original_name, b"", {name: value for name, value in facts.items() if name not in read_again}, document.markdown)


def _original(document: Document) -> bytes:
    """The bytes of its file; none where it has none, or the disk has not what it had."""
    if not document.original:
        return b""
    try:
        with document.original.open() as file:
            data = file.read()
    except OSError:
        return b""
    return data if sha256(data).hexdigest() == document.original_sha256 else b""


def _reread(document: Document, *, before: Document, source: Source, parsed: Analysed) -> Reread | None:
    """Give ``document`` what was ``parsed`` of it, as it was ``before``; nothing where it is another by now."""
    if (document.content_hash, document.analysis_version) != (before.content_hash, before.analysis_version):
        return None
    parsed = _with_what_stays(parsed, source, document)
    verdict = compare(parsed, document, name=source.name)
    if verdict.outcome is Outcome.REFUSED:
        return Reread(document.pk, document.title, reason=formats.named(document.title, verdict.reason))
    is_unrecorded = document.corrected is None and corrections_of(document) == everything()
    was = snapshot(document)
    if is_as_its_file_says(document) and source.data:
        document.content_hash = content_hash(Source(source.name, source.data))
    if rows.would_change(parsed, document):
        publication.after_change(document, works_changed=rows.write_document(parsed, document))
        changed = changes(was, snapshot(document))
    else:
        document.analysis_version = parsed.version
        document.save(update_fields=["analysis_version", "content_hash"])
        changed = _cite_again(document)
    if publication.typeset(document) and not changed:
        changed = (Change("排版"),)
    return Reread(document.pk, document.title, changed, is_kept_whole=is_unrecorded)


def _with_what_stays(parsed: Analysed, source: Source, document: Document) -> Analysed:
    """``parsed`` with what ``document`` has and neither its file nor its text says."""
    parsed = carry_over(parsed, document, source.facts)
    if source.text is None:
        return parsed
    unsaid = {name: getattr(document, name) for name in OF_VALIDITY if not getattr(parsed, name)}
    return replace(parsed, work=document.fact("work"), **unsaid)


def _refind(document: Document) -> Reread | None:
    if document.citations_version == citations.VERSION:
        return None
    changed = _cite_again(document)
    if changed:
        publication.typeset(document)
    return Reread(document.pk, document.title, changed)


def _cite_again(document: Document) -> tuple[Change, ...]:
    """Find its citations where another version has found them, and signal where they are others."""
    if document.citations_version == citations.VERSION:
        return ()
    before, affected = citations_of(document), cite(document)
    changed = changed_citations(before, citations_of(document))
    if changed:
        for pk in {document.pk} | settle_validity(affected | {document.pk}):
            document_changed.send(sender=Document, document_id=pk)
    return changed
