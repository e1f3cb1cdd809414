"""Files that editors have sent: what was read of each, what waits for a person, what became of it."""
from django.conf import settings
from django.db import models

from documents.models.document import Document
from documents.vocabulary.enums import UploadState

LONGEST_TITLE = 300


class Batch(models.Model):
    """Files that were sent together."""

    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name="上传者")
    created_at = models.DateTimeField("上传时间", auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = verbose_name_plural = "上传批次"

    def __str__(self) -> str:
        return f"第 {self.pk} 批"


class Upload(models.Model):
    """One file. Nothing of it is public until a person has looked at what was understood.

    ``leased_by`` works on it ``leased_until`` then, and no longer where that worker has died. ``raw`` is what its reader
    made of the bytes, so that the file is read once; the rest of what was read is shown in the list, as of that moment.
    ``part_of`` was split into this and others. ``digest`` is that of the bytes as they were sent: who got no answer may send them again, and they are there once.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, null=True, related_name="uploads", verbose_name="批次")
    part_of = models.ForeignKey("self", models.SET_NULL, null=True, editable=False, related_name="parts", verbose_name="拆自")
    name = models.CharField("文件名", max_length=255)
    file = models.FileField("文件", upload_to="uploads/%Y/%m/", blank=True)
    digest = models.CharField("内容的摘要", max_length=64, blank=True, editable=False, db_index=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="上传者")
    created_at = models.DateTimeField("上传时间", auto_now_add=True)

    state = models.CharField("进度", max_length=10, choices=UploadState.choices(), default=UploadState.WAITING.value)
    tries = models.PositiveSmallIntegerField("次数", default=0, editable=False)
    leased_by = models.CharField(max_length=100, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)
    reason = models.TextField("原因", blank=True, help_text="为什么读不出，或没有存入。")

    title = models.CharField("标题", max_length=LONGEST_TITLE, blank=True)
    number = models.CharField("发文字号", max_length=100, blank=True)
    bodies = models.CharField("发文机关", max_length=500, blank=True)
    dated = models.DateField("日期", null=True, blank=True)
    kind = models.CharField("公文种类", max_length=20, blank=True)
    doubts = models.JSONField("疑点", default=list, blank=True)
    updates = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="将更新")
    likeness = models.PositiveSmallIntegerField("正文相似（%）", null=True, blank=True)
    raw = models.BinaryField(null=True, editable=False)
    raw_version = models.CharField(max_length=40, blank=True, editable=False)

    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="审阅者")
    stored_at = models.DateTimeField("存入时间", null=True, editable=False)
    accepted_as = models.CharField("存为", max_length=10, blank=True, editable=False)
    document = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="+", verbose_name="存成的文件")
    outcome = models.CharField("结果", max_length=10, blank=True, editable=False)
    revision = models.PositiveIntegerField("存入后的修订", null=True, editable=False)

    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="分派给"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "待审阅的上传"
        indexes = [
            models.Index(
                fields=["id"], name="uploads_to_work_on",
                condition=models.Q(state__in=["waiting", "reading", "accepted", "storing"]),
            ),
            models.Index(fields=["state", "id"], name="uploads_by_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=[s.value for s in UploadState]), name="upload_state_is_known"),
            models.UniqueConstraint(
                fields=["batch", "name", "digest"], condition=~models.Q(digest=""), name="a_file_once_a_batch",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_plain(self) -> bool:
        """Whether nothing of what was read needs a second look: a new document without a doubt."""
        return self.state == UploadState.READ and not self.doubts and not self.updates_id


class Remark(models.Model):
    """What somebody has written to colleagues about an upload; gone with it."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="remarks", verbose_name="上传")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="留言者")
    created_at = models.DateTimeField("时间", auto_now_add=True)
    text = models.TextField("留言")

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "留言"

    def __str__(self) -> str:
        return self.text


class Worker(models.Model):
    """A process that works on what waits, and when it last said so."""

    name = models.CharField("名称", max_length=100, unique=True)
    seen_at = models.DateTimeField("最近一次")

    class Meta:
        ordering = ["name"]
        verbose_name = verbose_name_plural = "后台进程"

    def __str__(self) -> str:
        return self.name
