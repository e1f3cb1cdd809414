"""The facts of documents as a table that people correct in a spreadsheet, and what a corrected one would change.

A row is a document, by its key in the first column; a column is a fact, under its label. What a table has no column for
stays. Names stand apart by 、, days are written in any way that documents have.
"""
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from documents import sandbox
from documents.formats.tables import FORMULA, Rows, read_table
from documents.importing.corrections import facts_of
from documents.models import Column, Document, Topic
from documents.sandbox import Refused
from documents.vocabulary.dates import find_dates
from documents.vocabulary.facts import Fact, Place, Type, shown

KEY, STATE = "编号", "发布状态"
SEPARATOR = "、"
LONGEST_KEY = 18
ROWS_OF = {"topics": Topic, "column": Column}
"""Facts whose values are rows that must be there already."""


@dataclass(frozen=True)
class Difference:
    """What row ``line`` of a table says otherwise of a document: ``values`` by name; ``told``: label, before, after."""

    line: int
    document: Document
    values: Mapping[str, Any]
    told: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Unusable:
    """Row ``line``, from which nothing is taken, and why, in Chinese."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"第 {self.line} 行：{self.reason}"


def columns() -> list[Fact]:
    return shown(Place.FORM)


def table(documents: Iterable[Document]) -> Iterator[list[str]]:
    """The headings, then a row for each of ``documents``."""
    yield [KEY, STATE, *(fact.label for fact in columns())]
    for document in documents:
        yield [str(document.pk), document.get_state_display(), *(_written(document.fact(fact.name)) for fact in columns())]


def read_metadata(name: str, data: bytes) -> Rows:
    """The rows of a table that was sent. Raises ``Refused`` for what is none of ours."""
    rows = sandbox.call(read_table, name, data, subject=name)
    if not rows or KEY not in rows[0]:
        raise Refused(f"第一行里没有“{KEY}”这一栏。请在下载的表格里修改，不要删去表头")
    labels = {fact.label for fact in columns()} | {KEY, STATE, ""}
    if unknown := [heading for heading in rows[0] if heading not in labels]:
        raise Refused(f"没有“{unknown[0]}”这一栏")
    return rows


def compare_metadata(rows: Rows) -> Iterator[Difference | Unusable]:
    """What each row below the headings says otherwise than the corpus; rows that say nothing else are left out."""
    facts = {fact.label: fact for fact in columns()}
    places = {place: facts[heading] for place, heading in enumerate(rows[0]) if heading in facts}
    at = rows[0].index(KEY)
    keys = {row[at] for row in rows[1:] if at < len(row) and _is_key(row[at])}
    held = Document.objects.defer("markdown", "html").prefetch_related("signatures", "topics").select_related("column").in_bulk(map(int, keys))
    known = {name: set(model._default_manager.values_list("name", flat=True)) for name, model in ROWS_OF.items()}
    seen: set[int] = set()
    for line, row in enumerate(rows[1:], 2):
        if not any(row):
            continue
        key = row[at] if at < len(row) else ""
        document = held.get(int(key)) if _is_key(key) else None
        if document is None or document.pk in seen:
            yield Unusable(line, f"编号“{key[:30]}”{'在前面已经出现过' if document else '不是收录的文件'}。")
            continue
        seen.add(document.pk)
        said = {fact.name: row[place] if place < len(row) else "" for place, fact in places.items()}
        if found := _compared(line, document, said, known):
            yield found


def _compared(line: int, document: Document, said: Mapping[str, str], known: Mapping[str, set[str]]) -> Difference | Unusable | None:
    before, values, told = facts_of(document), {}, []
    for fact in columns():
        if fact.name not in said or _written(before[fact.name]) == said[fact.name]:
            continue
        try:
            value = _read(fact, said[fact.name], known)
        except ValueError as error:
            return Unusable(line, str(error))
        if value != before[fact.name]:
            values[fact.name] = value
            told.append((fact.label, _written(before[fact.name]), _written(value)))
    return Difference(line, document, values, tuple(told)) if values else None


def _read(fact: Fact, said: str, known: Mapping[str, set[str]]) -> Any:
    """The value that a cell says. Raises ``ValueError`` with a sentence where it can be none."""
    if said == FORMULA:
        raise ValueError(f"“{fact.label}”是公式，请粘贴为数值。")
    if fact.type is Type.DATE:
        found = next((day.value for day in find_dates(said) if day.written_in(said) == said), None)
        if said and found is None:
            raise ValueError(f"“{fact.label}”不是日期：{said[:30]}。")
        return found
    values = tuple(dict.fromkeys(filter(None, map(str.strip, said.split(SEPARATOR))))) if fact.type is Type.NAMES else (said,)
    for value in filter(None, values):
        if fact.name in known and value not in known[fact.name]:
            raise ValueError(f"没有“{value[:30]}”这个{fact.label}，请先在“{fact.label}”中增加。")
        if complaint := fact.complaint(value):
            raise ValueError(f"{complaint}。")
    return values if fact.type is Type.NAMES else said


def _written(value: Any) -> str:
    """A value as its cell has it, without line ends: a table's cells come back so."""
    if isinstance(value, tuple):
        return SEPARATOR.join(value)
    return value.isoformat() if isinstance(value, date) else str(value or "").strip()


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY
