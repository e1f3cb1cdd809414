"""The passages that a document shares with others, whatever their number."""
from __future__ import annotations

from collections.abc import Callable, Iterator

from api.resources import with_origin
from api.resources.basics import Record
from documents.models import Document
from documents.pages import passages

from .writing import Columns

PASSAGES: Columns = (
    ("section", "本文条款"), ("text", "本文文字"), ("title", "另一文件"), ("number", "发文字号"), ("other_section", "另一文件条款"),
    ("other_text", "另一文件文字"), ("characters", "相同字数"), ("url", "本文网址"), ("other_url", "另一文件网址"),
)
Absolute = Callable[[str], str]


def passage_rows(document: Document, absolute: Absolute) -> Iterator[Record]:
    """Every passage that ``document`` shares, those with one other document together: one of these is in memory at a time."""
    one = passages.whole(document.pk)
    for key, _, _ in passages.totals(document) if one else ():
        other = passages.whole(key)
        for pair in passages.pairs(one, other, passages.between(one).filter(other=other)) if one and other else ():
            yield {**with_origin(_row(pair), absolute), "other_url": absolute(pair.other.address)}


def _row(pair: passages.Pair) -> Record:
    return {
        "section": _name(pair.one), "text": pair.one.text, "title": pair.other.document.title, "number": pair.other.document.number,
        "other_section": _name(pair.other), "other_text": pair.other.text, "characters": pair.characters, "url": pair.one.address,
    }


def _name(place: passages.Place) -> str:
    return str(place.section) if place.section else ""
