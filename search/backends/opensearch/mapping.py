"""How an index is laid out.

A document and each of its passages are an OpenSearch document each, of ``kind`` ``document`` or ``section``; every one of
them carries the document's title, names and values, so that either kind is searched by itself. A text stands in it twice:
as ``name`` in pairs of neighbouring characters with their positions, by which substrings are found exactly (``name.one``:
the characters alone), and as ``name_words`` in our own tokens. ``rank`` is all of it, by which it is ranked: there a field
stands as often as it counts.
"""
from __future__ import annotations

from typing import Any

from search.backends.fields import TEXT_FIELDS, value_fields
from search.text import analyzers

FORMAT = 1
"""Raise with any change by which this code could not read an index that was built before."""

SETTINGS = {
    "analysis": {
        "tokenizer": {
            "pairs": {"type": "ngram", "min_gram": 2, "max_gram": 2},
            "characters": {"type": "ngram", "min_gram": 1, "max_gram": 1},
        },
        "analyzer": {
            "pairs": {"type": "custom", "tokenizer": "pairs"},
            "characters": {"type": "custom", "tokenizer": "characters"},
        },
    },
    # A write is seen when it is whole, and not before.
    "refresh_interval": "-1",
    "max_result_window": 10_000,
}
SHOWN = ("id", "anchor", "place", "date", "digest", "written", "names", "edition_of", "values", "state")
"""What is kept as it was given."""


def settings(shards: int, replicas: int) -> dict[str, Any]:
    return {"index": SETTINGS | {"number_of_shards": shards, "number_of_replicas": replicas}}


def mapping() -> dict[str, Any]:
    keyword = {"type": "keyword", "ignore_above": 8000}
    words = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
    fields = value_fields()
    properties: dict[str, Any] = {
        "kind": {"type": "keyword"},
        "id": {"type": "integer"},
        "place": {"type": "integer"},
        "date": {"type": "integer"},
        "written": {"type": "long"},
        "work": keyword,
        "numerals": keyword | {"doc_values": False, "norms": False},
        "values": {"dynamic": False, "properties": dict.fromkeys(fields, keyword)},
        "amounts": {"dynamic": False, "properties": dict.fromkeys(fields, {"type": "integer"})},
        "rank": _grams("freqs"),
        "rank_words": words,
    }
    for name, field in TEXT_FIELDS.items():
        properties[f"{name}_words"] = words
        properties[name] = _grams("positions" if field.exact else "freqs")
    return {"dynamic": False, "_source": {"includes": [*SHOWN]}, "properties": properties}


def _grams(index_options: str) -> dict[str, Any]:
    one = {"type": "text", "analyzer": "characters", "index_options": "freqs"}
    return {"type": "text", "analyzer": "pairs", "index_options": index_options, "fields": {"one": one}}


def state() -> dict[str, Any]:
    """What an index says of itself: with what it was built, and ``written``, which each write raises."""
    return {"format": FORMAT, "analysis": analyzers.fingerprint(), "fields": sorted(value_fields()), "written": 0, "whole": False}
