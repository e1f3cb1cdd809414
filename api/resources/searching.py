"""Search as the page has it: the same understanding, ranking, excerpts, facets and answers."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from html import unescape

from django.http import QueryDict
from django.utils.html import strip_tags

from api.problems import BUSY, INVALID_VALUE, UNAVAILABLE, Problem
from documents import filters
from documents.pages.filtering import chosen_values
from search.answering import SearchRequest, SearchResponse, did_you_mean, run_search
from search.engine import IndexUnavailable, TooManySearches
from search.pages import answers, views
from search.pages.exact_matches import exact_match
from search.pages.results import Passage, Result, results
from search.queries.language import clean_query
from search.suggesting.suggestions import as_json

from .basics import Record, reference, status_record, today_or


def suggest(typed: str) -> list[Record]:
    """What the search box suggests for ``typed``."""
    return [dict(one) for one in as_json(clean_query(typed).text)]


def search(params: QueryDict, day: date | None) -> Record:
    """A page of results for the parameters of the search page. Raises ``Problem``."""
    request, number = request_of(params, day)
    with told():
        response = run_search(request)
        suggestion = did_you_mean(request, response)
    found = results(response.hits.hits, response.understood, day)
    total, pages = response.hits.total, min(-(-response.hits.total // views.PAGE_SIZE), views.LAST_PAGE)
    return {
        "query": request.typed, "on": today_or(day).isoformat(), "total": total, "page": number, "pages": pages,
        "is_partial": response.hits.partial, "is_relaxed": response.relaxed, "read_as": response.sounds and response.understood.text or None,
        "did_you_mean": suggestion or None, "match": exact_match(request.typed, day),
        "results": [result_record(result, day) for result in found],
        "more": [result_record(result, day) for result in results(response.more.hits, response.understood, day)] if response.more else [],
        "answers": _answers(response, found, day) if number == 1 else [],
        "facets": _facets(response),
    }


def request_of(params: QueryDict, day: date | None) -> tuple[SearchRequest, int]:
    """The search that the parameters of the page describe, and the number of its page; a value of a filter that is none is a problem."""
    chosen, complaints = chosen_values(params, filters.FILTERS)
    if complaints:
        raise Problem(INVALID_VALUE, f"{complaints[0].removesuffix('，已忽略这个条件。')}。", "No such value of a filter.")
    return views.search_request_of(params, chosen, day)


@contextmanager
def told() -> Iterator[None]:
    """An outage is a problem, never a search without results."""
    try:
        yield
    except TooManySearches:
        raise Problem(BUSY, "检索正忙，没有检索，请稍后再试。", "Search is busy and was not run; try again later.", 2) from None
    except IndexUnavailable:
        raise Problem(UNAVAILABLE, "检索暂时不能用，没有检索。", "Search is unavailable and was not run.", 60) from None


def result_record(result: Result, day: date | None) -> Record:
    document = result.document
    return {
        **reference(document), "bodies": [signature.signed_as for signature in document.signatures.all()], "kind": document.kind or None,
        "date": document.sort_date.isoformat() if document.sort_date else None, "status": status_record(document.status_on(today_or(day))),
        "score": round(float(result.score), 4), "reasons": list(result.reasons),
        "passages": [_passage(passage, document.get_absolute_url()) for passage in result.passages],
        "other_editions": [reference(other) for other in result.others],
    }


def _passage(passage: Passage, address: str) -> Record:
    return {
        "anchor": passage.anchor or None, "heading": passage.name or None, "path": passage.path or None, "excerpt": text_of(passage.snippet),
        "excerpt_html": str(passage.snippet), "url": f"{address}#{passage.anchor}" if passage.anchor else address,
    }


def text_of(html: str) -> str:
    return unescape(strip_tags(html))


def _answers(response: SearchResponse, found: list[Result], day: date | None) -> list[Record]:
    direct = [*answers.provisions(response.understood, day), answers.sentence(response.understood, found)]
    return [{"title": one.title, "label": one.label or None, "text": text_of(one.text), "why": one.why or None, "url": one.url} for one in direct if one]


def _facets(response: SearchResponse) -> list[Record]:
    counted = (one for one in filters.FILTERS if one.name in response.hits.facets)
    return [
        {
            "name": one.name, "label": one.label,
            "values": [{"value": c.value, "label": c.label, "count": c.count} for c in one.listed(response.hits.facets[one.name])],
        }
        for one in counted
    ]
