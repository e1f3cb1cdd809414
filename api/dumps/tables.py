"""What a dump holds: its tables, column by column, and the rows that one published document gives."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from documents.models import Citation, Column, Document, IssuingBody, Section, Topic, Work
from documents.status import FIELDS
from documents.vocabulary.facts import Place, Type, shown

Row = dict[str, Any]
STRING, DATE, DATETIME, INTEGER, BOOLEAN, LIST = "string", "date", "datetime", "integer", "boolean", "list"
"""Types as Frictionless Table Schema names them; a list is of strings."""


@dataclass(frozen=True)
class Field:
    name: str
    description: str
    type: str = STRING


@dataclass(frozen=True)
class Table:
    """``fields``: columns in order; the first tells rows apart where ``has_key``."""

    name: str
    description: str
    fields: tuple[Field, ...]
    has_key: bool = True


_TYPES = {Type.DATE: DATE, Type.NAMES: LIST}
_CITATION = ("text", "sentence", "kind", "provision", "key", "title", "number")


def _label(model: Any, name: str) -> str:
    return str(model._meta.get_field(name).verbose_name)


def _status_fields() -> Iterator[Field]:
    known = {one.name for one in shown(Place.EXPORT)}
    for name in FIELDS:
        if name not in known:
            yield Field(name, _label(Document, name), DATE if name.endswith(("_on", "_since")) else STRING)


def document_table() -> Table:
    """Facts as they are declared now, what a status follows from, and the text."""
    return Table("documents", "文件：每份一行", (
        Field("slug", "网址名：网页在 /documents/网址名/"), Field("id", "编号：短网址是 /d/编号/", INTEGER),
        *(Field(one.name, one.label, _TYPES.get(one.type, STRING)) for one in shown(Place.EXPORT)),
        Field("work", "著作的网址名，见 works"), *_status_fields(),
        Field("status", "制作当天的时效"), Field("status_on", "制作的日期", DATE),
        Field("collected_at", "收录时间", DATETIME), Field("updated_at", "更新时间", DATETIME), Field("markdown", "正文，Markdown"),
    ))


def tables() -> tuple[Table, ...]:
    """All tables; the first three are those that ``rows_of`` gives rows of."""
    return (document_table(), *OTHERS)


SECTIONS = Table("sections", "章节条款：每处一行，条的正文是完整的", (
    Field("document", "文件的网址名"), Field("anchor", "锚点"), Field("position", "次序", INTEGER), Field("level", "层级", INTEGER),
    Field("label", "编号"), Field("heading", "标题"), Field("text", "正文，不含下级章节"),
), has_key=False)
CITATIONS = Table("citations", "引用：每处一行", (
    Field("document", "引用文件的网址名"), Field("start", "在正文中起于第几字", INTEGER), Field("end", "止于第几字", INTEGER),
    *(Field(name, _label(Citation, name)) for name in _CITATION), Field("section", "所在章节的锚点"), Field("resolution", "解析结果"),
    Field("cited", "被引文件的网址名"), Field("cited_anchor", "被引条款的锚点"), Field("work", "所引著作的网址名"),
), has_key=False)
OTHERS = (
    SECTIONS, CITATIONS,
    Table("works", "著作：人们称呼和引用的那一部", (
        Field("slug", "网址名：网页在 /works/网址名/"), Field("key", "规范化的标题或文号"), Field("title", "标题"),
        Field("is_known_by_name", "仅凭名称即可辨认", BOOLEAN), Field("is_held", "收录了文本", BOOLEAN),
    )),
    Table("bodies", "发文机关", (
        Field("slug", "网址名"), Field("name", "名称"), Field("aliases", "别称", LIST), Field("parent", "上级机关的网址名"),
        Field("ended_on", "停用日期", DATE), Field("successors", "后继机关的网址名", LIST),
    )),
    Table("topics", "主题", (Field("slug", "网址名"), Field("name", "名称"), Field("description", "说明"), Field("position", "次序", INTEGER))),
    Table("columns", "栏目", (Field("slug", "网址名"), Field("name", "名称"), Field("position", "次序", INTEGER), Field("source_count", "来源网站标注的篇数", INTEGER))),
)


def plain(value: Any) -> Any:
    """A value as JSON has it; nothing is ``None``."""
    if isinstance(value, tuple | list):
        return list(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return None if value == "" else value


@dataclass
class Rows:
    """The rows of one document, by table."""

    documents: list[Row] = field(default_factory=list)
    sections: list[Row] = field(default_factory=list)
    citations: list[Row] = field(default_factory=list)


def rows_of(document: Document, day: date) -> Rows:
    """The rows that a published document gives; without a query where its relations are loaded."""
    sections = list(document.sections.all())
    return Rows([_document(document, day)], [_section(one, document) for one in sections], _citations(document, {one.pk: one for one in sections}))


def _document(document: Document, day: date) -> Row:
    told = {one.name: document.fact(one.name) for one in shown(Place.EXPORT)}
    values = {
        "slug": document.slug, "id": document.pk, **told, "work": document.work.slug, **{name: getattr(document, name) for name in FIELDS},
        "status": document.status_on(day).validity.value, "status_on": day, "collected_at": document.collected_at, "updated_at": document.updated_at,
        "markdown": document.markdown,
    }
    return {one.name: plain(values[one.name]) for one in document_table().fields}


def _section(section: Section, document: Document) -> Row:
    names = ("anchor", "position", "level", "label", "heading", "text")
    return {"document": document.slug, **{name: plain(getattr(section, name)) for name in names}}


def _citations(document: Document, sections: dict[int, Section]) -> list[Row]:
    """What is cited and not published is as good as not held; of it nothing is named."""
    rows = []
    for one in document.citations.all():
        cited = one.cited if one.cited and one.cited.is_published else None
        if one.cited_id and cited is None:
            continue
        section = sections.get(one.section_id) if one.section_id else None
        rows.append({
            "document": document.slug, "start": one.start, "end": one.end, **{name: plain(getattr(one, name)) for name in _CITATION},
            "section": section.anchor if section else None, "resolution": one.resolution, "cited": cited.slug if cited else None,
            "cited_anchor": plain(one.provision_anchor), "work": one.work.slug if one.work else None,
        })
    return rows


def other_rows(table: str) -> Iterable[Row]:
    """The rows of works, bodies, topics or columns that published documents have or cite."""
    return {"works": _works, "bodies": _bodies, "topics": _topics, "columns": _columns}[table]()


def _works() -> Iterator[Row]:
    held = set(Document.objects.published().order_by().values_list("work", flat=True))
    for work in Work.objects.public().order_by("pk").iterator():
        yield {
            "slug": work.slug, "key": work.key, "title": work.title, "is_known_by_name": work.is_known_by_name, "is_held": work.pk in held,
        }


def _bodies() -> Iterator[Row]:
    public = IssuingBody.objects.public().order_by("pk").prefetch_related("aliases", "successors").select_related("parent")
    slugs = set(public.values_list("slug", flat=True))
    for body in public:
        parent = body.parent.slug if body.parent and body.parent.slug in slugs else None
        yield {
            "slug": body.slug, "name": body.name, "aliases": [alias.name for alias in body.aliases.all()], "parent": parent,
            "ended_on": plain(body.ended_on), "successors": [one.slug for one in body.successors.all() if one.slug in slugs],
        }


def _topics() -> Iterator[Row]:
    for one in Topic.objects.public().order_by("position", "pk"):
        yield {"slug": one.slug, "name": one.name, "description": plain(one.description), "position": one.position}


def _columns() -> Iterator[Row]:
    for one in Column.objects.public().order_by("position", "pk"):
        yield {"slug": one.slug, "name": one.name, "position": one.position, "source_count": one.source_count}
