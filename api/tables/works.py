"""The rows of works, and of the places that cite a document or a work, however many."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from api.resources import citations, with_origin, works
from api.resources.basics import Record
from documents.models import Document, Work

from .lists import AT_ONCE
from .writing import Columns

WORKS: Columns = (("title", "著作"), ("is_held", "是否收录"), ("citing", "引用它的文件数"), ("url", "网址"))
PLACES: Columns = (
    ("title", "引用它的文件"), ("number", "发文字号"), ("kind", "怎样引用"), ("provision", "所引条款"), ("text", "引文"), ("sentence", "所在的句子"), ("url", "网址"),
)
Absolute = Callable[[str], str]
Turn = Callable[[str], tuple[list[Any], str | None]]


def work_rows(held: bool | None, absolute: Absolute) -> Iterator[Record]:
    """Every work that is ``held``, that is only cited, or (``None``) both, with how many documents of other works cite it."""
    for work in _all(lambda cursor: works.counted(held, cursor, AT_ONCE)):
        yield _row(WORKS, {**work, "is_held": "是" if work["is_held"] else "否"}, absolute)


def place_rows(target: Document | Work, day: date | None, absolute: Absolute) -> Iterator[Record]:
    """Every place where a published document that was known on ``day`` cites ``target``."""
    for place in _all(lambda cursor: citations.incoming(target, day, cursor, AT_ONCE)):
        citing = place["citing"]
        yield _row(PLACES, {**place, "title": citing["title"], "number": citing["number"], "kind": place["kind_label"]}, absolute)


def _all(turn: Turn) -> Iterator[Any]:
    cursor: str | None = ""
    while cursor is not None:
        found, cursor = turn(cursor)
        yield from found


def _row(columns: Columns, told: Record, absolute: Absolute) -> Record:
    return with_origin({name: told[name] for name, _ in columns}, absolute)
