"""Lists of documents: filters that combine, with counts, and ways in which a list can be ordered.

A filter is one declaration in ``FILTERS``; views, templates, feeds and the site map go through them all.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, F
from django.http import QueryDict

from documents.models import Document
from documents.models.querysets import DocumentQuerySet

PAGE_SIZE = 20
SORTS = {
    "newest": ("最新在前", (F("sort_date").desc(nulls_last=True), "-id")),
    "oldest": ("最早在前", (F("sort_date").asc(nulls_last=True), "id")),
    "title": ("按标题", ("title", "id")),
}


@dataclass(frozen=True)
class Choice:
    value: str
    words: str
    count: int


@dataclass(frozen=True)
class Filter:
    """``name``: in the address, and of the list view of one value. ``value``, ``words``: paths from a document."""

    name: str
    label: str
    value: str
    words: str
    order: tuple[str, ...] = ("-count",)

    def narrow(self, documents: DocumentQuerySet, value: str) -> DocumentQuerySet:
        return documents.filter(**{self.value: value})

    def choices(self, documents: DocumentQuerySet) -> list[Choice]:
        """Every value that ``documents`` have, with how many have it."""
        rows = (
            documents.order_by()
            .exclude(**{f"{self.value}__isnull": True})
            .exclude(**({self.value: ""} if self.value == "kind" else {}))
            .values_list(self.value, self.words)
            .annotate(count=Count("pk", distinct=True))
            .order_by(*self.order, self.words)
        )
        return [Choice(str(value), str(words), count) for value, words, count in rows]


FILTERS = (
    Filter("topic", "主题", "topics__slug", "topics__name"),
    Filter("body", "发文机关", "bodies__slug", "bodies__name"),
    Filter("kind", "公文种类", "kind", "kind"),
    Filter("year", "年份", "sort_date__year", "sort_date__year", order=("-sort_date__year",)),
    Filter("column", "栏目", "column__slug", "column__name"),
)
BY_NAME = {filter.name: filter for filter in FILTERS}


@dataclass(frozen=True)
class Group:
    """A filter as the page shows it: what can be chosen, and what is."""

    name: str
    label: str
    choices: list[Choice]
    chosen: Choice | None


@dataclass(frozen=True)
class Listing:
    page: Page
    groups: list[Group]
    notes: list[str]
    sort: str = ""

    @property
    def chosen(self) -> list[Group]:
        return [group for group in self.groups if group.chosen]


def list_documents(wishes: QueryDict, fixed: Mapping[str, str]) -> Listing:
    """The published documents that ``fixed`` (of a page) and ``wishes`` (of an address) ask for.

    A wish that names nothing is left aside, and ``notes`` says so: an old or mistyped address still shows a list.
    """
    documents, notes = Document.objects.published(), []
    for name, value in fixed.items():
        documents = BY_NAME[name].narrow(documents, value)
    documents, groups = choose(documents, wishes, [f for f in FILTERS if f.name not in fixed], notes)
    sort = _sort(wishes, notes)
    page = turn_to(documents.order_by(*SORTS[sort][1]).for_listing(), wishes, notes)
    return Listing(page, groups, notes, sort)


def choose(found, wishes: QueryDict, filters, notes: list[str]):
    """``found`` as ``wishes`` narrow it, and the groups: what else could be chosen counts under all the other filters."""
    chosen = _chosen(found, wishes, filters, notes)
    groups = [Group(f.name, f.label, f.choices(_narrow(found, filters, chosen, but=f)), chosen.get(f.name)) for f in filters]
    return _narrow(found, filters, chosen), groups


def turn_to(found, wishes: QueryDict, notes: list[str]) -> Page:
    """The page of ``found`` that is wished for, or the nearest."""
    page = Paginator(found, PAGE_SIZE).get_page(wishes.get("page"))
    if wishes.get("page") not in (None, str(page.number)):
        notes.append(f"没有第“{wishes['page'][:20]}”页，这里是第 {page.number} 页。")
    return page


def _chosen(found, wishes, filters, notes) -> dict[str, Choice]:
    chosen = {}
    for filter in filters:
        if value := wishes.get(filter.name):
            known = {choice.value: choice for choice in filter.choices(found)}
            if value in known:
                chosen[filter.name] = known[value]
            else:
                notes.append(f"没有“{value[:50]}”这一{filter.label}，已忽略这个条件。")
    return chosen


def _narrow(found, filters, chosen, but=None):
    for filter in filters:
        if filter.name in chosen and filter is not but:
            found = filter.narrow(found, chosen[filter.name].value)
    return found


def _sort(wishes, notes):
    sort = wishes.get("sort") or "newest"
    if sort not in SORTS:
        notes.append("没有这种排序，按最新在前显示。")
    return sort if sort in SORTS else "newest"
