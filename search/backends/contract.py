"""What every engine must do, and haystack's face on top of it.

An engine is a ``PlanSearchBackend`` that answers plans and writes entries; ``SearchQuerySet`` is turned into plans
here, so that it means the same whichever engine runs. The tests of it are ``tests/search/backends/contract.py``.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from haystack import connections
from haystack.backends import SQ, BaseSearchBackend, BaseSearchQuery, log_query
from haystack.models import SearchResult

from documents.models import Document
from search.plan import All, Any, Between, Hits, Is, Node, Not, Phrase, Plan, Words

from .entries import Entry

SECONDS = 10.0
EVERYTHING = All()


class Generation(Protocol):
    """An index that is being built."""

    def fill(
        self, batches: list[list[int]], read: Callable[[list[int]], Iterable[Entry]], processes: int,
        progress: Callable[[int], None],
    ) -> None:
        """Put in the entries that ``read`` has for each batch of documents, and tell how many are done."""

    def write(self, entries: Iterable[Entry], removed: Iterable[int] = ()) -> None: ...

    def late(self) -> set[int]:
        """Documents that were written into the live index since this one was begun. Under ``writing``."""

    def activate(self) -> None:
        """Search this one from now on, in every process, and keep the one before. Under ``writing``."""


class PlanSearchBackend(BaseSearchBackend):
    """Documents are the only model: ``models`` that leave it out leave nothing."""

    # What an engine answers

    def answer(self, plan: Plan, seconds: float) -> Hits:
        """Hits of a plan; what is found after ``seconds`` is marked ``partial``. Raises ``IndexUnavailable``."""
        raise NotImplementedError

    def generation(self) -> object:
        """Hashable; another one whenever an answer may differ. Raises ``IndexUnavailable``."""
        raise NotImplementedError

    def digests(self) -> dict[int, str]:
        """``Entry.digest`` of each document in the index."""
        raise NotImplementedError

    def problem(self) -> str:
        """What is wrong with the index, after looking at all of it; ``""``: nothing."""
        raise NotImplementedError

    def is_outdated(self) -> bool:
        """Whether the index was built with another dictionary or tokenizer; it is searched all the same."""
        raise NotImplementedError

    def go_back(self) -> None:
        """Search the generation before this one again. Under ``writing``; raises ``IndexUnavailable``."""
        raise NotImplementedError

    def writing(self, patience: float = 0) -> AbstractContextManager[None]:
        """The one writer's lock, over all processes. Raises ``IndexBusy`` when it stays taken for so many seconds."""
        raise NotImplementedError

    def building(self) -> AbstractContextManager[Generation]:
        """A new index beside the one that is searched. Raises ``IndexBusy`` when another is being built."""
        raise NotImplementedError

    def write(self, entries: Iterable[Entry], removed: Iterable[int] = ()) -> None:
        """Under ``writing``: replace these documents, remove those; all of it or, on an error, nothing."""
        raise NotImplementedError

    # Haystack's face

    def update(self, index, iterable, commit=True):
        from search.indexing.entries import entries

        with self.writing():
            ids = [document.pk for document in iterable]
            self.write(entries(ids), ids)

    def remove(self, obj_or_string, commit=True):
        pk = obj_or_string.pk if isinstance(obj_or_string, Document) else obj_or_string.rsplit(".", 1)[-1]
        with self.writing():
            self.write((), [int(pk)])

    def clear(self, models=None, commit=True):
        if models is None or Document in models:
            with self.writing():
                self.write((), self.digests())

    @log_query
    def search(self, query_string, **kwargs):
        """``query_string``: a node of a plan, or text, which is read as words."""
        models = kwargs.get("models")
        if models and Document not in models:
            return {"results": [], "hits": 0, "facets": {}}
        node = _node(query_string)
        narrow = [_narrow(query) for query in kwargs.get("narrow_queries") or ()]
        start = kwargs.get("start_offset") or 0
        end = kwargs.get("end_offset")
        plan = Plan(
            All((node, *narrow)) if narrow else node,
            facets=tuple(kwargs.get("facets") or ()),
            sort=_sort(kwargs.get("sort_by")),
            start=start,
            stop=1_000_000 if end is None else end,
        )
        hits = self.answer(plan, SECONDS)
        return {
            "results": self._results(hits, kwargs.get("result_class") or SearchResult),
            "hits": hits.total,
            "facets": {"fields": {name: list(counts.items()) for name, counts in hits.facets.items()}}
            if hits.facets else {},
            "spelling_suggestion": None,
        }

    def _results(self, hits: Hits, result_class) -> list:
        index = connections[self.connection_alias].get_unified_index().get_index(Document)
        ids = [hit.document_id for hit in hits.hits]
        documents = index.index_queryset().in_bulk(ids)
        return [
            result_class("documents", "document", str(hit.document_id), hit.score,
                         **_stored(index, documents[hit.document_id]))
            for hit in hits.hits if hit.document_id in documents
        ]


def _stored(index, document: Document) -> dict:
    kept = index.full_prepare(document)
    return {name: value for name, value in kept.items() if name not in ("django_id", "django_ct")}


def _node(query) -> Node:
    if isinstance(query, str):
        return EVERYTHING if query.strip() in ("", "*") else Words(query)
    return query


def _narrow(query: str) -> Node:
    """``field:value``, as haystack writes facets' choices."""
    field, colon, value = query.partition(":")
    return Is(field.removesuffix("_exact"), value.strip('"')) if colon else _node(query)


def _sort(order) -> str:
    first = (order or [""])[0]
    return {"date": "oldest", "-date": "newest"}.get(first, "relevance")


class PlanSearchQuery(BaseSearchQuery):
    """Haystack's tree of filters → a node of a plan."""

    def build_query(self) -> Node:
        return self._branch(self.query_filter) if self.query_filter else EVERYTHING

    def _branch(self, branch) -> Node:
        parts = tuple(
            self._branch(child) if hasattr(child, "children") else self._leaf(branch, *child)
            for child in branch.children
        )
        joined = Any(parts) if branch.connector == SQ.OR else All(parts)
        return Not(joined) if branch.negated else joined

    def _leaf(self, branch, expression: str, value) -> Node:
        field, lookup = branch.split_expression(expression)
        return self._part(field, lookup, value)

    def _part(self, field: str, lookup: str, value) -> Node:
        if lookup == "in":
            return Any(tuple(self._part(field, "exact", one) for one in value))
        if lookup == "range":
            return Between(field, _number(value[0]), _number(value[1]))
        if lookup in ("gt", "gte", "lt", "lte"):
            return _bound(field, lookup, _number(value))
        kind = getattr(value, "input_type_name", "")
        text = str(value.prepare(self)) if kind else str(value)
        if field in ("content", "text", "title"):
            name = "" if field == "content" else field
            exact = lookup == "exact" or kind == "exact"
            return Phrase(text, name) if exact else Words(text, "and", name)
        return Is({"id": "document", "django_id": "document", "pk": "document"}.get(field, field), text)

def _number(value) -> int:
    return int(f"{value:%Y%m%d}") if isinstance(value, date) else int(value)


def _bound(field: str, lookup: str, number: int) -> Between:
    if lookup.startswith("g"):
        return Between(field, number + (lookup == "gt"), None)
    return Between(field, None, number - (lookup == "lt"))
