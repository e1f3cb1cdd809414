"""Every public page, for search engines, and for the test that follows every link."""
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from documents.models import Column, Document, IssuingBody, Topic
from documents.pages.listing import BY_NAME
from portal.pages import discover


class Documents(Sitemap):
    def items(self):
        return Document.objects.published().only("slug", "updated_at").order_by("pk")

    def lastmod(self, item):
        return item.updated_at


class Headings(Sitemap):
    """Topics, bodies and columns that have published documents."""

    def items(self):
        return [row for model in (Topic, IssuingBody, Column) for row in model.objects.public()]


class Values(Sitemap):
    """Years and kinds that published documents have."""

    def items(self):
        published = Document.objects.published()
        return [(name, choice.value) for name in ("year", "kind") for choice in BY_NAME[name].choices(published)]

    def location(self, item):
        name, value = item
        return reverse(f"documents:{name}", args=[value])


class Pages(Sitemap):
    def items(self):
        lists = ["home", "documents:documents", "documents:topics", "documents:bodies", "documents:columns"]
        lists += ["documents:cited_works", "documents:corpus_graph", "documents:check_draft", "search:search"]
        return lists + [page.name for page in discover()]

    def location(self, item):
        return reverse(item)


SITEMAPS = {"pages": Pages, "documents": Documents, "headings": Headings, "values": Values}
