"""Documents: found by their address, listed by every filter of the site, and told whole."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from api.problems import GONE, INVALID_VALUE, NOT_HELD, Problem
from documents import filters
from documents.counts import kept
from documents.models import UNDECIDED_STATES, Document, Tombstone
from documents.pages.editions import Editions, editions
from documents.pages.filtering import MOST_VALUES, Chosen, chosen_values
from documents.pages.grounds import Ground, grounds
from documents.pages.listing import narrowed
from documents.vocabulary.facts import Place, Type, shown

from . import citations, sections
from .basics import Record, plain, reference, status_record, today_or, work_reference
from .cursors import ORDERS, turn

OWN = ("slug", "url", "work", "status", "was_known", "updated_at")
"""What is told of a document beside its facts."""


def find(slug: str) -> Document:
    """The published document at an address. Raises ``Problem``: a draft is as unknown as what does not exist."""
    found = Document.objects.select_related("column", "work").filter(slug=slug).exclude(state__in=UNDECIDED_STATES).first()
    if found and found.is_published:
        return found
    if found.was_public if found else Tombstone.objects.filter(slug=slug, was_public=True).exists():
        raise Problem(GONE, "这份文件曾经公开，后来撤回或者删除了。", "This document was public, and has been withdrawn or deleted.")
    raise Problem(
        NOT_HELD, "本库没有收录网址名为此的文件；这不等于没有这份文件。网址名只能取自检索或者列表的结果。",
        "No document of this slug is held, which does not mean that there is none. Slugs come from answers, never from guessing.",
    )


def summary(document: Document, day: date | None, fields: Iterable[str] = ()) -> Record:
    """What a list tells of a document on ``day``: ``fields``, else all; without a query where relations are loaded."""
    return _chosen(_summary(document, today_or(day)), fields)


def _summary(document: Document, day: date) -> dict[str, Callable[[], Any]]:
    return {
        "slug": lambda: document.slug,
        "url": document.get_absolute_url,
        **{name: partial(_fact, document, name) for name in fact_names()},
        "work": lambda: work_reference(document.work),
        "status": lambda: status_record(document.status_on(day)),
        "was_known": lambda: document.was_known_on(day),
        "updated_at": lambda: document.updated_at.isoformat(),
    }


def _fact(document: Document, name: str) -> Any:
    return plain(document.fact(name))


def whole(document: Document, day: date | None, fields: Iterable[str] = ()) -> Record:
    """All that is told of one document on ``day``, or the ``fields`` of it alone: what is not asked for is not looked up."""
    on = today_or(day)
    return _chosen({
        **_summary(document, on),
        "ground": lambda: [ground_record(ground) for ground in grounds(document, document.status_on(on)) if ground],
        "editions": lambda: edition_records(editions(document, day)),
        "sections": lambda: [sections.record(section, document) for section in document.sections.order_by("position")],
        "citations": lambda: citations.outgoing(document),
        "markdown": lambda: document.markdown,
    }, fields)


def check_fields(fields: Iterable[str]) -> None:
    """Raises ``Problem`` where one of ``fields`` is nothing that a list tells of a document."""
    _check(fields, (*OWN, *fact_names()))


def _check(fields: Iterable[str], known: Iterable[str]) -> None:
    known = list(known)
    if unknown := [name for name in fields if name not in known]:
        raise Problem(
            INVALID_VALUE, f"fields 中没有“{unknown[0][:50]}”这一项；可用的有：{'、'.join(known)}。",
            f"fields: there is no {unknown[0][:50]!r}; there are: {', '.join(known)}.",
        )


def _chosen(tellers: Mapping[str, Callable[[], Any]], fields: Iterable[str]) -> Record:
    fields = list(fields)
    _check(fields, tellers)
    return {name: tell() for name, tell in tellers.items() if not fields or name in fields}


def fact_names() -> list[str]:
    """The facts of a document that are told, as they are declared; long texts are told of one document alone."""
    return [fact.name for fact in shown(Place.EXPORT) if fact.type is not Type.TEXT]


def ground_record(ground: Ground) -> Record:
    """What a status rests on: a sentence, and the address of the place that proves it."""
    quote = f"：“{ground.quote}”" if ground.quote else ""
    return {"text": f"{ground.before}{ground.name}{quote}{ground.after}", "quote": ground.quote or None, "url": ground.address or None}


def edition_records(found: Editions) -> list[Record]:
    return [
        {
            **reference(edition.document), "known_since": plain(edition.document.known_since), "effective_on": plain(edition.document.effective_on),
            "status": status_record(edition.status), "is_current": edition.is_current,
        }
        for edition in found.known
    ]


def listing(params: QueryDict, day: date | None, sort: str, cursor: str, limit: int) -> tuple[list[Document], str | None]:
    """A page of the published documents that the filters of the site choose from ``params``, as they were known on ``day``."""
    return turn(for_telling(chosen(params, day)), ORDERS[sort], cursor, limit)


def total(params: QueryDict, day: date | None) -> int:
    """How many documents ``listing`` has in all; from the index, where it may say so, whatever the size of the corpus."""
    counted = kept({name: list(values) for name, values in values(params, day).items()}, day).total
    return chosen(params, day).count() if counted is None else counted


def chosen(params: QueryDict, day: date | None) -> QuerySet[Document]:
    """The published documents that ``params`` ask for, as lists of the site choose them. Raises ``Problem`` for a value that is none."""
    documents = Document.objects.published()
    documents = documents.known_on(day) if day else documents
    return narrowed(documents, [one.on(day) for one in filters.FILTERS], values(params, day))


def values(params: QueryDict, day: date | None) -> Chosen:
    """What ``params`` choose of the filters. Raises ``Problem``."""
    declared = [one.on(day) for one in filters.FILTERS]
    for one in declared:
        if len(set(params.getlist(one.name))) > MOST_VALUES:
            raise Problem(INVALID_VALUE, f"{one.label}最多选 {MOST_VALUES} 个值。", f"{one.name}: at most {MOST_VALUES} values.")
    found, complaints = chosen_values(params, declared)
    if complaints:
        said = complaints[0].removesuffix("，已忽略这个条件。")
        raise Problem(INVALID_VALUE, f"{said}。", "No such value of a filter; /api/v1/filters tells where its values come from.")
    return found


def for_telling(documents: QuerySet[Document]) -> QuerySet[Document]:
    """With all that ``summary`` tells, and without their texts, in a fixed number of queries."""
    return documents.select_related("column", "work").defer("markdown", "html", "note").prefetch_related("signatures", "topics")
