"""What was collected last, for feed readers: of the whole corpus or a list of it, one topic, one issuing body, one search."""
from datetime import datetime, time
from typing import Any, cast

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from documents import filters
from documents.models import Document, IssuingBody, Topic
from documents.pages.filtering import Chosen, chosen_values
from documents.pages.listing import narrowed
from documents.vocabulary.characters import clean_xml
from search.engine import IndexUnavailable, TooManySearches
from search.pages.following import newest_found

LENGTH = 30


class _Writable:
    """A writer of XML that leaves out what XML cannot hold: what is sought, or an old title, may have it, and a feed does not fail for that."""

    def __init__(self, handler: SimplerXMLGenerator) -> None:
        self._handler = handler

    def addQuickElement(self, name: str, contents: str | None = None, attrs: dict[str, str] | None = None) -> None:
        self._handler.addQuickElement(name, clean_xml(contents or ""), {key: clean_xml(value) for key, value in (attrs or {}).items()})

    def __getattr__(self, name: str) -> Any:
        return getattr(self._handler, name)


class _Atom(Atom1Feed):
    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(cast(SimplerXMLGenerator, _Writable(handler)))

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(cast(SimplerXMLGenerator, _Writable(handler)), item)


class _DocumentFeed(Feed):
    feed_type = _Atom
    subtitle = "最近收录的政策文件"

    def author_name(self) -> str:
        """Atom wants one; entries whose bodies are not known are by the site."""
        return settings.SITE.operator or settings.SITE.name

    def item_author_name(self, item: Document) -> str | None:
        return "、".join(signature.signed_as for signature in item.signatures.all()) or None

    def item_title(self, item: Document) -> str:
        return item.title

    def item_description(self, item: Document) -> str:
        """Feed readers take a summary for HTML, a title for text."""
        bodies = "、".join(signature.signed_as for signature in item.signatures.all())
        return escape(" ".join(filter(None, [bodies, item.number, item.status.label])))

    def item_pubdate(self, item: Document) -> datetime | None:
        return timezone.make_aware(datetime.combine(item.sort_date, time())) if item.sort_date else None

    def item_updateddate(self, item: Document) -> datetime:
        return item.updated_at

    def item_categories(self, item: Document) -> list[str]:
        return [topic.name for topic in item.topics.all()]


class Newest(_DocumentFeed):
    """Of the list that the address describes, by the same filters as the list itself: ``?topic=学籍&year=2025``."""

    def get_object(self, request: HttpRequest) -> QueryDict:
        return request.GET

    def title(self, params: QueryDict) -> str:
        labels = [label for values in _chosen(params).values() for label in values.values()]
        return f"{settings.SITE.name}：{'、'.join(labels) or '最新文件'}"

    def link(self, params: QueryDict) -> str:
        return reverse("documents:documents", query=params)

    def feed_url(self, params: QueryDict) -> str:
        """With its filters: who follows a feed by what it calls itself must not get another."""
        return reverse("feed", query=params)

    def items(self, params: QueryDict) -> QuerySet[Document]:
        return narrowed(Document.objects.published(), filters.FILTERS, _chosen(params)).newest_collected().for_listing()[:LENGTH]


def _chosen(params: QueryDict) -> Chosen:
    return chosen_values(params, filters.FILTERS)[0]


class OfSearch(_DocumentFeed):
    """What a search finds, the newest first."""

    subtitle = "符合这次检索的政策文件，按日期从新到旧"

    def get_object(self, request: HttpRequest) -> QueryDict:
        if not request.GET.get("q", "").strip():
            raise Http404
        return request.GET

    def title(self, params: QueryDict) -> str:
        return f"{settings.SITE.name}：检索“{params.get('q', '').strip()[:60]}”"

    def link(self, params: QueryDict) -> str:
        return reverse("search:search", query=params)

    def feed_url(self, params: QueryDict) -> str:
        return reverse("search_feed", query=params)

    def items(self, params: QueryDict) -> list[Document]:
        return newest_found(params, LENGTH)


def of_search(request: HttpRequest) -> HttpResponse:
    """The feed of a search; while the index is not there or too busy, the reader is asked to come again."""
    try:
        return OfSearch()(request)
    except (IndexUnavailable, TooManySearches):
        return HttpResponse("检索暂时不可用，请稍后再取。", status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "600"})


class _About(_DocumentFeed):
    """The newest documents under one heading, named by its slug in the address."""

    model: type[Topic] | type[IssuingBody]

    def get_object(self, request: HttpRequest, slug: str) -> Topic | IssuingBody:
        return get_object_or_404(self.model.objects.public(), slug=slug)

    def title(self, heading: Topic | IssuingBody) -> str:
        return f"{settings.SITE.name}：{heading.name}"

    def link(self, heading: Topic | IssuingBody) -> str:
        return heading.get_absolute_url()


class OfTopic(_About):
    model = Topic

    def items(self, topic: Topic) -> QuerySet[Document]:
        return Document.objects.published().about(topic).newest_collected().for_listing()[:LENGTH]


class OfBody(_About):
    model = IssuingBody

    def items(self, body: IssuingBody) -> QuerySet[Document]:
        return Document.objects.published().issued_by(body).newest_collected().for_listing()[:LENGTH]
