"""What is recorded of log-ins, in words of ours; django-axes writes it."""
from axes.models import AccessFailureLog, AccessLog


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
