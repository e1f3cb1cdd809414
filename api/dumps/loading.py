"""A dump into an empty portal: the same documents at the same addresses, by the one way in that every document takes."""
from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import connection

from documents.analysis import Analysed
from documents.citations import find
from documents.importing import Outcome, Source, import_source, record_table_status, turn, understand, update
from documents.models import BodyAlias, Column, Document, IssuingBody, State, Topic, Work
from documents.parsing import ParsedSection
from documents.revisions import editing
from documents.signals import bulk
from documents.vocabulary import facts
from documents.vocabulary.enums import RevisionSource, ValidityBasis
from documents.vocabulary.facts import Place, Type

from .tables import Row
from .writing import CHECKSUMS

_PIECE = 1 << 20
_NEEDED = ("documents", "sections", "works", "bodies", "topics", "columns")


class NotLoaded(Exception):
    """Why nothing was loaded, in Chinese."""


def load(folder: Path) -> int:
    """Load the dump in ``folder``: all of it or nothing; how many documents. Raises ``NotLoaded``.

    Texts are read and rendered as those of any file, what the dump says of them outranks that, and citations are resolved anew.
    """
    if Document.objects.exists():
        raise NotLoaded("只能载入空的文库：这里已经有文件了。")
    _check(folder)
    with bulk(), turn(), editing(how=RevisionSource.IMPORT, why="载入数据包"):
        _load_headings(folder)
        names = {row["slug"]: row["title"] for row in rows_in(folder, "works") if row["is_known_by_name"]}
        divisions = _Divisions(rows_in(folder, "sections"))
        times = dict(_load_document(row, names.get(row["work"], ""), divisions.of(row["slug"])) for row in rows_in(folder, "documents"))
        for document, when in times.items():  # at last: a document that comes may change the status of one that is here
            Document.objects.filter(pk=document).update(**when)
        _give_addresses(rows_in(folder, "works"))
        _go_on_counting()
    return len(times)


def rows_in(folder: Path, table: str) -> Iterator[Row]:
    """The rows of a table of a dump."""
    with gzip.open(folder / f"{table}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _check(folder: Path) -> None:
    """That the files which are loaded are those that were written."""
    try:
        lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
        sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
        for name in (f"{table}.jsonl.gz" for table in _NEEDED):
            digest = hashlib.sha256()
            with open(folder / name, "rb") as file:
                while piece := file.read(_PIECE):
                    digest.update(piece)
            if sums.get(name) != digest.hexdigest():
                raise NotLoaded(f"{name} 与校验和不符，没有载入。")
    except (OSError, ValueError) as error:
        raise NotLoaded(f"这个文件夹里没有完整的数据包：{error}") from None


def _load_headings(folder: Path) -> None:
    parents: dict[str, Row] = {}
    for row in rows_in(folder, "bodies"):
        body = IssuingBody.objects.update_or_create(name=row["name"], defaults={"slug": row["slug"], "ended_on": _day(row["ended_on"])})[0]
        for alias in row["aliases"]:
            BodyAlias.objects.get_or_create(name=alias, defaults={"body": body})
        parents[row["slug"]] = row
    for slug, row in parents.items():
        body = IssuingBody.objects.get(slug=slug)
        body.parent = IssuingBody.objects.filter(slug=row["parent"] or "").first()
        body.save()
        body.successors.set(IssuingBody.objects.filter(slug__in=row["successors"]))
    for row in rows_in(folder, "topics"):
        values = {"slug": row["slug"], "description": row["description"] or "", "position": row["position"]}
        Topic.objects.update_or_create(name=row["name"], defaults=values)
    for row in rows_in(folder, "columns"):
        values = {"slug": row["slug"], "position": row["position"], "source_count": row["source_count"]}
        Column.objects.update_or_create(name=row["name"], defaults=values)


class _Divisions:
    """The sections of a dump, document by document, as they stand in the order of its documents; none is kept longer."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._groups = groupby(rows, key=itemgetter("document"))
        self._next = next(self._groups, None)

    def of(self, slug: str) -> tuple[ParsedSection, ...]:
        if self._next is None or self._next[0] != slug:
            return ()
        names = ("label", "heading", "anchor", "text")
        found = tuple(ParsedSection(row["level"], *(row[name] or "" for name in names)) for row in self._next[1])
        self._next = next(self._groups, None)
        return found


def _load_document(row: Row, work: str, sections: tuple[ParsedSection, ...]) -> tuple[int, Row]:
    """Import one document as what a person says it is, where its text says otherwise, with its status.

    ``work``: the name by which its work is known, if it is. → its key, and when it was collected and changed.
    """
    name, text = f"{row['slug']}.md", row["markdown"] or ""
    analysed = _as_dumped(understand(Source(name, b"", {}, text)), text, sections)
    told = {one.name: _fact(one, row[one.name]) for one in facts.shown(Place.EXPORT)} | {"work": work}
    said = {one: value for one, value in told.items() if facts.fact(one).is_kept or analysed.fact(one) != value}
    result = import_source(
        Source(name, b"", said, text), state=State.PUBLISHED, into=Document(pk=row["id"], slug=row["slug"]), understood=lambda: analysed.with_facts(said),
    )
    if result.outcome is not Outcome.UPDATED or result.document_id is None:
        raise NotLoaded(f"没有载入《{row['title']}》：{result.reason}")
    _decide(result.document_id, row)
    return result.document_id, {one: row[one] for one in ("collected_at", "updated_at") if row[one]}


def _as_dumped(analysed: Analysed, text: str, sections: tuple[ParsedSection, ...]) -> Analysed:
    """The text and its places as they were: another version of the program may read it otherwise, and people cite what they read.

    What differs bears no version, so that ``reread_documents`` reads it again.
    """
    if (analysed.markdown, analysed.sections) == (text, sections):
        return analysed
    return replace(analysed, markdown=text, sections=sections, mentions=tuple(find(text)), version="")


def _fact(declared: facts.Fact, value: Any) -> Any:
    if declared.type is Type.DATE:
        return _day(value)
    return tuple(value or ()) if declared.type is Type.NAMES else value or ""


def _decide(document_id: int, row: Row) -> None:
    """What a person or a table of statuses said of the document."""
    document, since = Document.objects.get(pk=document_id), _day(row["validity_since"])
    basis, validity, proof = (row[name] or "" for name in ("validity_basis", "validity", "validity_proof"))
    if basis == ValidityBasis.PERSON:
        update(document, validity=validity, validity_since=since, validity_basis=basis, validity_proof=proof)
    elif basis == ValidityBasis.TABLE:
        record_table_status(document, validity, since, proof)


def _give_addresses(rows: Iterator[Row]) -> None:
    """Works get the addresses that they had, in whatever order texts named them here."""
    wanted = {row["key"]: row["slug"] for row in rows}
    for work in Work.objects.filter(key__in=wanted).order_by("pk"):
        if work.slug != wanted[work.key]:
            Work.objects.filter(slug=wanted[work.key]).exclude(pk=work.pk).update(slug=f"{wanted[work.key][:150]}-{work.pk}-")
            Work.objects.filter(pk=work.pk).update(slug=wanted[work.key])


def _go_on_counting() -> None:
    """The next document gets a number of its own: a database that counts beside its tables knows nothing of those that were given."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Document]):
            cursor.execute(statement)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
