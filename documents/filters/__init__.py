"""By what documents can be filtered: one entry in ``FILTERS`` is a filter of lists, of the facets and the form of search,
of the query language, of the index and of addresses.

Several values of one filter are alternatives, filters add up: ``?topic=a&topic=b&year=2018..2021``. ``none`` is the value
of documents that have none. Read ``FILTERS`` when it is needed (``filters.FILTERS``), not when a module is imported.
"""
from __future__ import annotations

from documents.models import Column, IssuingBody, Topic
from documents.vocabulary.kinds import KINDS

from .base import NONE, UNSPECIFIED, Choice, DocumentFilter, Filter
from .named import Labels, Names, ValidityOnDay
from .ranged import Days, Ranged, Years

__all__ = [
    "FILTERS", "NONE", "UNSPECIFIED", "Choice", "Days", "DocumentFilter", "Filter", "Labels", "Names", "Ranged",
    "ValidityOnDay", "Years", "by_name",
]

FILTERS: tuple[DocumentFilter, ...] = (
    ValidityOnDay("validity", "时效", other_keywords=("状态",), example="现行有效"),
    Names("body", "发文机关", "bodies", model=IssuingBody, keyword="机关", aliases="aliases", path="bodies", example="网信办"),
    Years("year", "年份", "sort_date", keyword="年", path="years", help="发布或成文的年份，一年或一段。"),
    Labels("kind", "公文种类", "kind", keyword="种类", values=KINDS, path="kinds", example="意见"),
    Names("topic", "主题", "topics", model=Topic, path="topics", example="在线教育", help="编者标注的主题。"),
    Names("column", "栏目", "column", model=Column, path="columns", help="来源网站的栏目。"),
    Years("effect_year", "施行年份", "effective_on"),
    Days("date", "日期", "sort_date", help="发布或成文的日期，一天、一个月或一段。"),
)


def by_name() -> dict[str, DocumentFilter]:
    return {declared.name: declared for declared in FILTERS}
