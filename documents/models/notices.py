"""What is to be written to somebody by e-mail."""
from django.conf import settings
from django.db import models


class Notice(models.Model):
    """A sentence for ``recipient`` with the page that it is about, until it is sent; ``leased_until``: somebody is sending it."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="收件人")
    text = models.TextField("内容")
    path = models.CharField("页面", max_length=300)
    created_at = models.DateTimeField("时间", auto_now_add=True)
    leased_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "待发的邮件通知"

    def __str__(self) -> str:
        return self.text
