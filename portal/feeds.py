"""What was collected last, for feed readers: of the whole corpus, one topic, one issuing body."""
from datetime import datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from documents.models import Document, IssuingBody, Topic

LENGTH = 30


class _DocumentFeed(Feed):
    feed_type = Atom1Feed
    subtitle = "最近收录的政策文件"

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        """Feed readers take a summary for HTML, a title for text."""
        bodies = "、".join(signature.signed_as for signature in item.signatures.all())
        return escape(" ".join(filter(None, [bodies, item.number, item.status.label])))

    def item_pubdate(self, item):
        return timezone.make_aware(datetime.combine(item.sort_date, time())) if item.sort_date else None

    def item_updateddate(self, item):
        return item.updated_at

    def item_categories(self, item):
        return [topic.name for topic in item.topics.all()]


class Newest(_DocumentFeed):
    link = reverse_lazy("documents:documents")

    def title(self):
        return f"{settings.SITE.name}：最新文件"

    def items(self):
        return Document.objects.published().newest_collected().for_listing()[:LENGTH]


class _About(_DocumentFeed):
    """The newest documents under one heading, named by its slug in the address."""

    model: type[Topic] | type[IssuingBody]

    def get_object(self, request: HttpRequest, slug):
        return get_object_or_404(self.model.objects.public(), slug=slug)

    def title(self, heading):
        return f"{settings.SITE.name}：{heading.name}"

    def link(self, heading):
        return heading.get_absolute_url()


class OfTopic(_About):
    model = Topic

    def items(self, topic):
        return Document.objects.published().about(topic).newest_collected().for_listing()[:LENGTH]


class OfBody(_About):
    model = IssuingBody

    def items(self, body):
        return Document.objects.published().issued_by(body).newest_collected().for_listing()[:LENGTH]
