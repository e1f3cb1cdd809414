"""引用: what a document says of another."""
from django.db import models

from documents.vocabulary.enums import CitationKind, Resolution
from documents.vocabulary.markdown import place

from .lookups import IndexedStartsWith


class DocumentName(models.Model):
    """A name under which a document may be cited, normalised: by its title, full title, or the law it is a version of."""

    document = models.ForeignKey("documents.Document", models.CASCADE, related_name="names", verbose_name="文件")
    key = models.CharField("标识", max_length=500, db_index=True)
    tail = models.CharField("倒序标识", max_length=500, db_index=True, help_text="标识倒写，供按词尾查找。")

    class Meta:
        ordering = ["key"]
        verbose_name = verbose_name_plural = "文件称谓"
        constraints = [models.UniqueConstraint(fields=["document", "key"], name="a_name_once_a_document")]

    def __str__(self) -> str:
        return self.key


DocumentName.tail.field.register_lookup(IndexedStartsWith)


class Citation(models.Model):
    """One mention of a work in a document: ``citing.markdown[start:end] == text``.

    ``work``: what is cited, held or not; ``cited``: the edition that is meant, where it is held.
    """

    citing = models.ForeignKey("documents.Document", models.CASCADE, related_name="citations", verbose_name="引用文件")
    section = models.ForeignKey("documents.Section", models.SET_NULL, null=True, related_name="citations", verbose_name="所在章节")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    text = models.CharField("引文", max_length=500)
    sentence = models.TextField("所在句")
    key = models.CharField(
        "所指标识", max_length=300, db_index=True, blank=True, help_text="所指文件的规范化标题，或文号。"
    )
    title = models.CharField("所指标题", max_length=300, blank=True)
    number = models.CharField("所引文号", max_length=100, blank=True, db_index=True)
    year = models.PositiveSmallIntegerField("所引年份", null=True, blank=True)
    is_first = models.BooleanField("所引年份是首次公布的年份", default=False)
    is_former = models.BooleanField("指修订前的文本", default=False)
    is_latest = models.BooleanField("指修订后的文本", default=False)
    issuer = models.CharField("引文所称机关", max_length=100, blank=True, help_text="标题之前写明的发文机关。")
    doubtful = models.BooleanField("可能不是公文", default=False)
    provision = models.CharField("条款", max_length=100, blank=True)
    provision_anchor = models.CharField("条款锚点", max_length=100, blank=True)
    kind = models.CharField("类型", max_length=20, choices=CitationKind.choices())
    resolution = models.CharField("解析结果", max_length=10, choices=Resolution.choices())
    cited = models.ForeignKey(
        "documents.Document", models.SET_NULL, null=True, blank=True, related_name="cited_by", verbose_name="被引文件"
    )
    work = models.ForeignKey(
        "documents.Work", models.SET_NULL, null=True, blank=True, related_name="citations", verbose_name="所引著作"
    )

    class Meta:
        ordering = ["citing_id", "start"]  # not "citing", which would sort by its date
        verbose_name = verbose_name_plural = "引用"
        constraints = [
            models.UniqueConstraint(fields=["citing", "start", "end"], name="one_citation_a_span"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="span_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def place(self) -> str:
        return place(self.start)
