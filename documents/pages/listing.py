"""Lists of documents: filters that combine, with counts, and ways in which a list can be ordered."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.http import QueryDict

from documents import filters
from documents.counts import kept
from documents.filters import Filter
from documents.models import Document
from documents.pages.filtering import Chosen, Group, chosen_values, group

PAGE_SIZE = 20
SORTS: dict[str, tuple[str, tuple[str | OrderBy, ...]]] = {
    "newest": ("最新在前", (F("sort_date").desc(nulls_last=True), "-id")),
    "oldest": ("最早在前", (F("sort_date").asc(nulls_last=True), "id")),
    "title": ("按标题", ("title", "id")),
}
Found = TypeVar("Found")


@dataclass(frozen=True)
class Listing:
    page: Page
    groups: list[Group]
    notes: list[str]
    sort: str = ""

    @property
    def has_chosen(self) -> bool:
        return any(group.chosen for group in self.groups)


def list_documents(params: QueryDict, fixed: Mapping[str, str], day: date | None = None) -> Listing:
    """The published documents that ``fixed`` (of a page) and ``params`` (of an address) ask for, as they were on ``day``.

    A value that names nothing is left aside, and ``notes`` says so: an old or mistyped address still shows a list.
    """
    documents = Document.objects.published()
    documents = documents.known_on(day) if day else documents
    for name, value in fixed.items():
        documents = filters.by_name()[name].narrow(documents, [value])
    declared = [f.on(day) for f in filters.FILTERS if f.name not in fixed]
    chosen, notes = chosen_values(params, declared)
    counts = kept({**{name: [value] for name, value in fixed.items()}, **{name: list(values) for name, values in chosen.items()}}, day)
    # What else could be chosen of a filter is counted under all the others.
    groups = [group(f, f.choices(counts, narrowed(documents, declared, chosen, exclude=f)), chosen, params) for f in declared]
    sort = _sort(params, notes)
    found = narrowed(documents, declared, chosen).order_by(*SORTS[sort][1]).for_listing()
    return Listing(turn_to(found, params, notes, counts.total), groups, notes, sort)


def turn_to(found: QuerySet | Sequence, params:  QueryDict, notes: list[str], total: int | None = None) -> Page:
    """The page of ``found`` that is asked for, or the nearest. ``total``: how many there are, where that is known."""
    paginator = Paginator(found, PAGE_SIZE)
    if total is not None:
        paginator.count = total
    page = paginator.get_page(params.get("page"))
    if params.get("page") not in (None, str(page.number)):
        notes.append(f"没有第“{params['page'][:20]}”页，这里是第 {page.number} 页。")
    return page


def narrowed(found: Found, declared: Iterable[Filter[Found]], chosen: Chosen, exclude: Filter | None = None) -> Found:
    """What of ``found`` has the values that are ``chosen`` of the filters ``declared``, but for one."""
    for one in declared:
        if one.name in chosen and one is not exclude:
            found = one.narrow(found, list(chosen[one.name]))
    return found


def _sort(params: QueryDict, notes: list[str]) -> str:
    sort = params.get("sort") or "newest"
    if sort not in SORTS:
        notes.append("没有这种排序，按最新在前显示。")
    return sort if sort in SORTS else "newest"
