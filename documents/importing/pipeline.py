"""From a source to rows: read, understand, compare, write. The one way in."""
import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import PurePath

from django.db import transaction

from documents import formats, parsing
from documents.importing import identity, originals, publication, rows
from documents.importing.report import ImportResult, Outcome
from documents.importing.sources import Source
from documents.models import Document, State
from documents.parsing import ParsedDocument


def understand(source: Source) -> ParsedDocument:
    """What an import of ``source`` would store; raises ``formats.Refused``."""
    raw = formats.read(source.name, source.data)
    return parsing.parse(raw, source.facts, name=source.name)


def import_source(
    source: Source, *, state: State | None = None, into: Document | None = None, dry_run: bool = False
) -> ImportResult:
    """Store one source, in one transaction: all of it or nothing.

    ``state``: of the document afterwards; ``None`` keeps a stored document's, and makes a new one a draft.
    ``into``: the stored document to revise, where a person has said which; else ``identity`` decides.
    ``dry_run``: everything but the writing. Never raises for what is in the file: a refusal is a result.
    """
    fingerprint = content_hash(source)
    unchanged = Document.objects.filter(content_hash=fingerprint).first()
    if unchanged and state in (None, unchanged.state):
        return ImportResult(source.name, Outcome.UNCHANGED, unchanged.pk)
    try:
        parsed = understand(source)
    except formats.Refused as refusal:
        return ImportResult(source.name, Outcome.REFUSED, reason=str(refusal))
    original = "" if dry_run or not source.name else originals.keep(source)
    with transaction.atomic():
        stored = into or identity.same_document(parsed)
        duplicate = identity.same_text(parsed, but=stored)
        if duplicate:
            reason = f"正文与已收录的《{duplicate.title}》（编号 {duplicate.pk}）完全相同。"
            return ImportResult(source.name, Outcome.REFUSED, duplicate.pk, reason=reason)
        outcome = Outcome.UPDATED if stored else Outcome.CREATED
        warnings = _warnings(parsed, stored)
        if dry_run:
            return ImportResult(source.name, outcome, stored.pk if stored else None, warnings=warnings)
        document = stored or Document()
        document.state = state or document.state
        document.content_hash = fingerprint
        if original:
            document.original, document.original_sha256 = original, source.sha256
            document.original_name = PurePath(source.name).name[:255]
        rows.write_document(parsed, document)
        publication.after_change(document)
    return ImportResult(source.name, outcome, document.pk, warnings=warnings)


def content_hash(source: Source) -> str:
    """What decides whether an import would change anything: the bytes, the facts, and how they are understood."""
    digest = sha256(str(parsing.VERSION).encode())
    digest.update(source.data)
    digest.update(_as_json(source.facts).encode())
    return digest.hexdigest()


def _as_json(facts: Mapping[str, object]) -> str:
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, default=_plain)


def _plain(value):
    return value.isoformat() if isinstance(value, date) else list(value)


def _warnings(parsed: ParsedDocument, stored: Document | None) -> tuple[str, ...]:
    twin = identity.same_number(parsed, but=stored)
    return parsed.warnings + ((f"发文字号 {parsed.number} 与已收录的《{twin.title}》相同。",) if twin else ())
