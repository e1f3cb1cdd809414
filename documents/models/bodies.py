"""发文机关: who issues documents, under which names."""
from django.db import models
from django.urls import reverse

from documents.models.querysets import HeadingQuerySet
from documents.vocabulary.facts import fact

LONGEST_NAME = fact("bodies").longest


class IssuingBody(models.Model):
    """An issuing body under its usual name; every other name it signs with is a ``BodyAlias``."""

    name = models.CharField(
        "名称", max_length=LONGEST_NAME, unique=True, help_text="通常的名称，署名用的其他名称写作别称；改名之后，旧名成为别称，公开的网址不变。"
    )
    slug = models.CharField("网址名", max_length=120, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级机关",
        help_text="它隶属的机关，没有就留空。",
    )
    ended_on = models.DateField("停用日期", null=True, blank=True, help_text="自这一天起不再以这个名称发文。")
    successors = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="predecessors", verbose_name="后继机关", help_text="由谁承接它的职责。"
    )
    is_confirmed = models.BooleanField(
        "已确认", default=True, editable=False, help_text="导入时从署名读出的机关，编辑保存之后才用来解析新的文件。"
    )

    objects = HeadingQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = verbose_name_plural = "发文机关"
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="body_has_a_name"),
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="body_is_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:body", args=[self.slug])


class BodyAlias(models.Model):
    """Another name of an issuing body: 中央网信办 signs as 国家互联网信息办公室 too."""

    body = models.ForeignKey(IssuingBody, models.CASCADE, related_name="aliases", verbose_name="机关", help_text="用这个别称署名的机关。")
    name = models.CharField(
        "别称", max_length=LONGEST_NAME, unique=True, help_text="简称、曾用名或另一块牌子的名称；一个别称只属于一个机关。"
    )

    class Meta:
        ordering = ["name"]
        verbose_name = verbose_name_plural = "机关别称"

    def __str__(self) -> str:
        return self.name


class DocumentBody(models.Model):
    """That a body issued a document: its place in the list of signatures, and the name it signed with."""

    document = models.ForeignKey("documents.Document", models.CASCADE, related_name="signatures", verbose_name="文件")
    body = models.ForeignKey(IssuingBody, models.PROTECT, related_name="signatures", verbose_name="机关")
    position = models.PositiveSmallIntegerField("次序")
    signed_as = models.CharField("署名", max_length=LONGEST_NAME)

    class Meta:
        ordering = ["position"]
        verbose_name = verbose_name_plural = "署名机关"
        constraints = [
            models.UniqueConstraint(fields=["document", "body"], name="a_body_signs_once"),
            models.UniqueConstraint(fields=["document", "position"], name="one_body_a_position"),
        ]

    def __str__(self) -> str:
        return self.signed_as
