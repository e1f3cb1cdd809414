"""Under which headings documents are filed: topics of the corpus, columns of the source site."""
from django.db import models
from django.urls import reverse

from documents.models.querysets import HeadingQuerySet
from documents.vocabulary.facts import fact


class Topic(models.Model):
    name = models.CharField("名称", max_length=fact("topics").longest, unique=True)
    slug = models.CharField("网址名", max_length=60, unique=True)
    description = models.CharField("说明", max_length=200, blank=True)
    position = models.PositiveSmallIntegerField("次序", default=0)

    objects = HeadingQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = verbose_name_plural = "主题"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:topic", args=[self.slug])


class Column(models.Model):
    """栏目: a place in the source site's menu."""

    name = models.CharField("名称", max_length=fact("column").longest, unique=True)
    slug = models.CharField("网址名", max_length=120, unique=True)
    position = models.PositiveSmallIntegerField("次序", default=0)
    source_count = models.PositiveIntegerField("来源网站标注的篇数", null=True, blank=True)

    objects = HeadingQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = verbose_name_plural = "栏目"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:column", args=[self.slug])
