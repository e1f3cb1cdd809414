"""What is recorded of log-ins, in words of ours; django-axes writes it. And who has forgotten a password."""
from axes.models import AccessFailureLog, AccessLog
from django.db import models


class SignIn(AccessLog):
    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "登录记录"

    def __str__(self) -> str:
        return f"{self.username}（{self.ip_address}）"


class FailedSignIn(AccessFailureLog):
    """Kept until it is old; what locks out, AccessAttempt, is deleted after an hour."""

    class Meta:
        proxy = True
        verbose_name = verbose_name_plural = "登录失败"

    def __str__(self) -> str:
        return f"{self.username}（{self.ip_address}）"


class PasswordRequest(models.Model):
    """Somebody wants a new password for ``address``, whose account it may be or not; ``due_at``: when the letter is to be
    sent, at the earliest; none where that is done. While there is one, no other is taken for the address."""

    address = models.CharField("邮箱", max_length=254, unique=True)
    asked_at = models.DateTimeField("时间", auto_now_add=True)
    due_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        verbose_name = verbose_name_plural = "重设密码的请求"

    def __str__(self) -> str:
        return self.address
