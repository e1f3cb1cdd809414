"""A table of statuses meets the corpus: which document each row means, what it would change, and what texts say otherwise.

A row counts only where exactly one document is meant by positive evidence: its number, or its title with a date; a title
alone where the work is known by its name, as laws are. What a table says is below a person's word and above that of texts.
"""
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from documents.citations.titles import bodies_differ, title_key
from documents.importing.events import WITH_PROVERS, record, without_table
from documents.importing.status_rows import Rejected, Statement
from documents.importing.turns import turn
from documents.models import Document, DocumentName, StatusEvent, Validity, ValidityBasis
from documents.signals import bulk, document_changed
from documents.status import FIELDS, StatusFacts, status_on

BATCH = 500
ENDED = (Validity.REPEALED, Validity.EXPIRED)


@dataclass(frozen=True)
class Difference:
    """What ``statement`` says of ``document``; ``is_new``: it would change what is stored of tables.

    ``before`` and ``after``: the status today. ``conflict``: what texts or versions say otherwise; ``outranked``: what a person
    has decided otherwise. Both are empty where nothing is.
    """

    statement: Statement
    document: Document
    is_new: bool
    before: str
    after: str
    conflict: str = ""
    outranked: str = ""

    def __str__(self) -> str:
        what = f"{self.before} → {self.after}" if self.before != self.after else self.after
        doubts = [f"条文或版本所说的是{self.conflict}" if self.conflict else "", f"编辑已判定为{self.outranked}" if self.outranked else ""]
        return f"第 {self.statement.line} 行《{self.document.title}》（编号 {self.document.pk}）：{'；'.join(filter(None, [what, *doubts]))}"


@dataclass(frozen=True)
class Comparison:
    """What a table says of documents, and the rows that mean none for certain, with the reason."""

    differences: tuple[Difference, ...]
    rejected: tuple[Rejected, ...]

    @property
    def changes(self) -> list[Difference]:
        return [difference for difference in self.differences if difference.is_new]

    @property
    def conflicts(self) -> list[Difference]:
        return [difference for difference in self.differences if difference.conflict]

    @property
    def summary(self) -> str:
        """有变 3，未变 25，未采用 1，与条文不一致 0"""
        same = len(self.differences) - len(self.changes)
        return f"有变 {len(self.changes)}，未变 {same}，未采用 {len(self.rejected)}，与条文不一致 {len(self.conflicts)}"


def compare_table(rows: Iterable[Statement | Rejected], *, apply: bool = False) -> Comparison:
    """What the ``rows`` of a table say of documents; where ``apply``, it is stored, in one transaction."""
    rows = list(rows)
    rejected = [row for row in rows if isinstance(row, Rejected)]
    statements = [row for row in rows if isinstance(row, Statement)]
    meant: dict[int, list[Statement]] = defaultdict(list)
    for statement, found in _matched(statements):
        if isinstance(found, Rejected):
            rejected.append(found)
        else:
            meant[found].append(statement)
    agreed = {pk: said[0] for pk, said in meant.items() if len({(one.validity, one.on) for one in said}) == 1}
    rejected += [
        Rejected(one.line, one.name, f"第 {'、'.join(str(other.line) for other in said)} 行说的是同一份文件，而互相矛盾。")
        for pk, said in meant.items() if pk not in agreed for one in said
    ]
    with bulk() if apply else nullcontext(), turn() if apply else transaction.atomic():
        differences = list(_differences(agreed, timezone.localdate(), apply))
    return Comparison(
        tuple(sorted(differences, key=lambda one: one.statement.line)), tuple(sorted(rejected, key=lambda one: one.line))
    )


def _matched(statements: Sequence[Statement]) -> Iterator[tuple[Statement, int | Rejected]]:
    """Each statement with the document that it means, or why none is certain."""
    by_number = _found("number", {one.number for one in statements if one.number})
    by_key = _found("names__key", {title_key(one.title)[:500] for one in statements if one.title})
    for one in statements:
        reject = partial(Rejected, one.line, one.name)
        named = by_key.get(title_key(one.title)[:500], []) if one.title else []
        found = _by_number(one, by_number.get(one.number, []), named) if one.number else _by_title(one, named)
        if isinstance(found, str):
            yield one, reject(found)
        elif len(found) > 1:
            yield one, reject(f"符合的文件有 {len(found)} 份（编号 {'、'.join(str(other.pk) for other in found[:5])}），不能确定是哪一份。")
        else:
            yield one, found[0].pk if found else reject("没有收录。")


