"""What the status of a document rests on, in a sentence, with a link to the place that proves it."""
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from documents.models import Document, StatusEvent, Validity, ValidityBasis
from documents.status import Event, Status, written


@dataclass(frozen=True)
class Ground:
    """A sentence: ``before``, the place ``by`` which it is proven (``name``, ``address``), its words (``quote``), ``after``."""

    before: str
    name: str = ""
    address: str = ""
    quote: str = ""
    after: str = ""


def grounds(document: Document, status: Status) -> tuple[Ground, Ground | None]:
    """What ``status``, that of ``document`` on a day, rests on, and what lies ahead of that day; at most one query."""
    events: list[StatusEvent] = []
    if status.ahead or status.basis in (ValidityBasis.TEXT, ValidityBasis.VERSIONS):
        events = published_events(document.events.all())
    ahead = ground_of(status.ahead, events) if status.ahead else None
    return _of_status(status, ahead, events), ahead


def published_events(events: QuerySet[StatusEvent]) -> list[StatusEvent]:
    """Those of ``events`` that a published document proves."""
    known = events.select_related("by").defer("by__markdown", "by__html", "by__note")
    return [event for event in known if event.by and event.by.is_published]


def _of_status(status: Status, ahead: Ground | None, events: Sequence[StatusEvent]) -> Ground:
    match status.validity, status.basis:
        case Validity.NO_CHANGE_FOUND, _:
            return Ground(f"截至{written(status.day)}，本库收录的文件中没有废止或者修改本文件的；这不等于现行有效。")
        case Validity.UNMARKED, _:
            return Ground("由编辑判定，不标注时效。")
        case (Validity.IN_FORCE, ValidityBasis.TEXT) if ahead:
            return Ground(ahead.before, ahead.name, ahead.address, ahead.quote, "在此之前现行有效。")
        case Validity.IN_FORCE, ValidityBasis.VERSIONS:
            return Ground("在本库收录的各个版本中，这是已经施行的最新版本。")
        case (Validity.NOT_YET, ValidityBasis.TEXT) if status.proof:
            return ground_of(Event(Validity.IN_FORCE, status.since, status.proof, status.basis), events)
        case Validity.NOT_YET, ValidityBasis.TEXT | ValidityBasis.VERSIONS:
            return Ground("依据本文件的施行日期。")
    return ground_of(Event(status.validity, status.since, status.proof, status.basis), events)


def ground_of(event: Event, events: Sequence[StatusEvent]) -> Ground:
    """What ``event`` rests on: the place that proves it, where one of ``events`` is that of a document that is held."""
    if event.basis in (ValidityBasis.PERSON, ValidityBasis.TABLE):
        return Ground(f"由{event.basis.label}" if event.basis is ValidityBasis.PERSON else "依据时效表", quote=event.proof)
    row = next((row for row in events if (row.validity, row.on, row.basis) == (event.validity, event.on, event.basis)), None)
    if row and row.by:
        address = row.by.get_absolute_url() + (f"#{row.anchor}" if row.anchor else "")
        name = f"《{row.by.title}》{row.section if row.anchor.startswith('art-') else ''}"
        is_version = event.basis is ValidityBasis.VERSIONS
        return Ground("依据", name, address, row.proof, f"自{written(row.on)}起施行的新版本。" if is_version and row.on else "")
    if event.basis is ValidityBasis.VERSIONS:
        return Ground("依据本库收录的新版本的日期。")
    if event.validity is Validity.EXPIRED:
        return Ground("依据本文件", quote=event.proof) if event.proof else Ground("依据编者填写的失效日期。")
    return Ground(event.proof)  # 依据《…》第三十条：“…”, of a place that is no longer held
