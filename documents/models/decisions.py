"""What people have decided of citations."""
from django.conf import settings
from django.db import models


class CitationDecision(models.Model):
    """The citations of ``citing`` that were read to mean ``key`` mean ``cited``, or no document where that is empty.

    ``key``: of a work and edition, as ``documents.resolving`` writes it.
    """

    citing = models.ForeignKey("documents.Document", models.CASCADE, related_name="citation_decisions", verbose_name="引用文件")
    key = models.CharField("所指标识", max_length=600)
    cited = models.ForeignKey("documents.Document", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="被引文件")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="确认者")
    decided_at = models.DateTimeField("时间", auto_now=True)

    class Meta:
        ordering = ["citing_id", "key"]
        verbose_name = verbose_name_plural = "引用的确认"
        constraints = [models.UniqueConstraint(fields=["citing", "key"], name="one_decision_a_reference")]

    def __str__(self) -> str:
        return self.key
