"""What is known of a document's status: from when on it is what, who says so, and where."""
from django.db import models
from django.db.models import Q

from documents.status import DECISIONS
from documents.vocabulary.enums import ValidityBasis


class StatusEvent(models.Model):
    """From a day on ``document`` is in force, amended, ended …, in the word of a text, a table, a person or its versions.

    The dates and proofs of ``Document`` by which filters compare are derived from these rows (``importing.events``). When the
    document's own words say that it begins and ends is among its facts (施行日期, 失效日期), and has no row.
    """

    document = models.ForeignKey("documents.Document", models.CASCADE, related_name="events", verbose_name="文件")
    validity = models.CharField("时效", max_length=20, choices=[(v.value, v.label) for v in DECISIONS])
    on = models.DateField("起始日", null=True, blank=True, help_text="不知道从哪一天起时为空。")
    basis = models.CharField("由谁判定", max_length=10, choices=ValidityBasis.choices())
    proof = models.CharField("依据", max_length=500, blank=True, help_text="证明时效的原句，或时效表所写的来源。")
    by = models.ForeignKey("documents.Document", models.CASCADE, null=True, related_name="proves", verbose_name="证明文件")
    section = models.CharField("证明条款", max_length=100, blank=True)
    anchor = models.CharField("证明条款锚点", max_length=100, blank=True)
    created_at = models.DateTimeField("录入时间", auto_now_add=True)

    class Meta:
        ordering = ["document_id", "on", "id"]
        verbose_name = verbose_name_plural = "时效事件"
        indexes = [models.Index(fields=["on"], name="events_of_a_day")]
        constraints = [
            models.CheckConstraint(condition=Q(validity__in=[v.value for v in DECISIONS]), name="event_validity_is_known"),
            models.UniqueConstraint(
                fields=["document", "basis"], name="one_word_of_a_person_and_of_a_table",
                condition=Q(basis__in=[ValidityBasis.PERSON.value, ValidityBasis.TABLE.value]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_validity_display()}（{self.get_basis_display()}）"
