"""A search that is followed: the documents that it finds, the newest first."""
from collections.abc import Collection
from dataclasses import replace

from django.http import QueryDict

from documents import filters
from documents.models import Document
from documents.pages.filtering import chosen_values
from search.answering import SearchResponse, run_search
from search.engine import IndexUnavailable
from search.pages.views import search_request_of


def newest_found(params: QueryDict, most: int) -> list[Document]:
    """At most so many documents of the search that ``params`` describe. What has only some of its words is left out.

    Raises ``IndexUnavailable`` and ``TooManySearches``, as a search does.
    """
    return _documents(_found(params, most))


def found_among(params: QueryDict, documents: Collection[int], most: int) -> tuple[int, list[Document]]:
    """How many of the ``documents``, which are named by their keys, the search that ``params`` describe finds, and at most so many
    of them. What has only some of its words, or not all of its conditions, is left out.

    Raises ``IndexUnavailable``, where the index cannot tell of all of them or does not have a filter that is asked for, too, and
    ``TooManySearches``.
    """
    response = _found(params, most, frozenset(documents))
    if response.hits.partial or response.missing:
        raise IndexUnavailable("the index does not tell all")
    if response.relaxed or response.unmet:
        return 0, []
    return response.hits.total, _documents(response)


def _found(params: QueryDict, most: int, among: frozenset[int] | None = None) -> SearchResponse:
    chosen, _ = chosen_values(params, filters.FILTERS)
    wanted, _ = search_request_of(params, chosen, None)
    return run_search(replace(wanted, unit="document", sort="newest", start=0, stop=most, among=among))


def _documents(response: SearchResponse) -> list[Document]:
    hits = [] if response.relaxed else response.hits.hits
    found = Document.objects.published().for_listing().in_bulk([hit.document_id for hit in hits])
    return [found[hit.document_id] for hit in hits if hit.document_id in found]
