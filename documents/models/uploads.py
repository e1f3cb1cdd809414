"""A file that an editor has sent and not yet accepted."""
from django.conf import settings
from django.db import models


class Upload(models.Model):
    """Waits, with nothing of it public, until its editor has looked at what was understood."""

    name = models.CharField("文件名", max_length=255)
    file = models.FileField("文件", upload_to="uploads/%Y/%m/")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="上传者")
    created_at = models.DateTimeField("上传时间", auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "待审阅的上传"

    def __str__(self) -> str:
        return self.name
