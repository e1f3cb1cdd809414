"""Bodies, topics and columns, and the filters that there are."""
from __future__ import annotations

from documents import filters
from documents.models import Column, Document, IssuingBody, Topic

from .basics import Record

MODELS: dict[str, type[IssuingBody] | type[Topic] | type[Column]] = {"bodies": IssuingBody, "topics": Topic, "columns": Column}


def listing(path: str) -> list[Record]:
    """The bodies, topics or columns that published documents have, the most frequent first, with how many have them."""
    declared = next(one for one in filters.FILTERS if one.path == path)
    rows = MODELS[path].objects.public().in_bulk(field_name="slug")
    counted = [choice for choice in declared.counted(Document.objects.published()) if choice.value in rows]
    return [_record(rows[choice.value], choice.count or 0) for choice in counted]


def _record(row: IssuingBody | Topic | Column, count: int) -> Record:
    return {"slug": row.slug, "name": row.name, "count": count, "url": row.get_absolute_url()}


def filters_record() -> list[Record]:
    """By what documents are filtered: what each is called here and in the query language, and an example of a value."""
    return [
        {"name": one.name, "label": one.label, "keywords": list(one.keywords), "help": one.help or None, "example": one.example or None}
        for one in filters.FILTERS
    ]
