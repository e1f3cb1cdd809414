"""A search that is followed: the documents that it finds, the newest first."""
from dataclasses import replace

from django.http import QueryDict

from documents import filters
from documents.models import Document
from documents.pages.filtering import chosen_values
from search.answering import run_search
from search.pages.views import search_request_of


def newest_found(params: QueryDict, most: int) -> list[Document]:
    """At most so many documents of the search that ``params`` describe. What has only some of its words is left out.

    Raises ``IndexUnavailable`` and ``TooManySearches``, as a search does.
    """
    chosen, _ = chosen_values(params, filters.FILTERS)
    wanted, _ = search_request_of(params, chosen, None)
    response = run_search(replace(wanted, unit="document", sort="newest", start=0, stop=most))
    hits = [] if response.relaxed else response.hits.hits
    found = Document.objects.published().for_listing().in_bulk([hit.document_id for hit in hits])
    return [found[hit.document_id] for hit in hits if hit.document_id in found]
