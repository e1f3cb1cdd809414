"""Whether what is quoted stands in the place that is named: word for word, otherwise, or not at all."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from api.problems import INVALID_VALUE, Problem
from documents.citations.draft_quotations import GAP, likeness, nearest, words_of
from documents.comparison import segments
from documents.models import Document, Section

from . import documents, resolving
from .basics import Record, reference, status_record, today_or

LONGEST, SHORTEST = 2000, 4
VERBATIM, DIFFERS, NOT_THERE, NO_SOURCE = "verbatim", "differs", "not-there", "no-source"
OUTCOMES = (VERBATIM, DIFFERS, NOT_THERE, NO_SOURCE)
_MOST_PLACES = 5


def verify(quote: str, source: str, day: date | None) -> Record:
    """Whether ``quote`` stands in ``source`` on ``day``: a slug from another answer, or a title, number or provision.

    ``verbatim``: every character, blanks aside (… may leave something out). ``differs``: the nearest words, and how they
    differ. ``not-there``: nothing like it. ``no-source``: what was named is not certain or not held; ``resolution`` says why.
    """
    if len(words_of(quote)) < SHORTEST:
        raise Problem(INVALID_VALUE, f"引文至少要有 {SHORTEST} 个字。", f"quote: at least {SHORTEST} characters.")
    on = today_or(day)
    document, anchor, resolution = _source(source, on)
    base: Record = {"quote": quote, "on": on.isoformat()}
    if document is None:
        return {**base, "outcome": NO_SOURCE, "why": resolution["why"], "resolution": resolution}
    told = {"document": {**reference(document), "status": status_record(document.status_on(on))}}
    return {**base, **told, **_compared(quote, document, anchor)}


def _source(source: str, on: date) -> tuple[Document | None, str, Record]:
    held = Document.objects.published().filter(slug=source).first() if source.isprintable() else None
    if held:
        return held, "", {}
    resolution = resolving.resolve(source, on)
    if resolution["outcome"] != resolving.FOUND or "document" not in resolution:
        return None, "", resolution
    return documents.find(resolution["document"]["slug"]), resolution.get("provision", {}).get("anchor", ""), resolution


def _compared(quote: str, document: Document, anchor: str) -> Record:
    """The quotation held against the article that is named, else against all; where it stands elsewhere, that is told."""
    rows = list(document.sections.order_by("position"))
    article = anchor.partition("-p")[0] if anchor.startswith("art-") else anchor
    named = [row for row in rows if row.anchor == article] if anchor else rows
    texts: list[tuple[Section | None, str]] = [(row, row.text) for row in named]
    if not anchor:
        texts.append((None, document.markdown))
    for row, text in texts:
        if _stands_in(quote, text):
            return {"outcome": VERBATIM, "why": f"一字不差，见{_place(row)}。", "place": _place_record(document, row)}
    elsewhere = [_place_record(document, row) for row in rows if row not in named and _stands_in(quote, row.text)][:_MOST_PLACES]
    found = _nearest(quote, named)
    if found is None:
        why = "所指的地方没有这样的话" + (f"；它在{'、'.join(one['label'] for one in elsewhere if one)}。" if elsewhere else "；这只说收录的这一文本。")
        return {"outcome": NOT_THERE, "why": why, "elsewhere": elsewhere}
    row, passage = found
    differs = [{"change": one.change.value, "held": one.old, "quoted": one.new} for one in segments(passage, quote, exact=True)]
    return {
        "outcome": DIFFERS, "why": f"与原文不一致，见{_place(row)}。", "place": _place_record(document, row), "held": passage,
        "differences": differs, "elsewhere": elsewhere,
    }


def _stands_in(quote: str, text: str) -> bool:
    """Whether every piece of ``quote`` stands in ``text``, in order; only blanks do not count."""
    bare, place = "".join(text.split()), 0
    for piece in filter(None, ("".join(part.split()) for part in GAP.split(quote))):
        place = bare.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return True


def _nearest(quote: str, rows: Iterable[Section]) -> tuple[Section, str] | None:
    """The words most like ``quote``, and the section that has them."""
    ranked = sorted(rows, key=lambda row: likeness(quote, row.text), reverse=True)[:_MOST_PLACES]
    passages = [(row, passage) for row in ranked if (passage := nearest(quote, row.text))]
    return max(passages, key=lambda found: likeness(quote, found[1]), default=None)


def _place(row: Section | None) -> str:
    return f"“{row.label or row.heading}”" if row else "章节以外的文字"


def _place_record(document: Document, row: Section | None) -> Record:
    url = document.get_absolute_url()
    if row is None:
        return {"anchor": None, "label": None, "text": None, "url": url}
    return {"anchor": row.anchor, "label": row.label or row.heading, "text": row.text, "url": f"{url}#{row.anchor}"}
