"""Writing a dump: JSON Lines and CSV while the corpus is read once, Parquet of these, checksums, and what each column means."""
from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Prefetch
from django.utils import timezone

from api.tables.writing import text_of
from documents.models import Citation, Document

from .moment import one_moment
from .tables import BOOLEAN, DATE, DATETIME, INTEGER, LIST, Row, Table, other_rows, rows_of, tables

AT_ONCE = 100
DICTIONARY, CHECKSUMS, SLUGS = "datapackage.json", "SHA256SUMS", "slugs.json"
_PARQUET = {DATE: "DATE", DATETIME: "TIMESTAMPTZ", INTEGER: "BIGINT", BOOLEAN: "BOOLEAN", LIST: "VARCHAR[]"}
_ROWS_IN_MEMORY = 2048  # the fewest that a group of rows may have
_LONGEST_ROW = 64 << 20


def write(folder: Path) -> int:
    """Write a dump into ``folder``, which is empty, of the corpus as it is at one moment; how many documents it has."""
    day, slugs = timezone.localdate(), []
    with ExitStack() as stack, one_moment(connection):
        files = {table.name: stack.enter_context(_TableFiles(folder, table)) for table in tables()}
        for document in _documents():
            rows = rows_of(document, day)
            for name in ("documents", "sections", "citations"):
                files[name].add(getattr(rows, name))
            slugs.append(document.slug)
        for name in ("works", "bodies", "topics", "columns"):
            files[name].add(list(other_rows(name)))
    for table in tables():
        _as_parquet(folder, table)
    (folder / SLUGS).write_text(json.dumps(slugs, ensure_ascii=False), encoding="utf-8")
    _describe(folder, day)
    return len(slugs)


def _documents() -> Iterator[Document]:
    """All that is published, in the order in which it came, a few at a time."""
    cites = Citation.objects.select_related("cited", "work").defer("cited__markdown", "cited__html").order_by("start")
    rows = Document.objects.published().select_related("column", "work").defer("html").prefetch_related(
        "signatures", "topics", "sections", Prefetch("citations", cites)
    ).order_by("pk")
    last = 0
    while found := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield from found
        last = found[-1].pk


class _TableFiles:
    """The JSON Lines and the CSV of one table, open together."""

    def __init__(self, folder: Path, table: Table) -> None:
        self._names = [one.name for one in table.fields]
        self._json, self._csv = (_compressed(folder / f"{table.name}.{kind}.gz") for kind in ("jsonl", "csv"))
        self._writer = csv.writer(self._csv)
        self._writer.writerow(self._names)

    def add(self, rows: list[Row]) -> None:
        for row in rows:
            self._json.write(json.dumps(row, ensure_ascii=False) + "\n")
            self._writer.writerow(text_of(row[name]) for name in self._names)

    def __enter__(self) -> _TableFiles:
        return self

    def __exit__(self, *error: object) -> None:
        self._json.close()
        self._csv.close()


def _compressed(path: Path) -> TextIOWrapper:
    """A file that is the same for the same content, whenever it is written."""
    return TextIOWrapper(gzip.GzipFile(path, "wb", mtime=0), encoding="utf-8", newline="")


def _as_parquet(folder: Path, table: Table) -> None:
    import duckdb  # 60 MB, which nothing else needs

    columns = {one.name: _PARQUET.get(one.type, "VARCHAR") for one in table.fields}
    with duckdb.connect(config={"threads": 1, "memory_limit": "512MB", "temp_directory": str(folder / ".tmp")}) as database:
        source = database.read_json(
            str(folder / f"{table.name}.jsonl.gz"), columns=columns, format="newline_delimited", maximum_object_size=_LONGEST_ROW,
        )
        source.write_parquet(str(folder / f"{table.name}.parquet"), compression="zstd", row_group_size=_ROWS_IN_MEMORY)


def _describe(folder: Path, day: date) -> None:
    """A Frictionless data package: each file with its size, checksum and columns; and the checksums as ``sha256sum`` reads them."""
    resources = [_resource(folder, table, ending) for table in tables() for ending in ("jsonl.gz", "csv.gz", "parquet")]
    package = {
        "profile": "data-package", "name": "wenlan", "title": "文澜：全部文件", "created": timezone.now().isoformat(), "version": day.isoformat(),
        "resources": resources,
    }
    (folder / DICTIONARY).write_text(json.dumps(package, ensure_ascii=False, indent=1), encoding="utf-8")
    sums = [f"{one['hash'].partition(':')[2]}  {one['path']}\n" for one in resources]
    (folder / CHECKSUMS).write_text("".join([*sums, f"{_digest(folder / DICTIONARY)}  {DICTIONARY}\n"]), encoding="utf-8")


def _resource(folder: Path, table: Table, ending: str) -> dict[str, Any]:
    path = folder / f"{table.name}.{ending}"
    fields = [{"name": one.name, "type": "array" if one.type == LIST else one.type, "description": one.description} for one in table.fields]
    return {
        "name": f"{table.name}-{ending.partition('.')[0]}", "path": path.name, "title": table.description, "encoding": "utf-8",
        "format": ending.partition(".")[0], "bytes": path.stat().st_size, "hash": f"sha256:{_digest(path)}",
        "schema": {"fields": fields, **({"primaryKey": table.fields[0].name} if table.has_key else {})},
    }


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
