"""Whether what a file says may take the place of what is held, where no person has said so.

A file alone never changes what is published or withdrawn, nor what a person has said of a draft, nor replaces a text
by one that says less. It may where an earlier version of parsing made the document of this very file.
"""
from collections.abc import Iterator

from documents.importing.corrections import corrections_of
from documents.importing.fingerprints import is_as_its_file_says
from documents.importing.identity import text_hash
from documents.importing.likeness import likeness
from documents.importing.report import Comparison
from documents.models import Document, State
from documents.parsing import ParsedDocument
from documents.revisions.richness import tables
from documents.vocabulary.facts import Place, Type, shown


def comparison(parsed: ParsedDocument, held: Document) -> Comparison:
    """How alike the texts of ``parsed`` and ``held`` are, and which facts they say otherwise."""
    alike = likeness(held.markdown, parsed.markdown)
    return Comparison(parsed.title, held.title, held.original_name, alike.share, tuple(_differences(parsed, held)))


def _differences(parsed: ParsedDocument, held: Document) -> Iterator[str]:
    """The names of what ``parsed`` says otherwise than ``held``; what it does not say, or a person has corrected, is no difference."""
    if text_hash(parsed.markdown) != held.text_hash:
        yield "正文"
    elif len(parsed.sections) > held.sections.count() or tables(parsed.markdown) > tables(held.markdown):
        yield "章节或表格"
    decided = corrections_of(held)
    for fact in shown(Place.FORM):
        ours, theirs = parsed.fact(fact.name), held.fact(fact.name)
        differs = set(ours) != set(theirs) if fact.type is Type.NAMES else ours != theirs
        if ours and differs and fact.name not in decided:
            yield fact.label


def why_kept(parsed: ParsedDocument, held: Document) -> str:
    """Why ``held`` stays as it is, in Chinese; empty where ``parsed`` may replace it."""
    if held.state == State.TRASHED:
        return in_trash(held)
    if held.state != State.DRAFT:
        return f"已收录的《{held.title}》（编号 {held.pk}）{held.get_state_display()}，与此文件不同，原文未动。"
    if corrections_of(held) or not is_as_its_file_says(held):
        return f"已收录的《{held.title}》（编号 {held.pk}）经人编辑过，与此文件不同，原文未动。"
    if lost := tuple(_lost(parsed, held)):
        return f"已收录的《{held.title}》（编号 {held.pk}）有此文件所无的{'、'.join(lost)}，原文未动。"
    return ""


def in_trash(held: Document) -> str:
    """Why an import leaves a document in the trash, in Chinese."""
    return f"《{held.title}》（编号 {held.pk}）在回收站，导入不会把它带回来；要它，请先恢复。"


def _lost(parsed: ParsedDocument, held: Document) -> Iterator[str]:
    """The names of what ``held`` has and ``parsed`` has not."""
    if not likeness(held.markdown, parsed.markdown).loses_nothing:
        yield "文字"
    if len(parsed.sections) < held.sections.count():
        yield "章节"
    if tables(parsed.markdown) < tables(held.markdown):
        yield "表格"
    for fact in shown(Place.FORM):
        if held.fact(fact.name) and not parsed.fact(fact.name) and not fact.is_kept:
            yield fact.label


def state_after(held: Document, wanted: State | None) -> State:
    """An import never takes a published document off the site, and never brings a withdrawn one back."""
    return wanted if wanted and held.state in (State.DRAFT, State.IN_REVIEW) else State(held.state)


def state_warnings(held: Document, wanted: State | None) -> tuple[str, ...]:
    """What is to be said, in Chinese, where ``held`` does not get the state that is wanted."""
    if wanted and held.state == State.WITHDRAWN:
        return (f"《{held.title}》（编号 {held.pk}）已经撤回，导入不会使它重新公开。",)
    if wanted == State.DRAFT and held.is_published:
        return (f"《{held.title}》（编号 {held.pk}）已经发布，导入不会使它退回草稿。",)
    return ()
