"""Passages that published documents share, and the numbers by which such documents find each other."""
from django.db import models


class Fingerprint(models.Model):
    """One of the numbers that stand for the runs of a published text (``repetition.fingerprints``)."""

    document = models.ForeignKey("documents.Document", models.CASCADE, related_name="fingerprints")
    value = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["value", "document"], name="one_fingerprint_once_a_document")]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.value}"


class SharedPassage(models.Model):
    """``document.markdown[start:end]`` is in ``other`` too; of every pair there is a row for either side.

    ``anchor``, ``other_anchor``: of the sections in which it stands, empty before the first. ``characters``: how many are the same.
    """

    document = models.ForeignKey("documents.Document", models.CASCADE, related_name="shared_passages", db_index=False)
    other = models.ForeignKey("documents.Document", models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    anchor = models.CharField(max_length=100, blank=True)
    other_start = models.PositiveIntegerField()
    other_end = models.PositiveIntegerField()
    other_anchor = models.CharField(max_length=100, blank=True)
    characters = models.PositiveIntegerField()

    class Meta:
        ordering = ["document_id", "other_id", "start"]
        constraints = [
            models.UniqueConstraint(fields=["document", "other", "start", "other_start"], name="a_passage_once_a_pair"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="passage_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.start}–{self.end}"
