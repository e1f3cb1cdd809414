"""Haystack's face of an engine: ``SearchQuerySet`` becomes plans, so that it means the same whichever engine runs.

Documents are the only model. What a result shows is read from the database on demand: an engine returns
ids of documents. No text is ever read as an engine's own query syntax.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any as Anything

from django.db.models import Model
from haystack import connections
from haystack.backends import BaseSearchBackend, log_query
from haystack.exceptions import SearchBackendError
from haystack.indexes import SearchIndex
from haystack.models import SearchResult

from documents.models import Document
from documents.vocabulary.ranges import day_number
from search.plan import All, Any, Between, Hits, Is, Node, Not, Plan, Sort, Words
from search.text import analyzers

from .haystack_query import as_node, narrowing, text_of

SECONDS = 10.0
ALL = 1_000_000
DISTINCTIVE_WORDS = 25
"""How many of its most frequent words stand for a document when similar ones are searched for."""

SORTS: dict[str, Sort] = {"": "relevance", "date": "oldest", "-date": "newest"}
ORDER = {"date": "sort_date", "year": "sort_date", "id": "pk", "django_id": "pk", "title": "title",
         "number": "number", "slug": "slug", "kind": "kind"}


class HaystackBackend(BaseSearchBackend):
    """To be mixed into an ``Engine``."""

    def update(self, index: SearchIndex, iterable: Iterable[Document], commit: bool = True) -> None:
        from search.backends.document_entries import entries

        ids = [document.pk for document in iterable]
        with self.writing():
            self.write(entries(ids), ids)

    def remove(self, obj_or_string: Document | str, commit: bool = True) -> None:
        number = obj_or_string.pk if isinstance(obj_or_string, Document) else obj_or_string.rpartition(".")[2]
        with self.writing():
            self.write((), [int(number)])

    def clear(self, models: Collection[type[Model]] | None = None, commit: bool = True) -> None:
        if models is None or Document in models:
            with self.writing():
                self.write((), list(self.digests()))

    @log_query
    def search(
        self, query_string: Node | str, *, models: Collection[type[Model]] | None = None, start_offset: int = 0, end_offset: int | None = None,
        sort_by: Iterable[str] = (), narrow_queries: Iterable[str] = (), boost: Mapping[str, float] | None = None, facets: Iterable[str] | None = None,
        date_facets: Mapping[str, Mapping[str, Anything]] | None = None, query_facets: Iterable[tuple[str, str]] | None = None,
        result_class: type[SearchResult] | None = None, highlight: bool = False, spelling_query: str | None = None, **_: object,
    ) -> dict[str, Anything]:
        """``query_string``: a node of a plan, or text, which is read as words."""
        if models and Document not in models:
            return {"results": [], "hits": 0}
        node = as_node(query_string)
        for text, weight in (boost or {}).items():
            node = Any((node, All((node, Words(text, weight=weight)))))
        if narrow_queries:
            node = All((node, *map(narrowing, narrow_queries)))
        names = {name: name.removesuffix("_exact") for name in facets or ()}
        hits = self._ordered(Plan(node, facets=tuple(names.values()), stop=0), sort_by, start_offset, end_offset)
        results = {
            "results": self._results(hits, result_class or SearchResult, highlight),
            "hits": hits.total,
            "spelling_suggestion": self._spelling(spelling_query or text_of(node)) if self.include_spelling else None,
        }
        if facets or date_facets or query_facets:
            results["facets"] = {
                "fields": {name: list(hits.facets[facet].items()) for name, facet in names.items()},
                "dates": {name: self._by_date(node, **how) for name, how in (date_facets or {}).items()},
                "queries": {f"{f}:{q}": self._count(node, narrowing(f"{f}:{q}")) for f, q in query_facets or ()},
            }
        return results

    def more_like_this(
        self, model_instance: Document, additional_query_string: Node | str | None = None, start_offset: int = 0, end_offset: int | None = None,
        models: Collection[type[Model]] | None = None, result_class: type[SearchResult] | None = None, **_: object,
    ) -> dict[str, Anything]:
        if models and Document not in models:
            return {"results": [], "hits": 0}
        node = All((alike(model_instance), as_node(additional_query_string or "")))
        hits = self.run(Plan(node, start=start_offset, stop=ALL if end_offset is None else end_offset), SECONDS)
        return {"results": self._results(hits, result_class or SearchResult), "hits": hits.total}

    def _ordered(self, plan: Plan, sort_by: Iterable[str], start: int, end: int | None) -> Hits:
        """Hits in the requested order: by date the engine knows, by anything else the database."""
        wanted = slice(start or 0, ALL if end is None else end)
        plan = replace(plan, start=wanted.start, stop=wanted.stop)
        fields = list(sort_by or ())
        if fields in ([], ["date"], ["-date"]):
            return self.run(replace(plan, sort=SORTS["".join(fields)]), SECONDS)
        hits = self.run(replace(plan, start=0, stop=ALL), SECONDS)
        by_number = {hit.document_id: hit for hit in hits.hits}
        ordered = Document.objects.filter(pk__in=by_number).order_by(*map(_column, fields), "pk")
        return replace(hits, hits=tuple(by_number[number] for number in ordered.values_list("pk", flat=True)[wanted]))

    def _results(self, hits: Hits, result_class: type[SearchResult], highlight: bool = False) -> list[SearchResult]:
        index = connections[self.connection_alias].get_unified_index().get_index(Document)
        documents = index.index_queryset().in_bulk([hit.document_id for hit in hits.hits])
        return [
            _result(index, documents[hit.document_id], hit.score, result_class, hits.terms if highlight else ())
            for hit in hits.hits if hit.document_id in documents
        ]

    def _count(self, *nodes: Node) -> int:
        return self.run(Plan(All(nodes), stop=0), SECONDS).total

    def _by_date(self, node: Node, start_date: datetime, end_date: datetime, gap_by: str, gap_amount: int = 1) -> list[tuple[datetime, int]]:
        """How many hits begin each gap between two dates."""
        counts, start = [], start_date
        while start < end_date:
            stop = min(_after(start, gap_by, gap_amount), end_date)
            within = Between("date", day_number(start), day_number(stop - timedelta(days=1)))
            counts.append((datetime(start.year, start.month, start.day), self._count(node, within)))
            start = stop
        return counts

    def _spelling(self, text: str) -> str | None:
        """What sounds the same and finds more."""
        from search.suggesting.suggestions import known_names

        found = self._count(Words(text))
        corrected = islice(known_names().corrected(text), 5)
        return next((other for other in corrected if self._count(Words(other)) > found), None)


def alike(document: Document) -> Node:
    """What documents like this one hold: the words of its title and the words it uses most."""
    from search.backends.document_entries import passages

    texts = [passage.text for passage in passages(document)]
    counts = Counter(word for text in texts for word in analyzers.tokens(text) if len(word) > 1)
    distinctive = " ".join(word for word, _ in counts.most_common(DISTINCTIVE_WORDS))
    words = Any((Words(document.title, "or", weight=2.0), Words(distinctive, "or")))
    return All((words, Not(Is("document", str(document.pk)))))


def _result(index: SearchIndex, document: Document, score: float, result_class: type[SearchResult], terms: tuple[str, ...]) -> SearchResult:
    stored = {n: v for n, v in index.full_prepare(document).items() if n not in ("id", "django_id", "django_ct")}
    if terms:
        from search.text.highlighting import snippet

        stored["highlighted"] = {"text": [snippet(document.markdown, terms)]}
    return result_class("documents", "document", str(document.pk), score, **stored)


def _column(field: str) -> str:
    name = field.removeprefix("-")
    if name not in ORDER:
        raise SearchBackendError(f"documents cannot be ordered by {name!r}")
    return ("-" if field.startswith("-") else "") + ORDER[name]


def _after(moment: datetime, gap_by: str, amount: int) -> datetime:
    """Months and years end where the next begins; documents have no hours."""
    if gap_by not in ("year", "month"):
        return moment + timedelta(days=amount)
    months = moment.month - 1 + amount * (12 if gap_by == "year" else 1)
    return moment.replace(year=moment.year + months // 12, month=months % 12 + 1, day=1)
