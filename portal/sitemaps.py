"""Every public page, for search engines, and for the test that follows every link: an index of files of bounded length."""
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from django.contrib.sitemaps import Sitemap
from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import F, Max, QuerySet
from django.urls import reverse

from documents import filters
from documents.counts import kept
from documents.filters import NONE
from documents.models import Document, Revision
from portal.pages import discover


class _Stretches(Paginator):
    """Pages of rows by their ids, so many numbers each: whatever their number, one is read without counting or passing over others."""

    object_list: QuerySet[Document]

    @cached_property
    def count(self) -> int:
        return self.object_list.order_by("-pk").values_list("pk", flat=True).first() or 0

    def page(self, number: int | str) -> Page:
        number = self.validate_number(number)
        last = number * self.per_page
        return Page(self.object_list.filter(pk__gt=last - self.per_page, pk__lte=last), number, self)


class Documents(Sitemap):
    limit = 500

    @property
    def paginator(self) -> Paginator:
        return _Stretches(self.items(), self.limit)

    def items(self) -> QuerySet[Document]:
        return Document.objects.published().only("slug", "updated_at").order_by("pk")

    def lastmod(self, item: Document) -> datetime:
        return item.updated_at


class Values(Sitemap):
    """The values of filters that have pages: topics, bodies, columns, years and kinds that published documents have."""

    def items(self) -> list[tuple[str, str]]:
        published, counts = Document.objects.published(), kept({})
        declared = [f for f in filters.FILTERS if f.path]
        return [(f.name, choice.value) for f in declared for choice in f.choices(counts, published) if choice.value != NONE]

    def location(self, item: tuple[str, str]) -> str:
        name, value = item
        return reverse(f"documents:{name}", args=[value])


class Pages(Sitemap):
    def items(self) -> list[str]:
        lists = ["home", "documents:documents", "documents:topics", "documents:bodies", "documents:columns", "documents:years", "documents:joint"]
        lists += ["documents:cited_works", "documents:most_cited", "documents:check_draft", "search:search", "search:trends", "documents:kept"]
        return lists + [page.name for page in discover()]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {"pages": Pages, "documents": Documents, "values": Values}
SECONDS = 600


def files() -> Iterator[tuple[str, datetime | None]]:
    """The address of each file that is not empty, which the schema forbids, and when what it lists changed last, where that is known."""
    yield reverse("sitemap_file", args=["pages"]), None
    stretches = _stretches()
    for number, changed in stretches:
        yield reverse("sitemap_file", args=["documents"]) + (f"?p={number + 1}" if number else ""), changed
    if stretches:
        yield reverse("sitemap_file", args=["values"]), max(changed for _, changed in stretches)


def _stretches() -> list[tuple[int, datetime]]:
    """Which files of documents there are, each with its last change; read from all rows once for each state of the corpus."""
    latest = Revision.objects.order_by("-pk").values_list("pk", flat=True).first()
    changed = Documents().items().order_by().annotate(stretch=(F("pk") - 1) / Documents.limit).values("stretch").annotate(Max("updated_at"))
    rows = changed.order_by("stretch").values_list("stretch", "updated_at__max")
    return cache.get_or_set(f"portal.sitemaps.{latest}", lambda: list(rows), SECONDS) or []
