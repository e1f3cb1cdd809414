"""What one gets without us: the stock haystack Whoosh backend with jieba's own ChineseAnalyzer.

The schema is the one that backend builds for a title and a text field; the query is its parser with all words as
alternatives. It takes minutes, so its figures are kept in ``baseline.json``; ``make evaluate-search-baseline``
measures them anew.
"""
from __future__ import annotations

import json
import tempfile
from pathlib import Path

from jieba.analyse import ChineseAnalyzer
from tqdm import tqdm
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in
from whoosh.query import Or, Term

from . import judged
from .formal import scenarios
from .measures import summary

FILE = Path(__file__).with_name("baseline.json")
Figures = dict[str, dict[str, float]]


def measure(data: judged.JudgedSet) -> Figures:
    """The figures of the questions of ``data``, and those of the cases in formal words over the same articles."""
    analyzer = ChineseAnalyzer()
    fields = {name: TEXT(analyzer=analyzer, stored=True) for name in ("title", "text")}
    with tempfile.TemporaryDirectory() as folder:
        index = create_in(folder, Schema(id=ID(stored=True, unique=True), **fields))
        writer = index.writer(limitmb=512)
        for article in tqdm(data.articles, desc="索引", unit="条", leave=False):
            writer.add_document(id=article["id"], title=article["title"], text=article["text"])
        writer.commit()
        with index.searcher() as searcher:
            return {name: _summary(searcher, analyzer, asked) for name, asked in (("real", data), ("formal", scenarios(data.articles)))}


def _summary(searcher, analyzer, asked: judged.JudgedSet) -> dict[str, float]:
    answers = {number: _answer(searcher, analyzer, text) for number, text in tqdm(asked.queries.items(), leave=False)}
    return summary(answers, asked.judged)


def _answer(searcher, analyzer, text: str) -> list[str]:
    words = {token.text for token in analyzer(text)}
    query = Or([Term(field, word) for word in words for field in ("title", "text")])
    return [hit["id"] for hit in searcher.search(query, limit=judged.DEPTH)]


def kept() -> Figures:
    return json.loads(FILE.read_text("utf-8"))


def keep(figures: Figures) -> None:
    rounded = {name: {measure: round(value, 3) for measure, value in of_set.items()} for name, of_set in figures.items()}
    FILE.write_text(json.dumps(rounded, indent=1) + "\n", "utf-8")
