"""Whether what is quoted stands in the place that is named: word for word, otherwise, or not at all."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from api.problems import INVALID_VALUE, Problem
from documents.citations.wording import likeness, words_of
from documents.comparison import Change, Segment, segments
from documents.draft_check.quotations import GAP, nearest
from documents.models import Document, Section
from search.text.simplified import simplified

from . import documents, resolving, sections
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


class _Place(NamedTuple):
    anchor: str
    label: str
    text: str


def _compared(quote: str, document: Document, anchor: str) -> Record:
    """The quotation held against the place that is named, else against all; where it stands elsewhere, that is told."""
    named, others = _parted(list(document.sections.order_by("position")), anchor)
    texts: list[tuple[_Place | None, str]] = [(place, place.text) for place in named]
    if not anchor:
        texts.append((None, document.markdown))
    for place, text in texts:
        if _stands_in(quote, text):
            return {"outcome": VERBATIM, "why": f"一字不差，见{_named(place)}。", "place": _place_record(document, place)}
    elsewhere = [_place_record(document, place) for place in _innermost([one for one in others if _stands_in(quote, one.text)])][:_MOST_PLACES]
    found = _nearest(simplified(quote), named)
    if found is None:
        why = "所指的地方没有这样的话" + (f"；它在{'、'.join(one['label'] for one in elsewhere)}。" if elsewhere else "；这只说收录的这一文本。")
        return {"outcome": NOT_THERE, "why": why, "elsewhere": elsewhere}
    place, passage = found
    differing = _within(segments(passage, quote, exact=True))
    passage = "".join(one.old for one in differing)
    differs = [{"change": one.change.value, "held": one.old, "quoted": one.new} for one in differing]
    only = "：字词相同，只有标点、全角半角或者繁简不同" if _same_words(passage, quote) else ""
    return {
        "outcome": DIFFERS, "why": f"与原文不一致{only}，见{_named(place)}。", "place": _place_record(document, place), "held": passage,
        "differences": differs, "elsewhere": elsewhere,
    }


def _parted(rows: Sequence[Section], anchor: str) -> tuple[list[_Place], list[_Place]]:
    """What ``anchor`` names (``""``: everything), and what else there is; beside a 款 or 项 also the others of its article."""
    places = [_Place(row.anchor, row.label or row.heading, row.text) for row in rows]
    if not anchor:
        return places, []
    if anchor not in {place.anchor for place in places}:
        article = anchor.partition("-p")[0]
        places += [
            _Place(one.anchor, f"{row.label}{one.label}", one.text) for row in rows if row.anchor == article for one in sections.inside(row)
        ]
    return [place for place in places if place.anchor == anchor], [place for place in places if place.anchor != anchor]


def _innermost(places: Sequence[_Place]) -> list[_Place]:
    """``places`` without those of which a part is among them too: an article for its 款, a 款 for its 项."""
    def parts_of(place: _Place) -> tuple[str, ...]:
        return tuple(f"{place.anchor}-{kind}" for kind in "pis")

    return [place for place in places if not any(other.anchor.startswith(parts_of(place)) for other in places)]


def _stands_in(quote: str, text: str) -> bool:
    """Whether every piece of ``quote`` stands in ``text``, in order; only blanks do not count."""
    bare, place = "".join(text.split()), 0
    for piece in filter(None, ("".join(part.split()) for part in GAP.split(quote))):
        place = bare.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return True


def _nearest(quote: str, places: Iterable[_Place]) -> tuple[_Place, str] | None:
    """The words most like ``quote``, and the place that has them."""
    ranked = sorted(places, key=lambda place: likeness(quote, place.text), reverse=True)[:_MOST_PLACES]
    passages = [(place, passage) for place in ranked if (passage := nearest(quote, place.text))]
    return max(passages, key=lambda found: likeness(quote, found[1]), default=None)


def _within(differing: Sequence[Segment]) -> Sequence[Segment]:
    """Without the held words before and behind what is quoted: who quotes half a sentence has left nothing out."""
    kept = [one.change is Change.KEPT for one in differing]
    start = 1 if kept[1:2] == [True] and not differing[0].new else 0
    end = -1 if kept[-2:-1] == [True] and not differing[-1].new else None
    return differing[start:end]


def _same_words(held: str, quoted: str) -> bool:
    return words_of(simplified(held)) == words_of(simplified(quoted))


def _named(place: _Place | None) -> str:
    return f"“{place.label}”" if place else "章节以外的文字"


def _place_record(document: Document, place: _Place | None) -> Record:
    url = document.get_absolute_url()
    if place is None:
        return {"anchor": None, "label": None, "text": None, "url": url}
    return {"anchor": place.anchor, "label": place.label, "text": place.text, "url": f"{url}#{place.anchor}"}
