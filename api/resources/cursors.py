"""Paging by place, not by number: page a thousand costs as much as the first, and nothing is told twice or left out."""
from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from api.problems import INVALID_VALUE, Problem

MOST = 100
USUAL = 20


class Order(NamedTuple):
    """By ``field`` (a date or text; rows without one are last), then by key, both the largest first or not."""

    field: str
    is_descending: bool = False

    def by(self) -> list[Any]:
        first = [F(self.field).desc(nulls_last=True) if self.is_descending else F(self.field).asc(nulls_last=True)]
        return [*(first if self.field != "pk" else []), "-pk" if self.is_descending else "pk"]

    def behind(self, value: Any, key: int) -> Q:
        """What comes after the row of this value and key."""
        beyond = "lt" if self.is_descending else "gt"
        same = Q(**{f"pk__{beyond}": key})
        if self.field == "pk":
            return same
        if value is None:
            return Q(**{f"{self.field}__isnull": True}) & same
        return Q(**{f"{self.field}__{beyond}": value}) | Q(**{self.field: value}) & same | Q(**{f"{self.field}__isnull": True})


ORDERS = {"newest": Order("sort_date", True), "oldest": Order("sort_date"), "title": Order("title")}
BY_KEY = Order("pk")


def turn(rows: QuerySet, order: Order, cursor: str, limit: int) -> tuple[list[Any], str | None]:
    """The rows behind ``cursor`` (``""``: from the first), at most ``limit``, and the cursor of what follows, if anything does.

    Raises ``Problem`` for what is no cursor of this order.
    """
    found = list(_from(rows, order, cursor).order_by(*order.by())[: limit + 1])
    if len(found) <= limit:
        return found, None
    last = found[limit - 1]
    value = None if order.field == "pk" else getattr(last, order.field)
    place = [order.field, value.isoformat() if isinstance(value, date) else value, last.pk]
    return found[:limit], urlsafe_b64encode(json.dumps(place, ensure_ascii=False).encode()).decode().rstrip("=")


def _from(rows: QuerySet, order: Order, cursor: str) -> QuerySet:
    if not cursor:
        return rows
    try:
        field, value, key = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if field != order.field or not isinstance(key, int) or not 0 <= key < 1 << 63 or "\0" in str(value):
            raise ValueError
        str(value).encode()  # half a character is none, and no database takes it
        if order.field == "sort_date" and value is not None:
            value = date.fromisoformat(value)
        elif order.field != "pk" and value is not None and not isinstance(value, str):
            raise ValueError
    except (ValueError, TypeError, Error, RecursionError):
        raise Problem(INVALID_VALUE, "cursor 只能取自上一页的 next，不能自己写。", "A cursor is taken from the next of a page, never made up.") from None
    return rows.filter(order.behind(value, key))
