"""From a source to rows: read, understand, compare, write. The one way in."""
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from documents import formats
from documents.analysis import Analysed, Source
from documents.importing import copies, corrections, identity, originals, publication, replacing, rows, trash
from documents.importing.fingerprints import content_hash, last_reading, this_reading, was_read
from documents.importing.reading import understand
from documents.importing.report import Comparison, ImportResult, Outcome
from documents.importing.taxonomy import propose, with_known_headings
from documents.importing.turns import turn
from documents.models import Document, State
from documents.parsing import ParsedDocument
from documents.vocabulary import facts as declared
from documents.vocabulary.enums import RevisionStatus

Parsed = TypeVar("Parsed", bound=ParsedDocument)
NAMESAKES_NAMED = 3
NO_BODY = "没有读出正文：除标题、署名、日期、图片和附件的名称外没有文字。请上传带文字的原文件，或在审阅时把正文写进去。"


@dataclass(frozen=True)
class Verdict:
    """What importing a parsed document would do to the corpus as it is now."""

    outcome: Outcome
    stored: Document | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()
    comparison: Comparison | None = None
    kept_as: RevisionStatus | None = None


def compare(parsed: ParsedDocument, into: Document | None = None, *, name: str = "") -> Verdict:
    """Compare ``parsed`` with the corpus; ``into`` is the document a person says it revises; ``name``: of its file."""
    if not parsed.title:
        return Verdict(Outcome.REFUSED, reason="没有读出标题，请在文件中写明，或填写之后再保存。")
    if complaint := declared.fact("title").complaint(parsed.title):
        return Verdict(Outcome.REFUSED, reason=f"{complaint}。")
    if not parsed.has_body:
        return Verdict(Outcome.REFUSED, reason=NO_BODY)
    if not into and identity.is_unlike_any(parsed):
        return Verdict(Outcome.CREATED, warnings=parsed.warnings + tuple(_doubts_of_dates(parsed)))
    stored = into or identity.same_document(parsed, name)
    if taken := identity.same_name(parsed, exclude=stored):
        return Verdict(Outcome.REFUSED, taken, f"标题和发文字号都与已收录的《{taken.title}》（编号 {taken.pk}）相同。")
    duplicate = identity.same_text(parsed, exclude=stored)
    if duplicate:
        where = "回收站中" if duplicate.state == State.TRASHED else "已收录"
        reason = f"正文与{where}的《{duplicate.title}》（编号 {duplicate.pk}）完全相同。"
        kept_as = RevisionStatus.SOURCE if identity.may_be_same(parsed, name, duplicate) else None
        return Verdict(Outcome.REFUSED, duplicate, reason, kept_as=kept_as)
    warnings = parsed.warnings + tuple([*_doubts(parsed, stored), *_doubts_of_dates(parsed)])
    return Verdict(Outcome.UPDATED if stored else Outcome.CREATED, stored, warnings=warnings)


def _doubts(parsed: ParsedDocument, stored: Document | None) -> Iterator[str]:
    """What is possible, and often a mistake."""
    if not stored and (namesakes := list(identity.namesakes(parsed)[: NAMESAKES_NAMED + 1])):
        named = "、".join(f"《{other.title}》（编号 {other.pk}）" for other in namesakes[:NAMESAKES_NAMED])
        more = "等" if len(namesakes) > NAMESAKES_NAMED else ""
        yield f"与已收录的{named}{more}同题，但没有文号、机关、日期或正文证明是同一份，另作一份文件。"
    if twin := identity.same_number(parsed, exclude=stored):
        yield f"发文字号 {parsed.number} 与已收录的《{twin.title}》相同。"


def _doubts_of_dates(parsed: ParsedDocument) -> Iterator[str]:
    if parsed.issued_on and parsed.effective_on and parsed.effective_on < parsed.issued_on:
        yield "施行日期早于成文日期。"


def carry_over(parsed: Parsed, stored: Document | None, facts: Mapping[str, object]) -> Parsed:
    """``parsed`` with what an editor once said of ``stored`` beside its text, where the new edition says nothing of it.

    A fact that is in ``facts`` is said, even where it is empty.
    """
    if not stored:
        return parsed
    unsaid = [fact.name for fact in declared.FACTS if fact.is_kept and fact.name not in facts and not parsed.fact(fact.name)]
    return parsed.with_facts({name: stored.fact(name) for name in unsaid})


