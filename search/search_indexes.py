"""What haystack knows of a document: the fields of ``SearchQuerySet`` and of its results."""
from django.db.models import QuerySet
from haystack import indexes

from documents.models import Document


class DocumentIndex(indexes.SearchIndex, indexes.Indexable):
    text = indexes.CharField(document=True)
    title = indexes.CharField(model_attr="title")
    number = indexes.CharField(model_attr="number")
    slug = indexes.CharField(model_attr="slug")
    kind = indexes.CharField(model_attr="kind", faceted=True)
    validity = indexes.CharField(faceted=True)
    date = indexes.DateField(model_attr="sort_date", null=True)
    year = indexes.IntegerField(null=True, faceted=True)
    body = indexes.MultiValueField(faceted=True)
    topic = indexes.MultiValueField(faceted=True)
    column = indexes.CharField(null=True, faceted=True)

    def get_model(self) -> type[Document]:
        return Document

    def index_queryset(self, using: str | None = None) -> QuerySet[Document]:
        return (
            Document.objects.published()
            .select_related("column")
            .prefetch_related("signatures__body", "topics")
            .defer("html", "note")
        )

    def prepare_text(self, document: Document) -> str:
        return document.markdown

    def prepare_validity(self, document: Document) -> str:
        return document.status.validity.value

    def prepare_year(self, document: Document) -> int | None:
        return document.sort_date.year if document.sort_date else None

    def prepare_body(self, document: Document) -> list[str]:
        return [signature.body.slug for signature in document.signatures.all()]

    def prepare_topic(self, document: Document) -> list[str]:
        return [topic.slug for topic in document.topics.all()]

    def prepare_column(self, document: Document) -> str | None:
        return document.column.slug if document.column else None
