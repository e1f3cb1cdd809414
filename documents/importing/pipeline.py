"""From a source to rows: read, understand, compare, write. The one way in."""
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import PurePath

from django.db import transaction

from documents import formats, parsing
from documents.importing import identity, originals, publication, rows
from documents.importing.report import ImportResult, Outcome
from documents.models import Document, State
from documents.parsing import ParsedDocument
from documents.understanding import Source, understand

TITLE_CHARACTERS = Document._meta.get_field("title").max_length


@dataclass(frozen=True)
class Verdict:
    """What importing a parsed document would do to the corpus as it is now."""

    outcome: Outcome
    stored: Document | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()


def compare(parsed: ParsedDocument, into: Document | None = None) -> Verdict:
    """Hold ``parsed`` against the corpus; ``into`` is the document a person says it revises."""
    if not parsed.title:
        return Verdict(Outcome.REFUSED, reason="没有读出标题，请在文件中写明，或填写之后再保存。")
    if len(parsed.title) > TITLE_CHARACTERS:
        return Verdict(Outcome.REFUSED, reason=f"标题超过 {TITLE_CHARACTERS} 字。")
    stored = into or identity.same_document(parsed)
    duplicate = identity.same_text(parsed, but=stored)
    if duplicate:
        reason = f"正文与已收录的《{duplicate.title}》（编号 {duplicate.pk}）完全相同。"
        return Verdict(Outcome.REFUSED, duplicate, reason)
    warnings = parsed.warnings + tuple(_doubts(parsed, stored))
    return Verdict(Outcome.UPDATED if stored else Outcome.CREATED, stored, warnings=warnings)


def _doubts(parsed: ParsedDocument, stored: Document | None) -> Iterator[str]:
    """What is possible, and often a mistake."""
    if twin := identity.same_number(parsed, but=stored):
        yield f"发文字号 {parsed.number} 与已收录的《{twin.title}》相同。"
    if parsed.issued_on and parsed.effective_on and parsed.effective_on < parsed.issued_on:
        yield "施行日期早于成文日期。"


def carry_over(parsed: ParsedDocument, stored: Document | None, facts: Mapping[str, object]) -> ParsedDocument:
    """``parsed`` with what an editor once said of ``stored`` beside its text, where the new edition says nothing of it.

    A fact that is in ``facts`` is said, even where it is empty.
    """
    if not stored:
        return parsed
    said = {
        "column": stored.column.name if stored.column else "",
        "topics": tuple(topic.name for topic in stored.topics.all()),
        "source": stored.source,
        "note": stored.note,
    }
    return replace(parsed, **{name: v for name, v in said.items() if not getattr(parsed, name) and name not in facts})


def import_source(
    source: Source, *, state: State | None = None, into: Document | None = None, dry_run: bool = False,
    understood: Callable[[], ParsedDocument] | None = None,
) -> ImportResult:
    """Store one source, in one transaction: all of it or nothing.

    ``state``: of the document afterwards; ``None`` keeps a stored document's, and makes a new one a draft.
    ``into``: the stored document to revise, where a person has said which; else ``identity`` decides.
    ``dry_run``: everything but the writing. ``understood``: what gives the outcome of ``understand``, where that was
    begun before. Never raises for what is in the file: a refusal is a result.
    """
    fingerprint = content_hash(source)
    unchanged = Document.objects.filter(content_hash=fingerprint).first()
    if unchanged and into in (None, unchanged) and state in (None, unchanged.state):
        return ImportResult(source.name, Outcome.UNCHANGED, unchanged.pk)
    try:
        parsed = understood() if understood else understand(source)
    except formats.Refused as refusal:
        return ImportResult(source.name, Outcome.REFUSED, reason=str(refusal))
    with transaction.atomic():
        verdict = compare(parsed, into)
        document = verdict.stored
        if verdict.outcome is not Outcome.REFUSED and not dry_run:
            document = document or Document()
            document.state = state or document.state
            document.content_hash = fingerprint
            with _original(source, document):
                rows.write_document(carry_over(parsed, verdict.stored, source.facts), document)
                publication.after_change(document)
                publication.typeset(document)
    document_id = document.pk if document else None
    reason = formats.named(source.name, verdict.reason) if verdict.reason else ""
    return ImportResult(source.name, verdict.outcome, document_id, reason, verdict.warnings)


@contextmanager
def _original(source: Source, document: Document) -> Iterator[None]:
    """Keep the bytes of ``source`` as the original of ``document``, which is stored in the block."""
    if not source.data:
        yield
        return
    with originals.keeping(source) as path:
        transaction.on_commit(partial(originals.discard, document.original.name))
        document.original = path
        document.original_sha256 = source.sha256
        document.original_name = PurePath(source.name).name[:255]
        yield


def content_hash(source: Source) -> str:
    """What decides whether an import would change anything: the bytes, the facts, and how they are understood."""
    parts = [str(parsing.VERSION), source.sha256, _as_json(source.facts), source.text or ""]
    return sha256("\0".join(parts).encode()).hexdigest()


def _as_json(facts: Mapping[str, object]) -> str:
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, default=_plain)


def _plain(value):
    return value.isoformat() if isinstance(value, date) else list(value)
