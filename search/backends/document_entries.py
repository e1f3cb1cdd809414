"""Rows → what the index holds of them."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch

from documents import filters
from documents.models import Citation, Document, Section
from documents.vocabulary.ranges import day_number
from search.backends.entries import IndexEntry, Passage

_FIRST_SECTION = re.compile(r"^##", re.M)
_MARKS = re.compile(r"^ {0,3}(?:#+ |> ?|\|?[-:| ]+\|$)|\\(?=[!-/:-@\[-`{-~])|\||\*\*|__|<!--.*?-->", re.M | re.S)

_OTHER_EDITIONS = Document.objects.published().filter(work=OuterRef("work")).exclude(pk=OuterRef("pk"))
_CITED = Prefetch("citations", Citation.objects.only("citing", "key"))


def entries(document_ids: Iterable[int]) -> Iterator[IndexEntry]:
    """The entries of those of the documents that are published, in a fixed number of queries."""
    documents = (
        Document.objects.published()
        .filter(pk__in=list(document_ids))
        .annotate(work_key=F("work__key"), has_other_editions=Exists(_OTHER_EDITIONS))
        .select_related("column")
        .prefetch_related("signatures__body__aliases", "bodies", "topics", "sections", "names", _CITED)
        .defer("html")
        .order_by("pk")
    )
    return map(entry, documents)


def entry(document: Document) -> IndexEntry:
    values = {declared.name: declared.indexed(document) for declared in filters.FILTERS}
    return IndexEntry(
        document_id=document.pk,
        title=tuple(filter(None, dict.fromkeys([document.title, document.full_title]))),
        number=(document.number,) if document.number else (),
        body=tuple(_names(document)),
        date=day_number(document.sort_date) if document.sort_date else 0,
        values=values | {"number": (document.number,), "slug": (document.slug,), "edition_of": _edition(document)} | _citations(document),
        passages=tuple(passages(document)),
    )


def _edition(document: Any) -> tuple[str, ...]:
    """Of a work that has several: the only edition of one stands for it anyway."""
    begins = document.effective_on or document.issued_on
    issued = document.issued_on or begins
    return (f"{begins:%Y%m%d}{issued:%Y%m%d}{document.work_key}",) if document.has_other_editions and begins else ()


def _citations(document: Document) -> dict[str, tuple[str, ...]]:
    """What others cite ``document`` by, and what it cites of others."""
    names = {name.key for name in document.names.all()} | {document.number}
    cited = {citation.key for citation in document.citations.all()} - names - {""}  # a name for itself has no key
    return {"name": tuple(sorted(names)), "cites": tuple(sorted(cited))}


def _names(document: Document) -> Iterator[str]:
    for signature in document.signatures.all():
        yield from dict.fromkeys([signature.body.name, signature.signed_as])
        yield from (alias.name for alias in signature.body.aliases.all())


def passages(document: Document) -> Iterator[Passage]:
    sections = list(document.sections.all())
    yield Passage("", outside_sections(document.markdown, bool(sections)))
    path: list[Section] = []
    for section in sections:
        path = [above for above in path if above.level < section.level]
        if section.text or section.heading:
            text = f"{section.label}{section.heading}\n{section.text}"
            yield Passage(section.anchor, text, section.heading, " ".join(a.heading for a in path if a.heading))
        path.append(section)


def outside_sections(markdown: str, has_sections: bool = True) -> str:
    """What stands before the first section, or all of a text without sections, as plain text."""
    if has_sections and (first := _FIRST_SECTION.search(markdown)):
        markdown = markdown[: first.start()]
    return _MARKS.sub("", markdown)
