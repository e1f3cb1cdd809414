"""Every public page, for search engines, and for the test that follows every link."""
from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from documents import filters
from documents.filters import NONE
from documents.models import Document
from portal.pages import discover


class Documents(Sitemap):
    def items(self) -> QuerySet[Document]:
        return Document.objects.published().only("slug", "updated_at").order_by("pk")

    def lastmod(self, item: Document) -> datetime:
        return item.updated_at


class Values(Sitemap):
    """The values of filters that have pages: topics, bodies, columns, years and kinds that published documents have."""

    def items(self) -> list[tuple[str, str]]:
        published, declared = Document.objects.published(), [f for f in filters.FILTERS if f.path]
        return [(f.name, choice.value) for f in declared for choice in f.counted(published) if choice.value != NONE]

    def location(self, item: tuple[str, str]) -> str:
        name, value = item
        return reverse(f"documents:{name}", args=[value])


class Pages(Sitemap):
    def items(self) -> list[str]:
        lists = ["home", "documents:documents", "documents:topics", "documents:bodies", "documents:columns"]
        lists += ["documents:cited_works", "documents:corpus_graph", "documents:check_draft", "search:search"]
        return lists + [page.name for page in discover()]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {"pages": Pages, "documents": Documents, "values": Values}
