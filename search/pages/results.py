"""Hits → what a result page shows: rows loaded in a fixed number of queries, snippets, reasons."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.utils.safestring import SafeString

from documents.models import Document, Section
from search.backends.document_entries import outside_sections
from search.plan import All, Any, Hit, Is, Node
from search.queries import Understood
from search.text.analyzers import normalise
from search.text.highlighting import marked, snippet, spans

MOST_MARKS = 8


@dataclass(frozen=True)
class Passage:
    """A part of a document that matches: ``anchor`` ``""`` is what stands outside its sections."""

    anchor: str
    heading: SafeString
    path: str
    snippet: SafeString
    text: str
    url: str
    score: float
    name: str = ""


@dataclass(frozen=True)
class Result:
    document: Document
    title: SafeString
    url: str
    score: float
    reasons: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    is_section: bool = False
    others: tuple[Document, ...] = ()
    """The other published editions of its work, the newest first."""


def results(hits: Iterable[Hit], understood: Understood, day: date | None = None) -> list[Result]:
    """One ``Result`` for each of ``hits`` that is still published, in their order.

    Of other editions those that had been issued by ``day``. A hit on a section becomes a result with that passage alone.
    """
    hits = list(hits)
    published = Document.objects.published().defer("html", "note").prefetch_related("signatures__body")
    documents = published.in_bulk({hit.document_id for hit in hits})
    wanted = [s for hit in hits for s in _passages_of(hit) if s.anchor]
    sections = _sections({s.document_id for s in wanted}, {s.anchor for s in wanted})
    others = _other_editions(documents.values(), day)
    return [
        replace(_result(hit, documents[hit.document_id], sections, understood), others=others[hit.document_id])
        for hit in hits if hit.document_id in documents
    ]


def _other_editions(documents: Collection[Document], day: date | None) -> dict[int, tuple[Document, ...]]:
    works = {document.work_id for document in documents}
    editions: dict[int, list[Document]] = defaultdict(list)
    published = Document.objects.published().filter(work__in=works)
    for edition in (published.known_on(day) if day else published).as_editions():
        editions[edition.work_id].append(edition)
    return {document.pk: tuple(e for e in editions[document.work_id] if e.pk != document.pk) for document in documents}


def _passages_of(hit: Hit) -> tuple[Hit, ...]:
    return (hit,) if hit.anchor else hit.sections


def _sections(documents: set[int], anchors: set[str]) -> dict[tuple[int, str], Section]:
    # Four parents are as deep as headings go below a level that a reader would name.
    found = Section.objects.filter(document__in=documents, anchor__in=anchors).select_related(
        "parent__parent__parent__parent"
    )
    return {(section.document_id, section.anchor): section for section in found}


def _result(hit: Hit, document: Document, sections: Mapping[tuple[int, str], Section], understood: Understood) -> Result:
    marks = understood.marks
    address = f"{document.get_absolute_url()}{marks_in_address(marks)}"
    passages = tuple(
        passage for part in _passages_of(hit) or (Hit(document.pk, hit.score),)
        if (passage := _passage(part, document, sections.get((document.pk, part.anchor)), marks, address))
    )
    return Result(
        document, marked(document.title, marks), address, hit.score,
        reasons(document, passages, understood, hit.cited, hit.by_meaning), passages,
        is_section=bool(hit.anchor),
    )


def _passage(hit: Hit, document: Document, section: Section | None, marks: tuple[str, ...], address: str) -> Passage | None:
    if section is None:
        text = "" if hit.anchor else outside_sections(document.markdown)
        return Passage("", marked("", ()), "", snippet(text, marks), text, address, hit.score) if text.strip() else None
    return Passage(
        section.anchor, marked(_name(section), marks), " › ".join(_path(section)),
        snippet(section.text, marks), section.text, f"{address}#{section.anchor}", hit.score, _name(section),
    )


def _path(section: Section) -> list[str]:
    path: list[str] = []
    above = section.parent
    while above is not None:
        path.insert(0, _name(above))
        above = above.parent
    return path


def _name(section: Section) -> str:
    """第四条 学籍档案, 一、总体要求, （三）建设目标: a blank where the label has no mark that parts it."""
    parted = not section.label or not section.label[-1].isalnum()
    return f"{section.label}{'' if parted else ' '}{section.heading}".strip()


def marks_in_address(marks: tuple[str, ...]) -> str:
    """The parameters by which a document's page marks the words that were searched for."""
    return f"?{urlencode([('mark', mark) for mark in marks[:MOST_MARKS]])}" if marks else ""


def reasons(
    document: Document, passages: tuple[Passage, ...], understood: Understood, cited: int, by_meaning: bool = False,
) -> tuple[str, ...]:
    """Why ``document`` is among the results, in the reader's words."""
    found = []
    if document.number and normalise(document.number) in understood.marks:
        found.append("文号相符")
    if hits := _words(document.title, understood.marks):
        found.append(f"标题含{hits}")
    elif hits := _words(document.full_title, understood.marks):
        found.append(f"全称含{hits}")
    requested = {node.value for node in _nodes(understood.query) if isinstance(node, Is) and node.field == "body"}
    names = [s.signed_as for s in document.signatures.all() if s.body.slug in requested]
    if names:
        found.append(f"发文机关：{'、'.join(names)}")
    for word, meanings in understood.expansions:
        found_meanings = [m for m in meanings if any(spans(p.text, (normalise(m),), 1) for p in passages)]
        if found_meanings:
            found.append(f"“{word}”又作{'、'.join(f'“{m}”' for m in found_meanings)}")
    if not found and (hits := _words(" ".join(p.text for p in passages), understood.marks)):
        found.append(f"正文含{hits}")
    if by_meaning and not found:
        found.append("按意思相近")
    if cited:
        found.append(f"有{cited}份文件引用它")
    return tuple(found)


def _words(text: str, marks: tuple[str, ...]) -> str:
    """The words of ``text`` that are marked, each once, as they stand there."""
    return "".join(f"“{word}”" for word in dict.fromkeys(text[a:b] for a, b in spans(text, marks)))[:60]


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, All | Any):
        for part in node.parts:
            yield from _nodes(part)
