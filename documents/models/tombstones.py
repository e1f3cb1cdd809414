"""What is left of a document that was emptied out of the trash."""
from django.db import models
from django.db.models import Q


class Tombstone(models.Model):
    """That a document was deleted for good: no import brings it back, and its address says that it is gone.

    The hashes are those of its last text and files; nothing of the text is kept.
    """

    former_id = models.BigIntegerField("原编号", null=True, unique=True, help_text="固定网址 /d/编号/ 所用；早先删除的不知道。")
    slug = models.CharField("网址名", max_length=200, unique=True)
    title = models.CharField("标题", max_length=300)
    number = models.CharField("发文字号", max_length=100, blank=True)
    content_hash = models.CharField(max_length=64, db_index=True)
    text_hash = models.CharField(max_length=64, db_index=True)
    original_sha256 = models.CharField(max_length=64, blank=True)
    was_public = models.BooleanField("曾经公开", help_text="从未公开的，其网址如同不存在。")
    emptied_at = models.DateTimeField("彻底删除的时间", auto_now_add=True)

    class Meta:
        ordering = ["-emptied_at", "-pk"]
        verbose_name = verbose_name_plural = "已彻底删除的文件"
        indexes = [models.Index(fields=["number", "title"], name="tombstone_number", condition=~Q(number=""))]

    def __str__(self) -> str:
        return self.title
