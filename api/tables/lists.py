"""The rows of lists and searches, however many: a few at a time, so that nothing is held open while a reader is slow."""
from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import QueryDict

from api.problems import BUSY, Problem
from api.resources import documents, searching, with_origin
from api.resources.basics import Record
from api.resources.cursors import ORDERS, turn
from documents.vocabulary.facts import fact
from search.answering import SearchRequest, run_search
from search.pages.results import results

from .writing import Columns

AT_ONCE = 200
MOST_TRIES = 30
_STATUS = (("status", "时效"), ("status_on", "按哪一天"), ("url", "网址"))
_FOUND = (("title", "标题"), ("number", "发文字号"), ("bodies", "发文机关"), ("kind", "公文种类"), ("date", "日期"), *_STATUS, ("excerpt", "摘录"))
Absolute = Callable[[str], str]


def document_columns() -> Columns:
    """The facts as they are declared, and the status."""
    return [*((name, fact(name).label) for name in documents.fact_names()), *_STATUS]


def document_rows(params: QueryDict, day: date | None, sort: str, absolute: Absolute) -> Iterator[Record]:
    """Every document that ``params`` choose. What is wrong with them is said at once, before the first row is asked for."""
    return _documents(documents.for_telling(documents.chosen(params, day)), day, sort, absolute)


def _documents(chosen: Any, day: date | None, sort: str, absolute: Absolute) -> Iterator[Record]:
    cursor: str | None = ""
    while cursor is not None:
        found, cursor = turn(chosen, ORDERS[sort], cursor, AT_ONCE)
        yield from (_flat(documents.summary(document, day), absolute) for document in found)


def _flat(told: Record, absolute: Absolute) -> Record:
    row = {name: value for name, value in told.items() if name not in ("work", "status", "was_known")}
    return {**row, "status": told["status"]["label"], "status_on": told["status"]["on"], "url": absolute(told["url"])}


def result_columns() -> Columns:
    return _FOUND


def result_rows(params: QueryDict, day: date | None, absolute: Absolute) -> Iterator[Record]:
    """Every result of a search, in its order. The first are looked for at once: what is wrong, or an outage, is said before any row."""
    request, _ = searching.request_of(params, day)
    first = _found(replace(request, start=0, stop=AT_ONCE))
    return _results(request, first, day, absolute)


def _results(request: SearchRequest, response: Any, day: date | None, absolute: Absolute) -> Iterator[Record]:
    start, total = 0, response.hits.total
    while True:
        for result in results(response.hits.hits, response.understood, day):
            told = searching.result_record(result, day)
            row = {name: told[name] for name, _ in _FOUND if name in told}
            excerpt = " … ".join(passage["excerpt"] for passage in told["passages"])
            yield with_origin({**row, "status": told["status"]["label"], "status_on": told["status"]["on"], "excerpt": excerpt}, absolute)
        start += AT_ONCE
        if start >= total:
            return
        response = _found(replace(request, start=start, stop=start + AT_ONCE))


def _found(request: SearchRequest) -> Any:
    """A stretch of the results; where others are searching, it waits its turn, and gives up rather than leave a stretch out."""
    for attempt in range(MOST_TRIES):
        try:
            with searching.told():
                return run_search(request)
        except Problem as problem:
            if problem.kind is not BUSY or attempt == MOST_TRIES - 1:
                raise
            time.sleep(0.1)
    raise AssertionError("unreachable")
