"""A sketch of each text, by which texts that are nearly the same find each other."""
from django.db import models


class SketchValue(models.Model):
    """One of the few values that stand for the text of a document (``importing.near_duplicates``)."""

    document = models.ForeignKey("documents.Document", models.CASCADE, related_name="sketch")
    value = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "value"], name="one_value_once_a_document")]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.value}"
