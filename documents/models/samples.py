"""What has been loaded of all that comes with the portal."""
from django.db import models


class LoadedSample(models.Model):
    """That a document, body, alias, topic or column that comes with the portal was loaded: kept when it is deleted."""

    name = models.CharField("名称", max_length=300, unique=True, help_text="在随附内容中的名称，如“topics/教育评价”。")
    loaded_at = models.DateTimeField("载入时间", auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name = verbose_name_plural = "载入过的随附内容"

    def __str__(self) -> str:
        return self.name
