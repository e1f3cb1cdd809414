"""What is still to be done to the index."""
from django.db import models


class PendingUpdate(models.Model):
    """A document whose index entry may be out of date: written in the transaction that changes the document.

    ``tries`` and ``reason`` tell of attempts that failed because of the document itself.
    """

    document_id = models.PositiveBigIntegerField("文件")
    created_at = models.DateTimeField("记录时间", auto_now_add=True)
    tries = models.PositiveSmallIntegerField("失败次数", default=0)
    reason = models.TextField("失败原因", blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "待更新索引"

    def __str__(self):
        return f"{self.document_id}"
