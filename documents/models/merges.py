"""That a body or a topic was merged into another: its address leads there, and all of it can be undone."""
from django.conf import settings
from django.db import models

from documents.models.bodies import IssuingBody
from documents.models.taxonomy import Topic


class HeadingMerge(models.Model):
    """``kept``: what the heading was and what it had, from which it is made again. ``undone_at``: since when it is again."""

    KINDS = [("body", "发文机关"), ("topic", "主题")]

    kind = models.CharField("种类", max_length=10, choices=KINDS)
    name = models.CharField("并掉的", max_length=100)
    slug = models.CharField("原网址名", max_length=120)
    target = models.PositiveBigIntegerField("并入的编号")
    target_name = models.CharField("并入", max_length=100)
    kept = models.JSONField("原有的内容", editable=False)
    merged_at = models.DateTimeField("时间", auto_now_add=True)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name="由谁")
    undone_at = models.DateTimeField("撤销时间", null=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "机关和主题的合并"
        indexes = [models.Index(fields=["kind", "slug"], name="merged_address")]

    def __str__(self) -> str:
        return f"{self.name} → {self.target_name}"

    @classmethod
    def leading_from(cls, kind: str, slug: str) -> IssuingBody | Topic | None:
        """The heading into which the one was merged that readers found at the address ``slug``."""
        found = cls.objects.filter(kind=kind, slug=slug, undone_at=None, kept__is_public=True).first()
        if found is None:
            return None
        if kind == "body":
            return IssuingBody.objects.filter(pk=found.target).first()
        return Topic.objects.filter(pk=found.target).first()
