"""A document: one text, issued once."""
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import quote

from django.db import models
from django.db.models.functions import Coalesce
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import RFC3986_SUBDELIMS

from documents.models.querysets import DocumentQuerySet
from documents.models.section import Section
from documents.status import DECISIONS, FIELDS, Status, StatusFacts, status_on
from documents.vocabulary import facts
from documents.vocabulary.enums import State, Validity, ValidityBasis


def _label(name: str) -> str:
    return facts.fact(name).label


def _longest(name: str) -> int:
    return facts.fact(name).longest


def document_url(slug: str) -> str:
    """Where the document of this slug is read. A page names a hundred documents, and to ask Django for each of them took a twelfth
    of its time.

    >>> document_url("学籍")
    '/documents/%E5%AD%A6%E7%B1%8D/'
    """
    before, behind = _around_slug(get_script_prefix())
    return f"{before}{quote(slug, safe=f'{RFC3986_SUBDELIMS}/~:@')}{behind}"


@cache
def _around_slug(prefix: str) -> tuple[str, str]:
    """What stands before and behind the slug of a site that lies below ``prefix``."""
    before, _, behind = reverse("documents:document", args=["-"]).rpartition("-")
    return before, behind


class Document(models.Model):
    """One text, issued once. A fact that is not known stays empty."""

    slug = models.CharField("网址名", max_length=200, unique=True, help_text="发布后不再改变。")
    title = models.CharField(_label("title"), max_length=_longest("title"), db_index=True)
    full_title = models.CharField(_label("full_title"), max_length=_longest("full_title"), blank=True, help_text="印发通知等的完整标题。")
    number = models.CharField(_label("number"), max_length=_longest("number"), blank=True, db_index=True)
    kind = models.CharField(_label("kind"), max_length=_longest("kind"), blank=True, choices=[(k, k) for k in facts.fact("kind").values])
    bodies = models.ManyToManyField(
        "documents.IssuingBody", through="documents.DocumentBody", related_name="documents", verbose_name=_label("bodies")
    )
    issued_on = models.DateField(_label("issued_on"), null=True, blank=True)
    published_on = models.DateField(_label("published_on"), null=True, blank=True)
    effective_on = models.DateField(_label("effective_on"), null=True, blank=True)
    sort_date = models.GeneratedField(
        expression=Coalesce("published_on", "issued_on"),
        output_field=models.DateField(null=True),
        db_persist=True,
        verbose_name="日期",
    )
    # What the status on a day follows from (``documents.status``): each date is the first day on which it is so.
    amended_on = models.DateField("修改日期", null=True, blank=True, editable=False)
    amendment_proof = models.CharField("修改依据", max_length=500, blank=True, editable=False)
    superseded_on = models.DateField("新版本施行日期", null=True, blank=True, editable=False)
    repealed_on = models.DateField("废止日期", null=True, blank=True, editable=False)
    repeal_proof = models.CharField("废止依据", max_length=500, blank=True, editable=False)
    expires_on = models.DateField(_label("expires_on"), null=True, blank=True)
    expiry_proof = models.CharField("失效依据", max_length=500, blank=True, editable=False)
    prolonged_on = models.DateField("延长后的失效日期", null=True, blank=True, editable=False)
    prolongation_proof = models.CharField("延长依据", max_length=500, blank=True, editable=False)
    validity = models.CharField(
        "时效（编辑判定）", max_length=20, choices=[(v.value, v.label) for v in DECISIONS], default=Validity.UNMARKED.value,
        help_text="编辑判定的时效优先于各文件条文和日期所说的。",
    )
    validity_since = models.DateField("时效起始日", null=True, blank=True, help_text="判定的时效从哪一天起；不知道就留空。")
    validity_basis = models.CharField(
        "时效由谁判定", max_length=10, choices=ValidityBasis.choices(), blank=True, editable=False
    )
    validity_proof = models.CharField("时效依据", max_length=500, blank=True, help_text="证明时效的原句。")
    work = models.ForeignKey(
        "documents.Work", models.PROTECT, related_name="editions", verbose_name=_label("work"), editable=False
    )
    column = models.ForeignKey(
        "documents.Column", models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_label("column")
    )
    topics = models.ManyToManyField("documents.Topic", blank=True, related_name="documents", verbose_name=_label("topics"))
    near_duplicates = models.ManyToManyField("self", editable=False, verbose_name="正文近同的文件")
    index_number = models.CharField(_label("index_number"), max_length=_longest("index_number"), blank=True)
    source = models.CharField(_label("source"), max_length=_longest("source"), blank=True)
    note = models.TextField(_label("note"), blank=True)
    state = models.CharField("发布状态", max_length=10, choices=State.choices(), default=State.DRAFT.value, help_text="只有“已发布”的是公开的。")
    publish_on = models.DateField(
        "定期发布", null=True, blank=True, help_text="填写以后的日期并把发布状态选为“已发布”：到那一天自动发布，之前不公开。"
    )
    trashed_at = models.DateTimeField("放入回收站的时间", null=True, blank=True, editable=False)
    content_hash = models.CharField(max_length=64, editable=False, db_index=True)
    text_hash = models.CharField(max_length=64, editable=False, db_index=True)
    original = models.FileField("原始文件", upload_to="originals/", blank=True)
    original_sha256 = models.CharField("原始文件的 SHA-256", max_length=64, blank=True, editable=False)
    original_name = models.CharField("原始文件名", max_length=255, blank=True)
    is_recognised = models.BooleanField("文字由图片识别", default=False, editable=False)
    # What read it last, for ``reread_documents``; nothing where that is not known.
    analysis_version = models.CharField("解析版本", max_length=40, blank=True, editable=False, db_index=True)
    citations_version = models.PositiveSmallIntegerField("引用识别版本", default=0, editable=False, db_index=True)
    # By which version the passages that it shares with others were found; 0 where they are to be looked for.
    passages_version = models.PositiveSmallIntegerField(default=0, editable=False, db_index=True)
    corrected = models.JSONField("人更正的各项", null=True, editable=False, help_text="字段名；不知道更正过哪些时为空。")
    created_at = models.DateTimeField("录入时间", auto_now_add=True)
    collected_at = models.DateTimeField("收录时间", null=True, blank=True, editable=False, help_text="首次发布的时间。")
    updated_at = models.DateTimeField("更新时间", auto_now=True)
    # The longest come last: to read what stands behind them, SQLite walks through them.
    markdown = models.TextField("正文")
    html = models.TextField("排版结果", editable=False, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = [models.F("sort_date").desc(nulls_last=True), "-id"]
        verbose_name = verbose_name_plural = "文件"
        permissions = [("publish_document", "可以发布和撤回文件"), ("empty_trash", "可以清空回收站")]
        # By date first: without statistics SQLite would take an index by state, which tells nothing apart, for the best.
        indexes = [
            models.Index(fields=["-sort_date", "state"], name="newest_published"),
            models.Index(fields=["-collected_at", "state"], name="newest_collected"),
            models.Index(fields=["effective_on"], name="beginning"),
            models.Index(fields=["updated_at", "id"], name="by_change"),
            models.Index(fields=["publish_on"], name="scheduled", condition=models.Q(publish_on__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="document_has_a_title"),
            models.CheckConstraint(condition=~models.Q(slug=""), name="document_has_a_slug"),
            models.CheckConstraint(condition=models.Q(state__in=[state.value for state in State]), name="document_state_is_known"),
            models.CheckConstraint(condition=models.Q(validity__in=[validity.value for validity in DECISIONS]), name="validity_is_known"),
            models.UniqueConstraint(
                fields=["number", "title"], name="one_document_a_number_and_title", condition=~models.Q(number="")
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return document_url(self.slug)

    def fact(self, name: str) -> Any:
        """The value of a fact as ``ParsedDocument.fact`` has it: rows of other tables by their names."""
        if name == "bodies":
            return tuple(signature.signed_as for signature in self.signatures.all())
        if name == "work":
            return self.work.title if self.work.is_known_by_name else ""
        value = getattr(self, name)
        match facts.fact(name).type:
            case facts.Type.NAME:
                return value.name if value else ""
            case facts.Type.NAMES:
                return tuple(row.name for row in value.all())
        return value

    @cached_property
    def outline(self) -> list[Section]:
        """Its sections, in their order: read once, or as they were written."""
        return list(self.sections.order_by("position"))

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def is_decided(self) -> bool:
        """Whether a person has said what its status is: what says so stands in ``validity`` and its like."""
        return self.validity_basis == ValidityBasis.PERSON or not self.validity_basis and self.validity != Validity.UNMARKED

    @property
    def known_since(self) -> date | None:
        """The day on which it was issued or published, whichever came first."""
        return min(filter(None, (self.issued_on, self.published_on)), default=None)

    def was_known_on(self, day: date) -> bool:
        """As ``querysets.known_on`` says it to a database."""
        return self.known_since is None or self.known_since <= day

    @property
    def was_public(self) -> bool:
        """Whether it was ever published: of any other document the address is as unknown as one that does not exist."""
        return self.collected_at is not None

    def status_on(self, day: date) -> Status:
        return status_on(StatusFacts(**{name: getattr(self, name) for name in FIELDS}), day)

    @property
    def status(self) -> Status:
        """时效 today."""
        return self.status_on(timezone.localdate())
