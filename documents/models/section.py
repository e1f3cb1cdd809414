"""A section: one labelled division of a document's text."""
from django.db import models


class Section(models.Model):
    """A division with a label or heading of its own, in a tree.

    ``text`` is the section's own text, without its subsections. The text of an article (第…条) is whole: its
    paragraphs (款) and items (项) are not rows, but are found in it by ``parsing.provisions``, one a line.
    """

    document = models.ForeignKey("documents.Document", models.CASCADE, related_name="sections", verbose_name="文件")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name="上级章节")
    position = models.PositiveIntegerField("次序")
    level = models.PositiveSmallIntegerField("层级")
    label = models.CharField("编号", max_length=30, blank=True)
    heading = models.CharField("标题", max_length=500, blank=True)
    anchor = models.CharField("锚点", max_length=100)
    text = models.TextField("正文", blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = verbose_name_plural = "章节"
        constraints = [
            models.UniqueConstraint(fields=["document", "anchor"], name="anchor_is_unique_in_document"),
            models.UniqueConstraint(fields=["document", "position"], name="position_is_unique_in_document"),
            models.CheckConstraint(condition=models.Q(level__gte=1), name="level_starts_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.label}{self.heading}" or self.anchor

    def get_absolute_url(self) -> str:
        return f"{self.document.get_absolute_url()}#{self.anchor}"
