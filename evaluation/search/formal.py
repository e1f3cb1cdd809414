"""A hundred cases in formal words, each with the one article that decides it, asked of the articles of a judged set.

``scenarios.tsv`` was written before any of them was tried. The articles were drawn by a hash of their ids, at most one of a law (of
civil code and criminal law more), without those that nobody asks about: aims, powers of departments, last provisions.
"""
from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from .judged import JudgedSet

FILE = Path(__file__).with_name("scenarios.tsv")
_COUNTRY = "中华人民共和国"


def scenarios(articles: list[dict], file: Path = FILE) -> JudgedSet:
    """The cases over ``articles``. Raises ``KeyError`` for an answer that is not among them."""
    by_title = defaultdict(set)
    for article in articles:
        by_title[article["title"].replace(_COUNTRY, "")].add(article["id"])
    queries, judged = {}, {}
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        title, text = line.split("\t")
        if title not in by_title:
            raise KeyError(title)
        queries[f"f{number:03}"], judged[f"f{number:03}"] = text, by_title[title]
    return JudgedSet(articles, queries, judged)
