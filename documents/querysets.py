"""The editors' words for sets of documents, each built on the last."""
from django.db import models
from django.db.models import Exists, OuterRef


class DocumentQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state="published")

    def about(self, topic):
        return self.filter(topics=topic)

    def issued_by(self, body):
        """Documents that ``body`` signed, under whatever name."""
        return self.filter(signatures__body=body)

    def for_listing(self):
        """What a list shows of each document, without its text, in a fixed number of queries."""
        return self.defer("markdown", "html", "note").prefetch_related("signatures__body", "topics")


class HeadingQuerySet(models.QuerySet):
    """Of issuing bodies, topics and columns."""

    def public(self):
        """Those that a published document has. A name that only drafts know is as unknown as one that does not exist."""
        published = self.model.objects.filter(pk=OuterRef("pk"), documents__state="published")
        return self.filter(Exists(published))
