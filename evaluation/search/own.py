"""Our own judged searches over the corpus that comes with the portal."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from documents.models import Document
from search.answering import SearchRequest, run_search

FILE = Path(__file__).with_name("corpus.yaml")
DEPTH = 28
MUST_BE_FIRST = ("navigational", "number", "alias")
KINDS = {
    "navigational": "标题", "number": "文号", "alias": "机关别名", "phrase": "短语", "abbreviation": "简称、拼音", "topical": "主题",
    "question": "提问",
}


@dataclass(frozen=True)
class Search:
    kind: str
    q: str
    want: frozenset[str]


def searches() -> list[Search]:
    return [Search(row["kind"], row["query"], frozenset(row["want"])) for row in yaml.safe_load(FILE.read_text("utf-8"))]


def run(asked: Iterable[Search]) -> dict[str, list[str]]:
    """The titles that each search answers, best first."""
    answers = {}
    for search in asked:
        hits = run_search(SearchRequest(search.q, stop=DEPTH)).hits.hits
        titles = dict(Document.objects.in_bulk([hit.document_id for hit in hits]))
        answers[search.q] = [titles[hit.document_id].title for hit in hits]
    return answers
