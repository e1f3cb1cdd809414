"""Works: what is named and cited, held or not, with all editions."""
from __future__ import annotations

from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from api.problems import NOT_HELD, Problem
from documents.models import Document, Revision, State, Work
from documents.pages.editions import editions
from documents.pages.timeline import timeline
from documents.resolving import repeal_of

from .basics import Record, iso, reference, today_or, work_reference
from .cursors import BY_KEY, turn
from .documents import edition_records

SECONDS = 600  # for which a count is kept at most: a better finder of citations changes it without a revision


def find(slug: str) -> Work:
    """The work of an address, or the one it was merged into. Raises ``Problem``: what only drafts know is as unknown as what does not exist."""
    named = Work.objects.filter(slug=slug).order_by().values(meant=Coalesce("merged_into", "pk"))
    work = Work.objects.public().filter(pk__in=named).first()
    if work is None:
        raise Problem(NOT_HELD, "本库既没有收录、也没有文件引用网址名为此的著作；这不等于没有。", "No work of this slug is held or cited here, which does not mean that there is none.")
    return work


def listing(held: bool | None, cursor: str, limit: int) -> tuple[list[Record], str | None]:
    """A page of works: those that are ``held``, those that are only cited, or (``None``) both."""
    found, following = turn(_public(held), BY_KEY, cursor, limit)
    return [{**work_reference(work), "is_held": work.is_held} for work in found], following


def counted(held: bool | None, cursor: str, limit: int) -> tuple[list[Record], str | None]:
    """As ``listing``, each with ``citing``: how many published documents of other works cite it."""
    is_other = Q(citations__citing__state=State.PUBLISHED) & ~Q(citations__citing__work=F("pk"))
    rows = _public(held).annotate(citing=Count("citations__citing", filter=is_other, distinct=True))
    found, following = turn(rows, BY_KEY, cursor, limit)
    return [{**work_reference(work), "is_held": work.is_held, "citing": work.citing} for work in found], following


def total(held: bool | None) -> int:
    """How many works ``listing`` has in all; counted once for each state of the corpus."""
    latest = Revision.objects.order_by("-pk").values_list("pk", flat=True).first()
    return cache.get_or_set(f"api.works.{latest}.{held}", _public(held).count, SECONDS) or 0


def _public(held: bool | None) -> QuerySet[Work, Any]:
    editions_of = Document.objects.published().filter(work=OuterRef("pk")).order_by()
    works = Work.objects.public().annotate(is_held=Exists(editions_of))
    return works if held is None else works.filter(is_held=held)


def whole(work: Work, day: date | None) -> Record:
    """A work on ``day``: its editions, the newest first, what became of it, and where it is not held, who repeals it."""
    newest = Document.objects.published().filter(work=work).order_by("-pk").first()
    held = editions(newest, day) if newest else None
    published = list(Document.objects.published().filter(work=work).as_editions())
    return {
        **work_reference(work), "is_held": newest is not None, "on": today_or(day).isoformat(),
        "editions": edition_records(held) if held else [],
        "timeline": [
            {"on": entry.on.isoformat(), "label": entry.label, "proof": entry.proof or None, "edition": reference(entry.edition)}
            for entry in timeline(published)
        ],
        "repeal": None if held else repeal_record(work, today_or(day)),
    }


def repeal_record(work: Work, day: date) -> Record | None:
    """Who repeals a work that is not held, as ``day`` knows it."""
    repeal = repeal_of(work)
    if repeal is None or not repeal.by.was_known_on(day):
        return None
    return {"on": iso(repeal.on), "by": reference(repeal.by), "place": repeal.place, "sentence": repeal.sentence, "url": repeal.address}