def _found(field: str, values: set[str]) -> dict[str, list[Document]]:
    """The documents by their ``field``, without their texts."""
    found: dict[str, list[Document]] = defaultdict(list)
    for batch in _batches(sorted(values)):
        matching = Document.objects.filter(**{f"{field}__in": batch}).order_by().values("pk")  # a document once, however many of its names are asked for
        rows = Document.objects.filter(pk__in=matching).select_related("work").defer("markdown", "html").order_by("pk")
        names = DocumentName.objects.filter(document__in=rows.values("pk")).values_list("document_id", "key") if field != "number" else ()
        keys: dict[int, list[str]] = defaultdict(list)
        for pk, key in names:
            keys[pk].append(key)
        for document in rows:
            for value in {document.number} if field == "number" else set(keys[document.pk]).intersection(batch):
                found[value].append(document)
    return found


def _by_number(one: Statement, found: list[Document], named: list[Document]) -> list[Document] | str:
    """Those of the number, which the title and the date do not contradict; of a number that is not stored, the title with the date."""
    if not found:
        return [other for other in named if not other.number and one.dated and one.dated in _days(other)]
    titled = [other for other in found if not one.title or other in named]
    if not titled:
        return f"此文号的文件是《{found[0].title}》（编号 {found[0].pk}），标题不同。"
    dated = [other for other in titled if not one.dated or not _days(other) or one.dated in _days(other)]
    return dated or f"《{titled[0].title}》（编号 {titled[0].pk}）的日期不同。"


def _by_title(one: Statement, named: list[Document]) -> list[Document] | str:
    named = [other for other in named if not bodies_differ(one.title, other.full_title or other.title)]
    if one.dated:
        return [other for other in named if one.dated in _days(other)]
    if named and not all(other.work.is_known_by_name for other in named):
        return "只有标题，同题的文件可能不止一份，请补上文号或成文日期。"
    return named


def _days(document: Document) -> set[date]:
    return {day for day in (document.issued_on, document.published_on, document.effective_on) if day}


def _differences(agreed: dict[int, Statement], today: date, apply: bool) -> Iterator[Difference]:
    for batch in _batches(sorted(agreed)):
        documents = Document.objects.filter(pk__in=batch).defer("markdown", "html").order_by("pk").prefetch_related(WITH_PROVERS)
        for document in documents.select_for_update(of=("self",)) if apply else documents:
            yield _difference(agreed[document.pk], document, today, apply)


def _difference(one: Statement, document: Document, today: date, apply: bool) -> Difference:
    stored = next((event for event in document.events.all() if event.basis == ValidityBasis.TABLE), None)
    is_new = not stored or (stored.validity, stored.on, stored.proof) != (one.validity, one.on, one.source)
    before, decided = document.status_on(today), document.validity_basis == ValidityBasis.PERSON
    stated, texts = _stated(one.validity, one.on, document, today), without_table(document, today).validity
    if is_new and apply:
        event = StatusEvent(document=document, validity=one.validity.value, on=one.on, basis=ValidityBasis.TABLE.value, proof=one.source)
        if record(document, ValidityBasis.TABLE, [event]):
            document_changed.send(sender=Document, document_id=document.pk)
    return Difference(
        one, document, is_new, before.label, before.label if decided else stated.label,
        conflict=texts.label if contradict(stated, texts) else "",
        outranked=before.label if decided and before.validity is not stated else "",
    )


def contradicting(today: date) -> list[int]:
    """The events of tables that state another status today than texts or versions do."""
    told = Q(repealed_on__isnull=False) | Q(amended_on__isnull=False) | Q(superseded_on__isnull=False) | Q(expires_on__isnull=False)
    told |= Q(effective_on__gt=today) | Q(Exists(StatusEvent.objects.filter(document=OuterRef("pk"), basis=ValidityBasis.VERSIONS)))
    documents = Document.objects.filter(told, events__basis=ValidityBasis.TABLE).only(*FIELDS).order_by("pk").prefetch_related("events")
    found = []
    for document in documents.iterator(chunk_size=BATCH):
        event = next(event for event in document.events.all() if event.basis == ValidityBasis.TABLE)
        stated = _stated(Validity(event.validity), event.on, document, today)
        if contradict(stated, without_table(document, today).validity):
            found.append(event.pk)
    return found


def _stated(validity: Validity, on: date | None, document: Document, today: date) -> Validity:
    """What ``document`` is today where a table says that it is of this ``validity`` from the day ``on``."""
    told = StatusFacts(validity=validity, validity_since=on, validity_basis=ValidityBasis.TABLE, effective_on=document.effective_on)
    return status_on(told, today).validity


def contradict(stated: Validity, texts: Validity) -> bool:
    """Whether a table states another status than texts and versions do; where they found nothing, they say nothing."""
    return texts is not stated and texts is not Validity.NO_CHANGE_FOUND and not (stated in ENDED and texts in ENDED)


def _batches(values: Sequence) -> Iterator[Sequence]:
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))
