"""A document in parts of at most so many characters: nothing is ever cut off silently."""
from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from api.problems import INVALID_VALUE, NOT_HELD, Problem
from api.resources import citations, sections
from api.resources.basics import Record
from documents.models import Document, Section

LONGEST = 6000
"""Characters of one answer's text."""


def outline(document: Document) -> list[Record]:
    """Every division, with its anchor; articles of one chapter in a row."""
    entries: list[Record] = []
    for section in document.sections.defer("text").order_by("position"):
        is_bare = section.anchor.startswith("art-") and not section.heading
        if is_bare and entries and "to" in entries[-1]:
            entries[-1] |= {"to": section.label, "to_anchor": section.anchor}
        elif is_bare:
            entries.append({"articles_from": section.label, "anchor": section.anchor, "to": section.label, "to_anchor": section.anchor})
        else:
            entries.append({"label": section.label, "heading": section.heading, "anchor": section.anchor, "level": section.level})
    return entries


def texts(document: Document, anchor: str, keyword: str) -> Sequence[str]:
    """The paragraphs that are asked for: of all, of a division with what is below it, or of sections that have ``keyword``."""
    if not anchor and not keyword:
        return document.markdown.split("\n")
    rows: Sequence[Section] = list(document.sections.order_by("position"))
    rows = _below(document, rows, anchor) if anchor else rows
    found = [row for row in rows if keyword in f"{row.label}{row.heading}{row.text}"]
    if not found:
        raise Problem(NOT_HELD, f"收录的这一文本里没有“{keyword}”。", "These words are not in the text that is held.")
    return [line for row in found for line in (f"[{row.anchor}] {row.label} {row.heading}".rstrip(), *row.text.split("\n"))]


def _below(document: Document, rows: Sequence[Section], anchor: str) -> Sequence[Section]:
    start = next((place for place, row in enumerate(rows) if row.anchor == anchor), None)
    if start is None:
        raise Problem(NOT_HELD, f"收录的文本中没有“{anchor}”这一处；{sections.held_range(document)}", "No such anchor in the text that is held.")
    end = next((place for place in range(start + 1, len(rows)) if rows[place].level <= rows[start].level), len(rows))
    return rows[start:end]


def citing(document: Document) -> list[Record]:
    """What ``document`` cites, in short."""
    return [
        {"text": one["text"], "kind": one["kind_label"], "resolution": one["resolution_label"], "cited": one["cited"] or one["work"], "url": one["url"]}
        for one in citations.outgoing(document)
    ]


def pages_of_text(lines: Iterable[str]) -> list[str]:
    """Lines in pages of at most ``LONGEST`` characters; a longer line is parted, and all of it is there."""
    pages, size = [[]], 0  # type: list[list[str]], int
    for line in lines:
        for start in range(0, max(len(line), 1), LONGEST):
            piece = line[start : start + LONGEST]
            if size + len(piece) + 1 > LONGEST and pages[-1]:
                pages.append([])
                size = 0
            pages[-1].append(piece)
            size += len(piece) + 1
    return ["\n".join(page) for page in pages]


def pages_of_records(records: Iterable[Any]) -> list[list[Any]]:
    """Records in pages of at most about ``LONGEST`` characters each, one record at least."""
    pages, size = [[]], 0  # type: list[list[Any]], int
    for record in records:
        length = len(json.dumps(record, ensure_ascii=False))
        if size + length > LONGEST and pages[-1]:
            pages.append([])
            size = 0
        pages[-1].append(record)
        size += length
    return pages


def page_of(pages: Sequence[Any], number: int) -> Record:
    """The page that is asked for, how many there are, and what to ask for next. Raises ``Problem`` for one that is none."""
    if number > len(pages):
        raise Problem(INVALID_VALUE, f"只有 {len(pages)} 页。", f"There are {len(pages)} pages.")
    return {"page": number, "pages": len(pages), "next_page": number + 1 if number < len(pages) else None, "content": pages[number - 1]}