def import_source(
    source: Source, *, state: State | None = None, into: Document | None = None, accept: bool = False, dry_run: bool = False,
    understood: Callable[[], Analysed] | None = None, corrected: Collection[str] | None = None, is_new: bool = False,
) -> ImportResult:
    """Store one source, in one transaction: all of it or nothing.

    ``into``: the stored document to revise, where a person has said which, and has seen it; else ``identity`` decides,
    and what is held stays where ``replacing`` says so, unless ``accept``.
    ``state``: of a new document, of a draft, or of ``into``; ``None`` keeps a stored document's, and makes a new one a draft.
    ``dry_run``: everything but the writing. ``understood``: what gives the outcome of ``understand``, where that was
    begun before. ``corrected``: what of ``source`` a person has corrected (see ``corrections``); ``None``: all its facts, and
    its ``text``. ``is_new``: nothing was made of this very source. Never raises for what is in the file: a refusal is a result.
    """
    is_known = not is_new and was_read(source)
    unchanged = this_reading(source) if is_known else None
    if unchanged and into is None and unchanged.state == State.TRASHED:
        return ImportResult(source.name, Outcome.KEPT, unchanged.pk, formats.named(source.name, replacing.in_trash(unchanged)))
    if unchanged and into in (None, unchanged) and unchanged.state == _state(unchanged, state, into):
        warnings = () if into else replacing.state_warnings(unchanged, state)
        return ImportResult(source.name, Outcome.UNCHANGED, unchanged.pk, warnings=warnings)
    try:
        parsed = with_known_headings(understood()) if understood else understand(source)
    except formats.Refused as refusal:
        return ImportResult(source.name, Outcome.REFUSED, reason=str(refusal))
    with turn():
        settled = into or unchanged or (last_reading(source) if is_known else None)
        verdict = compare(parsed, settled, name=source.name)
        if verdict.outcome is Outcome.UPDATED and verdict.stored and not into:
            verdict = _weighed(parsed, verdict.stored, verdict, state, may_replace=bool(settled) or accept)
        elif verdict.outcome is Outcome.CREATED:
            verdict = _unless_deleted(parsed, source, verdict, accept=accept, dry_run=dry_run)
        document = verdict.stored
        if verdict.outcome in (Outcome.CREATED, Outcome.UPDATED) and not dry_run:
            document = _store(source, parsed, document, _state(document or Document(), state, into), corrected, is_chosen=bool(into))
        elif document and verdict.kept_as and not into and not dry_run:
            copies.keep(source, parsed, document, verdict.kept_as, verdict.comparison)
    document_id = document.pk if document else None
    reason = formats.named(source.name, verdict.reason) if verdict.reason else ""
    return ImportResult(source.name, verdict.outcome, document_id, reason, verdict.warnings, verdict.comparison, verdict.kept_as)


def _unless_deleted(parsed: ParsedDocument, source: Source, verdict: Verdict, *, accept: bool, dry_run: bool) -> Verdict:
    """``verdict`` on a new document; what was deleted for good comes back only where a person says so."""
    stone = trash.tombstone_of(parsed, source)
    if stone is None:
        return verdict
    if not accept:
        day = timezone.localtime(stone.emptied_at)
        reason = f"《{stone.title}》已于 {day.year} 年 {day.month} 月 {day.day} 日彻底删除，导入不会把它带回来；确实要它，请加 --accept 再导入。"
        return replace(verdict, outcome=Outcome.KEPT, reason=reason)
    if not dry_run:
        stone.delete()
    return verdict


def _store(
    source: Source, analysed: Analysed, stored: Document | None, state: State, corrected: Collection[str] | None, *, is_chosen: bool
) -> Document:
    """Give ``stored``, or a new document, what was understood; where no person has chosen to, what a person corrected stays."""
    parsed = carry_over(analysed, stored, source.facts)
    words = corrections.given(source) if corrected is None else frozenset(corrected)
    if stored and not is_chosen:
        parsed, words = corrections.outranking(parsed, stored), words | corrections.corrections_of(stored) - {corrections.TEXT}
    document = stored or Document()
    document.state, document.content_hash, document.corrected = state, content_hash(source), sorted(words)
    document.is_recognised = analysed.is_recognised
    if state != State.IN_REVIEW:
        document.publish_on = None
    with _original(source, document):
        works_changed = rows.write_document(parsed, document)
        publication.after_change(document, analysed.mentions, works_changed=works_changed, is_new=stored is None)
        publication.typeset(document, analysed.html)
        propose(document, analysed.proposed)
    if stored:
        copies.settle(document, source)
    return document


def _state(document: Document, wanted: State | None, into: Document | None) -> State:
    return wanted if wanted and into else replacing.state_after(document, wanted)


def _weighed(parsed: ParsedDocument, held: Document, verdict: Verdict, state: State | None, *, may_replace: bool) -> Verdict:
    """``verdict`` on an update of ``held`` that no person has looked at: what is held may have to stay, or be the same."""
    compared = replacing.comparison(parsed, held)
    verdict = replace(verdict, warnings=verdict.warnings + replacing.state_warnings(held, state), comparison=compared)
    if may_replace and held.state != State.TRASHED:
        return verdict
    reason = replacing.why_kept(parsed, held)
    if not compared.differs and held.state != State.TRASHED and (reason or held.state == replacing.state_after(held, state)):
        return replace(verdict, outcome=Outcome.UNCHANGED, comparison=None, kept_as=RevisionStatus.SOURCE)
    if not reason:
        return verdict
    kept_as = copies.status_of(parsed, held, compared.differs)
    return replace(verdict, outcome=Outcome.KEPT, reason=reason + copies.SAID[kept_as], kept_as=kept_as)


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
