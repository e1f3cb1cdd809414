"""What wants care: each kind a list of documents, with how many there are."""
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.contrib import admin
from django.core.cache import cache
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate

from documents.importing import contradicting
from documents.models import Citation, Document, DocumentBody, Section, State, StatusEvent, Topic, Work
from documents.models.querysets import DocumentQuerySet
from documents.vocabulary.enums import Resolution

SECONDS = 60  # for which counts are kept: they are of everything that is held
NOT_HELD = "not_held"


@dataclass(frozen=True)
class Care:
    """``name``: in addresses."""

    name: str
    label: str
    narrow: Callable[[DocumentQuerySet], QuerySet]


def _having(rows: QuerySet, field: str = "document") -> Exists:
    return Exists(rows.filter(**{field: OuterRef("pk")}).order_by())


_SKIPPING = Section.objects.filter(level__gt=F("parent__level") + 1)
_ALIKE = Document.near_duplicates.through.objects.exclude(to_document__state=State.TRASHED).exclude(to_document__work=F("from_document__work"))
_SHORT = Citation.objects.filter(resolution=Resolution.NONE, number="").exclude(text__startswith="《").exclude(title="")
_UNSURE = Citation.objects.filter(resolution=Resolution.SEVERAL)
_TWINS = Document.objects.filter(number=OuterRef("number")).exclude(pk=OuterRef("pk")).exclude(state=State.TRASHED).order_by()
CARES = (
    Care("number", "没有发文字号", lambda found: found.filter(number="")),
    Care("date", "没有日期", lambda found: found.filter(sort_date=None)),
    Care("body", "没有发文机关", lambda found: found.exclude(_having(DocumentBody.objects.all()))),
    Care("topic", "没有主题", lambda found: found.exclude(_having(Topic.documents.through.objects.all()))),
    Care("section", "没有章节", lambda found: found.exclude(_having(Section.objects.all()))),
    Care("level", "标题跳级", lambda found: found.filter(_having(_SKIPPING))),
    Care("original", "没有原始文件", lambda found: found.filter(original="")),
    Care("twin", "发文字号重复", lambda found: found.exclude(number="").filter(Exists(_TWINS))),
    Care("alike", "正文与别的文件近同", lambda found: found.filter(_having(_ALIKE, "from_document"))),
    Care("status", "时效表与条文不一致", lambda found: found.filter(_having(StatusEvent.objects.filter(pk__in=contradicting(localdate()))))),
    Care("short", "简称没有解出", lambda found: found.filter(_having(_SHORT, "citing"))),
    Care("citation", "引用有歧义", lambda found: found.filter(_having(_UNSURE, "citing"))),
)


class CareFilter(admin.SimpleListFilter):
    title, parameter_name = "需要留意", "care"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(care.name, care.label) for care in CARES]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        care = next((care for care in CARES if care.name == self.value()), None)
        return care.narrow(cast(DocumentQuerySet, queryset)) if care else queryset


def counts() -> list[tuple[Care, int]]:
    """The kinds of which there are any, with how many documents outside the trash; at most a minute old."""
    found = _counted()
    return [(care, found[care.name]) for care in CARES if found.get(care.name)]


def not_held() -> int:
    """How many works published documents cite of which none is held; at most a minute old."""
    return _counted().get(NOT_HELD, 0)


def _counted() -> dict[str, int]:
    found: dict[str, int] | None = cache.get("documents.care")
    if found is None:
        held = Document.objects.filter(~Q(state=State.TRASHED)).order_by()
        found = {care.name: care.narrow(held).count() for care in CARES}
        found[NOT_HELD] = Work.objects.cited_but_not_held().order_by().count()
        cache.set("documents.care", found, SECONDS)
    return found
