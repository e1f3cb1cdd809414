"""The tables of pages that look at the corpus as a whole: documents by year and kind, bodies that issue together."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import QueryDict

from api.resources import documents
from documents.pages import joint, years

from .writing import Columns

JOINT: Columns = (("rank", "名次"), ("one", "机关"), ("other", "另一机关"), ("count", "联合发文"), ("url", "网址"))


def of_years(params: QueryDict) -> years.Counted:
    """Of the documents that ``params`` choose. Raises ``Problem``."""
    return years.counted(documents.values(params, None))


def year_columns(found: years.Counted) -> Columns:
    return [("year", "年份"), ("total", "合计"), *((f"kind:{kind.value}", kind.label) for kind in found.kinds)]


def year_rows(found: years.Counted) -> Iterator[dict[str, Any]]:
    for year, cells in found.rows:
        counts = {f"kind:{kind.value}": cell.count for kind, cell in zip(found.kinds, cells, strict=True)}
        yield {"year": year.label, "total": year.count, **counts}


def of_pairs(params: QueryDict) -> list[joint.Pair]:
    """Of the documents that ``params`` choose. Raises ``Problem``."""
    return joint.pairs(documents.values(params, None))


def joint_rows(found: list[joint.Pair], absolute: Callable[[str], str]) -> Iterator[dict[str, Any]]:
    for pair in found:
        yield {"rank": pair.rank, "one": pair.one.name, "other": pair.other.name, "count": pair.count, "url": absolute(pair.address)}
