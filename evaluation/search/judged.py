"""A set of real questions with judged articles, asked of our own engine through our own understanding of queries.

The set is a folder with ``corpus.jsonl.gz``, ``queries.jsonl`` and ``qrels.tsv``; its README tells the form. A law
becomes a document, an article a section.
"""
from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from django.conf import settings
from haystack import connections
from tqdm import tqdm

from documents.citations import CitingDocument, find, resolve
from documents.citations.laws import seed_short_names
from documents.citations.titles import names
from search.backends.entries import IndexEntry, Passage
from search.meaning.encoder import NAME, encoder
from search.meaning.filling import fill
from search.meaning.nearest import Nearest
from search.meaning.ranking import Meaning
from search.meaning.vectors import VectorStore
from search.plan import Plan
from search.queries import Vocabulary, of_sections, synonyms, understand

DEPTH = 100


@dataclass(frozen=True)
class JudgedSet:
    articles: list[dict]
    queries: dict[str, str]
    judged: dict[str, set[str]]


def load(folder: Path) -> JudgedSet:
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as file:
        articles = [json.loads(line) for line in file]
    judged = defaultdict(set)
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        query, article, _ = line.split("\t")
        judged[query].add(article)
    rows = map(json.loads, (folder / "queries.jsonl").read_text("utf-8").splitlines())
    return JudgedSet(articles, {row["id"]: row["text"] for row in rows if row["id"] in judged}, dict(judged))


def entries(articles: list[dict]) -> Iterator[IndexEntry]:
    """The laws as the index takes documents, numbered from 1; anchors are the articles' ids."""
    def law(article: dict) -> tuple[str, str]:
        return article["law"], article["folder"]

    for number, ((title, _), group) in enumerate(groupby(sorted(articles, key=law), key=law), 1):
        group = list(group)
        passages = (Passage(a["id"], f"{a['article']}\n{a['text']}", "", a["chapter"]) for a in group)
        values = {"name": tuple(sorted(names(title))), "cites": _cites(title, group)}
        yield IndexEntry(number, (title,), (Passage("", ""), *passages), values=values)


class _NoCorpus:
    """``citations.Lookups`` that hold nothing: what a text cites is read in it alone."""

    def by_key(self, key: str) -> tuple:
        return ()

    by_number = by_short_name = by_key

    def short_names(self) -> Mapping[str, str]:
        return seed_short_names()


def _cites(title: str, articles: list[dict]) -> tuple[str, ...]:
    """The keys of the works that a law cites, found in the text as the portal finds them."""
    markdown = "\n\n".join([f"# {title}", *(f"## {a['article']}\n\n{a['text']}" for a in articles)])
    found = resolve(find(markdown), CitingDocument(markdown, title=title), _NoCorpus())
    return tuple(sorted({r.reference.key or r.reference.number for r in found} - names(title) - {""}))


def build(articles: list[dict]) -> None:
    """Make an index of ``articles`` the current one of the default connection."""
    engine = connections["default"].get_backend()
    with engine.building() as generation:
        generation.write(tqdm(entries(articles), desc="索引", unit="部", leave=False))
        with engine.writing(60):
            generation.activate()


def encode(articles: list[dict]) -> Nearest:
    """The vectors of the articles of the index that was built; what was encoded in an earlier run is not again."""
    by_number = {entry.document_id: entry for entry in entries(articles)}
    with tqdm(desc="计算向量", unit="部", total=len(by_number), leave=False) as bar:
        for documents in fill(encoder(), lambda numbers: [by_number[number] for number in numbers]):
            bar.update(documents)
    return Nearest(VectorStore(settings.VECTORS, NAME).snapshot())


def run(queries: dict[str, str], nearest: Nearest | None = None) -> dict[str, list[str]]:
    """The ids of the best articles for each query, best first; by meaning too, where what is ``nearest`` is known."""
    engine = connections["default"].get_backend()
    vocabulary = Vocabulary(synonyms=synonyms.read(synonyms.built_in()))
    answers = {}
    for number, text in tqdm(queries.items(), desc="检索", unit="问", leave=False):
        understood = understand(text, vocabulary)
        node = understood.relaxed or understood.query
        plan, by_words = Plan(of_sections(node), unit="section", stop=DEPTH), partial(engine.run, seconds=30)
        hits = Meaning(encoder().query(text), nearest).search(plan, by_words) if nearest else by_words(plan)
        answers[number] = [hit.anchor for hit in hits.hits]
    return answers
