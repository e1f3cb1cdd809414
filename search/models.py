"""What is still to be done to the index; what editors and readers add to understanding queries."""
from django.core.exceptions import ValidationError
from django.db import models

from search.queries.synonyms import MalformedSynonyms, read_line


def validate_line(line: str) -> None:
    try:
        read_line(line)
    except MalformedSynonyms as error:
        raise ValidationError(str(error)) from error



class PendingUpdate(models.Model):
    """A document whose index entry may be out of date: written in the transaction that changes the document.

    ``tries`` and ``reason`` record attempts that failed because of the document itself.
    """

    document_id = models.PositiveBigIntegerField("文件")
    created_at = models.DateTimeField("记录时间", auto_now_add=True)
    tries = models.PositiveSmallIntegerField("失败次数", default=0)
    reason = models.TextField("失败原因", blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = verbose_name_plural = "待更新索引"

    def __str__(self) -> str:
        return f"{self.document_id}"


class IndexedDay(models.Model):
    """The day of which the index holds the 时效 of documents: one row."""

    day = models.DateField("日期")

    class Meta:
        verbose_name = verbose_name_plural = "索引所据的日期"

    def __str__(self) -> str:
        return f"{self.day}"


class Synonyms(models.Model):
    """One line of the list of synonyms, beside those in ``search/queries/synonyms.txt``."""

    line = models.CharField(
        "同义词", max_length=300, unique=True, validators=[validate_line],
        help_text="“网信办 = 国家互联网信息办公室”两边互为别称；“双减 → 作业负担、校外培训”左边的说法也按右边检索。",
    )

    class Meta:
        ordering = ["line"]
        verbose_name = verbose_name_plural = "同义词"

    def __str__(self) -> str:
        return self.line


class CountedSearch(models.Model):
    """How often a text was searched for; nothing of who searched, or when exactly."""

    text = models.CharField("检索词", max_length=60, unique=True)
    count = models.PositiveIntegerField("次数", default=0)
    last_on = models.DateField("最近一次", auto_now=True)

    class Meta:
        abstract = True
        ordering = ["-count", "text"]

    def __str__(self) -> str:
        return self.text


class FrequentSearch(CountedSearch):
    """A search that found something: it is suggested."""

    class Meta(CountedSearch.Meta):
        verbose_name = verbose_name_plural = "常用检索"


class MissedSearch(CountedSearch):
    """A search of which no text had all the words: editors see what words the corpus, or the list of synonyms, lacks."""

    class Meta(CountedSearch.Meta):
        verbose_name = verbose_name_plural = "没有结果的检索"
