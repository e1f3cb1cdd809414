"""Under which headings documents are filed: topics of the corpus, columns of the source site."""
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from documents.models.querysets import HeadingQuerySet
from documents.vocabulary.facts import fact


class Topic(models.Model):
    name = models.CharField("名称", max_length=fact("topics").longest, unique=True, help_text="改名之后，公开的网址不变。")
    slug = models.CharField("网址名", max_length=60, unique=True)
    description = models.CharField("说明", max_length=200, blank=True, help_text="一句话，写在主题的公开页面上。")
    position = models.PositiveSmallIntegerField("次序", default=0, help_text="小的在前，相同的按名称排。")
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", verbose_name="上级主题", help_text="主题至多两级。"
    )
    rules = models.TextField(
        "建议的规则", blank=True,
        help_text="每行一条，符合其一就建议这个主题：词（标题有它，或正文常有它）；标题：词；机关：名称；引用：法律的标题。“不含：词”一行：标题有它的不建议。",
    )

    objects = HeadingQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = verbose_name_plural = "主题"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:topic", args=[self.slug])

    def clean(self) -> None:
        if self.parent and (self.parent_id == self.pk or self.parent.parent_id or self.pk and self.children.exists()):
            raise ValidationError({"parent": "主题至多两级：上级主题自己不能再有上级，有下级的主题也不能有上级。"})


class Column(models.Model):
    """栏目: a place in the source site's menu."""

    name = models.CharField("名称", max_length=fact("column").longest, unique=True, help_text="改名之后，公开的网址不变。")
    slug = models.CharField("网址名", max_length=120, unique=True)
    position = models.PositiveSmallIntegerField("次序", default=0, help_text="小的在前，相同的按名称排。")
    source_count = models.PositiveIntegerField("来源网站标注的篇数", null=True, blank=True, help_text="用来核对是否收录齐全；不知道就留空。")

    objects = HeadingQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = verbose_name_plural = "栏目"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:column", args=[self.slug])


class ProposedHeading(models.Model):
    """A topic or a column that files name and the site does not have, until somebody who keeps them has decided. ``kind``: the fact."""

    KINDS = [("topics", "主题"), ("column", "栏目")]

    kind = models.CharField("种类", max_length=10, choices=KINDS)
    name = models.CharField("名称", max_length=fact("column").longest)
    documents = models.ManyToManyField("documents.Document", related_name="proposed_headings", verbose_name="提到它的文件")
    is_declined = models.BooleanField("不采用", default=False)

    class Meta:
        ordering = ["kind", "name"]
        verbose_name = verbose_name_plural = "建议新增的主题和栏目"
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="one_proposal_a_heading")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}“{self.name}”"
