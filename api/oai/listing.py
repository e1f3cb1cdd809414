"""Which documents changed when: published ones, and of those that are gone that they were there."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.core import signing
from django.db.models import Q, QuerySet, prefetch_related_objects

from documents.models import Document, IssuingBody, State, Tombstone, Topic

from .requests import Code, OaiError, read_range

PAGE = 50
SALT = "oai"
LONGEST_NUMBER = 18
HEADINGS: dict[str, type[IssuingBody] | type[Topic]] = {"body": IssuingBody, "topic": Topic}

Place = tuple[str, datetime, int]
"""The table, moment and number of a row."""


@dataclass(frozen=True)
class Item:
    """``document``: where it is published; of what is gone the number and the moment alone are told."""

    number: int
    changed: datetime
    document: Document | None = None

    def identifier(self, host: str) -> str:
        return f"oai:{host}:{self.number}"


@dataclass(frozen=True)
class Batch:
    """``token``: by which the list goes on; empty at its end."""

    items: list[Item]
    token: str
    arguments: Mapping[str, str]


def batch(arguments: Mapping[str, str], is_whole: bool) -> Batch:
    """The next items of the list that the arguments, or their token, name. ``is_whole``: with their texts."""
    asked, place = _place(arguments)
    rows = _rows(asked, place, is_whole)
    items = [_item(row) for row in rows[:PAGE]]
    if not items:
        raise OaiError(Code.NO_RECORDS, "Nothing matches.")
    _load([item.document for item in items if item.document], is_whole)
    if len(rows) <= PAGE:
        return Batch(items, "", asked)
    last = rows[PAGE - 1]
    token = signing.dumps([asked, _table(last), _changed(last).isoformat(), last.pk], salt=SALT, compress=True)
    return Batch(items, token, asked)


def find(identifier: str, host: str) -> Item:
    """The one of that identifier. Raises ``OaiError`` where there is none, and never was one that was public."""
    prefix = f"oai:{host}:"
    number = identifier.removeprefix(prefix) if identifier.startswith(prefix) else ""
    if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER):
        raise OaiError(Code.NO_ID, "This is no identifier of ours.")
    row = _documents(is_whole=True).filter(pk=number).first() or _gone().filter(former_id=number).first()
    if row is None:
        raise OaiError(Code.NO_ID, "There is no such document.")
    item = _item(row)
    _load([item.document] if item.document else [], is_whole=True)
    return item


def sets() -> list[tuple[str, str]]:
    """Spec and name of each set: bodies and topics that published documents have."""
    return [(f"{kind}:{row.pk}", row.name) for kind, model in HEADINGS.items() for row in model.objects.public().order_by("pk")]


def sets_of(document: Document) -> list[str]:
    bodies = [f"body:{signature.body_id}" for signature in document.signatures.all()]
    return bodies + [f"topic:{topic.pk}" for topic in document.topics.all()]


def _load(documents: list[Document], is_whole: bool) -> None:
    """What is told of ``documents``, in a fixed number of queries."""
    prefetch_related_objects(documents, "signatures", "topics", *(["sections"] if is_whole else []))


def earliest() -> datetime | None:
    row = _documents(is_whole=False).order_by("updated_at", "pk").first()
    return row.updated_at if row else None


def _place(arguments: Mapping[str, str]) -> tuple[dict[str, str], Place | None]:
    """What is listed, and after which row; the token holds both, signed."""
    if "resumptionToken" not in arguments:
        return dict(arguments), None
    try:
        asked, table, moment, pk = signing.loads(arguments["resumptionToken"], salt=SALT)
        return asked, (table, datetime.fromisoformat(moment), pk)
    except (signing.BadSignature, ValueError, TypeError):
        raise OaiError(Code.BAD_TOKEN, "The token is none of ours.") from None


def _rows(asked: Mapping[str, str], place: Place | None, is_whole: bool) -> list[Document | Tombstone]:
    """One row more than a page: documents first, then, where no set is asked for, what was deleted for good."""
    begin, end = read_range(asked)
    rows: list[Document | Tombstone] = []
    if place is None or place[0] == "document":
        rows += _within(_of_set(_documents(is_whole), asked.get("set", "")), "updated_at", begin, end, place)[: PAGE + 1]
        place = None
    if len(rows) <= PAGE and "set" not in asked:
        rows += _within(_gone(), "emptied_at", begin, end, place)[: PAGE + 1 - len(rows)]
    return rows


def _documents(is_whole: bool) -> QuerySet[Document]:
    """Those that are public, or were."""
    known = Document.objects.filter(Q(state=State.PUBLISHED) | Q(collected_at__isnull=False)).select_related("work", "column")
    return known.defer("html") if is_whole else known.defer("html", "markdown", "note")


def _gone() -> QuerySet[Tombstone]:
    return Tombstone.objects.filter(was_public=True, former_id__isnull=False)


def _of_set(documents: QuerySet[Document], name: str) -> QuerySet[Document]:
    if not name:
        return documents
    kind, _, pk = name.partition(":")
    model = HEADINGS.get(kind)
    heading = model.objects.public().filter(pk=pk).first() if model and pk.isascii() and pk.isdigit() and len(pk) <= LONGEST_NUMBER else None
    if heading is None:
        raise OaiError(Code.NO_RECORDS, "There is no such set.")
    return documents.filter(pk__in=heading.documents.order_by().values("pk"))


def _within(
    rows: QuerySet, field: str, begin: datetime | None, end: datetime | None, place: Place | None
) -> QuerySet:
    """Rows that changed from ``begin`` on and before ``end``, after ``place``, in their order."""
    conditions = Q(**{f"{field}__gte": begin}) if begin else Q()
    conditions &= Q(**{f"{field}__lt": end}) if end else Q()
    if place:
        _, moment, pk = place
        conditions &= Q(**{f"{field}__gt": moment}) | Q(**{field: moment, "pk__gt": pk})
    return rows.filter(conditions).order_by(field, "pk")


def _item(row: Document | Tombstone) -> Item:
    if isinstance(row, Tombstone):
        return Item(cast(int, row.former_id), row.emptied_at)
    return Item(row.pk, row.updated_at, row if row.is_published else None)


def _changed(row: Document | Tombstone) -> datetime:
    return row.updated_at if isinstance(row, Document) else row.emptied_at


def _table(row: Document | Tombstone) -> str:
    return "document" if isinstance(row, Document) else "tombstone"
