"""著作: what people name and cite, whichever text of it is meant, and whether one is held or not."""
from django.db import models
from django.urls import reverse

from documents.models.querysets import WorkQuerySet


class Work(models.Model):
    """What one name or number stands for. Each of its ``editions`` is a document, one text issued on a day.

    A work that is cited and not held has no edition yet. ``key``: for a work that is known by its name alone, such as a
    law, that name (``title_key``); for one that is not held, the name or number by which it is cited; for any other a
    key of its own. ``merged_into``: the work of a document that all who cited this one were found to mean.
    """

    key = models.CharField("标识", max_length=300, unique=True, help_text="规范化后的标题或文号。")
    title = models.CharField("标题", max_length=300)
    slug = models.CharField("网址名", max_length=200, unique=True)
    is_known_by_name = models.BooleanField("仅凭名称即可辨认", default=False, help_text="如法律、行政法规；通知等须有文号、机关或日期。")
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged", verbose_name="并入", editable=False
    )

    objects = WorkQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name = verbose_name_plural = "著作"
        constraints = [models.CheckConstraint(condition=~models.Q(merged_into=models.F("id")), name="work_is_not_merged_into_itself")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:work", args=[self.slug])


class ShortName(models.Model):
    """A name by which texts call a work, beside its title: 个保法, 公司法解释三 (司法 and the brackets of （三） left out)."""

    name = models.CharField("简称", max_length=30, unique=True, help_text="如“个保法”“公司法解释三”；“司法解释”只写“解释”，序号不加括号。")
    title = models.CharField("全称", max_length=300, help_text="文件的标题，如“中华人民共和国个人信息保护法”。")

    class Meta:
        ordering = ["name"]
        verbose_name = verbose_name_plural = "文件简称"

    def __str__(self) -> str:
        return self.name
