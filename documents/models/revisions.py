"""修订记录: what is kept of every state that the record of a document was in."""
import zlib
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils import timezone

from documents.vocabulary.enums import RevisionSource, RevisionStatus

LEVEL = 6  # benchmarks/revisions.py: a sixth smaller than 1, and 9 saves nothing more


class Text(models.Model):
    """A text that revisions have, kept once however many have it."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    compressed = models.BinaryField()

    class Meta:
        verbose_name = verbose_name_plural = "修订的正文"

    def __str__(self) -> str:
        return self.sha256

    @staticmethod
    def key(content: str) -> str:
        return sha256(content.encode()).hexdigest()

    @classmethod
    def of(cls, content: str) -> "Text":
        """The row, not stored, that keeps ``content``."""
        return cls(sha256=cls.key(content), compressed=zlib.compress(content.encode(), LEVEL))

    @property
    def content(self) -> str:
        return zlib.decompress(self.compressed).decode()


class Revision(models.Model):
    """The facts and the text of a document as they were, or, where they were only proposed, would have been.

    ``facts``: those that are known, by their names (``documents.revisions.facts``). ``original`` is the file that they came
    from; ``content_hash`` that of the document then.
    """

    document = models.ForeignKey(
        "documents.Document", models.CASCADE, db_index=False, related_name="revisions", verbose_name="文件"
    )  # the numbers of a document's revisions are an index
    number = models.PositiveIntegerField("次序")
    status = models.CharField(
        "结果", max_length=10, choices=RevisionStatus.choices(), default=RevisionStatus.APPLIED.value
    )
    created_at = models.DateTimeField("时间", default=timezone.now)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="修改者的账号"
    )
    author_name = models.CharField("修改者", max_length=150, blank=True)
    how = models.CharField("方式", max_length=10, choices=RevisionSource.choices())
    why = models.TextField("缘由", blank=True)
    facts = models.JSONField("各项事实")
    text = models.ForeignKey(Text, models.PROTECT, related_name="revisions", verbose_name="正文")
    original = models.FileField("原始文件", upload_to="originals/", blank=True)
    original_sha256 = models.CharField("原始文件的 SHA-256", max_length=64, blank=True)
    original_name = models.CharField("原始文件名", max_length=255, blank=True)
    content_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["document_id", "-number"]
        verbose_name = verbose_name_plural = "修订记录"
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="revisions_are_numbered"),
            models.CheckConstraint(
                condition=models.Q(status__in=[status.value for status in RevisionStatus]), name="revision_status_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["original"], name="revision_original"),
            models.Index(fields=["author", "-created_at"], name="revisions_by_author", condition=models.Q(author__isnull=False)),
            models.Index(fields=["-created_at"], name="revisions_proposed", condition=models.Q(status=RevisionStatus.PROPOSED.value)),
        ]

    def __str__(self) -> str:
        return f"第 {self.number} 次修订"


class Proposal(Revision):
    """A revision as the editors see it who decide whether it takes the place of what is there."""

    class Meta:
        proxy = True
        ordering = ["-created_at", "-pk"]
        verbose_name = verbose_name_plural = "待定的新文本"
