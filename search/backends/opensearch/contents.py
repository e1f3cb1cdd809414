"""Entries → the documents of OpenSearch."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from search import weights
from search.backends.entries import IndexEntry, Passage
from search.backends.fields import DOCUMENT_FIELDS, SECTION_FIELDS
from search.text import analyzers
from search.text.numbers import BEFORE

STATE = "state"
"""The document that says what the index is."""

_EDITION = re.compile(r"\d{8}(?:\d{8})?(?P<work>.*)", re.S)
_NUMERAL = re.compile(rf"[{re.escape(BEFORE)}]+")
AFTER = 12
"""So many characters after the beginning of a number are kept with it, its unit among them."""


def identifier(document_id: int, place: int | None = None) -> str:
    """The name in the index of a document, or of its passage at a place."""
    return str(document_id) if place is None else f"{document_id}-{place}"


def contents(entry: IndexEntry, written: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """→ what stands in the index of a document, and of each of its passages, by name; ``written``: the number of the write."""
    common = {"id": entry.document_id, "written": written} | _values(entry)
    if entry.date:
        common["date"] = entry.date
    texts = {name: [*map(analyzers.normalise, getattr(entry, name))] for name in DOCUMENT_FIELDS}
    passages = [_passage(passage) for passage in entry.passages]
    own = {name: [text for passage in passages for text in passage[name]] for name in SECTION_FIELDS}
    names = sorted({*entry.values.get("name", ())} - {""})
    yield identifier(entry.document_id), common | {
        "kind": "document", "place": -1, "digest": entry.digest, "names": names,
    } | _texts(texts | own, "document")
    for place, (passage, own) in enumerate(zip(entry.passages, passages, strict=True)):
        yield identifier(entry.document_id, place), common | {
            "kind": "section", "place": place, "anchor": passage.anchor, "names": names,
        } | _texts(texts | own, "section")


def _passage(passage: Passage) -> dict[str, list[str]]:
    return {name: [analyzers.normalise(getattr(passage, name))] for name in SECTION_FIELDS}


def _texts(texts: dict[str, list[str]], level: str) -> dict[str, Any]:
    """A list where there are several values: no phrase runs from one into the next."""
    texts = {name: [_clean(text) for text in values if text] for name, values in texts.items()}
    words = {name: " ".join(_words(values)) for name, values in texts.items()}
    rank, rank_words = [], []
    for name, weight in weights.FIELDS[level].items():
        # A weight below one has no place here: it is that of headings, which begin their sections' texts anyway.
        rank += texts[name] * int(weight)
        rank_words += [words[name]] * int(weight)
    exact = texts["title"] + texts["number"] + texts["body"] + texts["text"]
    return {name: values for name, values in texts.items() if values} | {f"{name}_words": text for name, text in words.items() if text} | {
        "rank": rank, "rank_words": " ".join(rank_words), "numerals": sorted({text for value in exact for text in numerals(value)}),
    }


def _words(values: Iterable[str]) -> Iterator[str]:
    for value in values:
        yield from analyzers.normalised_tokens(value)


def numerals(text: str) -> Iterator[str]:
    """The beginnings of the numbers in a text, each with what follows: what begins with a number there is not the rest of a longer one.

    >>> list(numerals("处一百二十元罚款"))
    ['一百二十元罚款']
    """
    for found in _NUMERAL.finditer(text):
        yield text[found.start() : found.start() + AFTER]


def _values(entry: IndexEntry) -> dict[str, Any]:
    values = {name: [_clean(value) for value in own if value] for name, own in entry.values.items()}
    amounts = {name: [int(v) for v in own if v.isdecimal() and len(v) < 10] for name, own in values.items()}
    found: dict[str, Any] = {
        "values": {name: own for name, own in values.items() if own},
        "amounts": {name: own for name, own in amounts.items() if own},
    }
    if values.get("edition_of") and (match := _EDITION.fullmatch(values["edition_of"][0])):
        found |= {"edition_of": values["edition_of"][0], "work": match["work"]}
    return found


def _clean(text: str) -> str:
    """Half of a pair of surrogates cannot be sent."""
    return text.encode("utf-8", "replace").decode("utf-8")
