"""The editors' words for sets of documents, each built on the last."""
from datetime import date

from django.db import models


class DocumentQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state="published")

    def about(self, topic):
        return self.filter(topics=topic)

    def issued_by(self, body):
        """Documents that ``body`` signed, under whatever name."""
        return self.filter(signatures__body=body)

    def in_column(self, column):
        return self.filter(column=column)

    def of_kind(self, kind: str):
        return self.filter(kind=kind)

    def of_year(self, year: int):
        return self.filter(sort_date__year=year)

    def in_force(self, on: date | None = None):
        """Documents that a text or a person has marked as in force, or not marked at all, on a day."""
        on = on or date.today()
        return self.exclude(validity="repealed", validity_since__lte=on).exclude(effective_on__gt=on)

    def for_listing(self):
        """What a list shows of each document, without its text, in a fixed number of queries."""
        return self.defer("markdown", "html", "note").prefetch_related("signatures__body", "topics")
