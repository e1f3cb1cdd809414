"""What can be followed: a list of documents or a search, described by the parameters of its address."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from documents import filters
from documents.pages.filtering import chosen_values
from portal.models import Followed
from search.pages.views import MOST_WITHOUT
from search.queries.language import clean_query

Kind = Followed.Kind
LONGEST = 4000
"""Characters of a query that are kept: the longest search, and some twenty values."""


@dataclass(frozen=True)
class Subject:
    """``query``: its parameters, without those that say how a page shows it, in their one order. ``words``: how it is told.
    ``notes``: what of the address is left aside. ``is_whole``: every filter that the address names has a value that there is."""

    kind: Kind
    query: str
    words: str
    notes: tuple[str, ...] = ()
    is_whole: bool = True

    @property
    def is_too_long(self) -> bool:
        return len(self.query) > LONGEST

    @property
    def params(self) -> QueryDict:
        return QueryDict(self.query)


def read(kind: Kind, params: QueryDict) -> Subject:
    """What an address means. A search for no words is the list that its filters describe.

    >>> read(Kind.DOCUMENTS, QueryDict("kind=办法&page=3&sort=title")).words
    '全部文件（公文种类：办法）'
    """
    text = clean_query(params.get("q", "")).text if kind is Kind.SEARCH else ""
    chosen, notes = chosen_values(params, filters.FILTERS)
    kept = QueryDict(mutable=True)
    if text:
        kept["q"] = text
        kept.update({name: value for name, value in (("exact", "1"), ("editions", "all")) if params.get(name) == value})
        kept.setlist("without", sorted({name for name in params.getlist("without")[:MOST_WITHOUT] if name in filters.by_name()}))
    conditions = []
    for declared in filters.FILTERS:
        if values := chosen.get(declared.name):
            kept.setlist(declared.name, sorted(values))
            conditions.append(f"{declared.label}：{'、'.join(values[value] for value in sorted(values))}")
    named = {declared.name for declared in filters.FILTERS if any(params.getlist(declared.name))}
    what = f"检索“{text}”" if text else "全部文件"
    words = f"{what}（{'；'.join(conditions)}）" if conditions else what
    return Subject(Kind.SEARCH if text else Kind.DOCUMENTS, kept.urlencode(), words, tuple(notes), named <= chosen.keys())


def read_again(kind: str, query: str) -> Subject:
    """What was kept of an address, as it is read now."""
    return read(Kind(kind), QueryDict(query))


def digest(kind: str, query: str) -> str:
    """What tells one subject from all others, in as few characters as a database indexes."""
    return hashlib.sha256(f"{kind}?{query}".encode()).hexdigest()


def path_of(kind: str, query: str) -> str:
    """The page of a list or a search."""
    return reverse("search:search" if kind == Kind.SEARCH.value else "documents:documents") + (f"?{query}" if query else "")
