"""What is recorded of log-ins, in words of ours; django-axes writes it. Who has forgotten a password. Who follows what by e-mail."""
import secrets

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


def _key() -> str:
    return secrets.token_urlsafe(16)


class AlertRequest(models.Model):
    """Somebody wants to know by e-mail what is new in a list or search, and may not be who ``address`` belongs to; kept for days.

    ``mailbox``: where letters to the address arrive. ``visitor``: stands for whoever asked. ``due_at``: when the letter is to be sent,
    at the earliest; none where that is done, or was one letter too many. ``key``: in the link of the letter.
    """

    key = models.CharField(max_length=32, unique=True, default=_key)
    address = models.CharField("邮箱", max_length=254)
    mailbox = models.CharField(max_length=254, db_index=True)
    kind = models.CharField(max_length=10)
    query = models.TextField(blank=True)
    visitor = models.CharField(max_length=32, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True, db_index=True)
    due_at = models.DateTimeField(null=True, db_index=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        verbose_name = verbose_name_plural = "待确认的邮件订阅"

    def __str__(self) -> str:
        return f"{self.pk}"


class Followed(models.Model):
    """A list or a search that somebody follows by e-mail: ``query`` is of its address, ``words`` how it is told. ``lost_since``: the
    day since which a heading that it names has no document any more."""

    class Kind(models.TextChoices):
        DOCUMENTS = "documents", "列表"
        SEARCH = "search", "检索"

    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField("种类", max_length=10, choices=Kind)
    query = models.TextField(blank=True)
    words = models.TextField("列表或检索")
    lost_since = models.DateField("条件不存在起始", null=True)

    class Meta:
        default_permissions = ("view",)
        verbose_name = verbose_name_plural = "邮件订阅"

    def __str__(self) -> str:
        return self.words


class Subscriber(models.Model):
    """An address whose owner wants letters; ``key``: in their links. ``written_on``: the day of the last letter. ``leased_until``:
    somebody is writing to it. ``refused_since``: the day since which its server takes no letter."""

    address = models.CharField("邮箱", max_length=254, unique=True)
    key = models.CharField(max_length=32, unique=True, default=_key)
    written_on = models.DateField(null=True)
    leased_until = models.DateTimeField(null=True)
    refused_since = models.DateField(null=True)

    class Meta:
        default_permissions = ("delete",)
        verbose_name = verbose_name_plural = "邮件订阅的地址"

    def __str__(self) -> str:
        return f"{self.pk}"


class Subscription(models.Model):
    """``subscriber`` follows ``followed``; what was collected until the day ``told_until`` was told, or is not to be."""

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="subscriptions")
    followed = models.ForeignKey(Followed, models.CASCADE, related_name="subscriptions")
    told_until = models.DateField(db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["subscriber", "followed"], name="followed_once")]

    def __str__(self) -> str:
        return f"{self.pk}"
