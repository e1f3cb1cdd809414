"""Citations become rows, and rows are brought up to date when a document that they wait for comes or goes.

What they mean is decided by ``documents.resolving``. Everything here runs inside the transaction of the change that calls for it.
"""
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from documents import citations
from documents.citations import Mention, Outcome, Resolved
from documents.citations.choose import KEEPS_NUMBERS_SINCE
from documents.citations.context import amended_alone
from documents.citations.structure import Structure
from documents.citations.titles import names
from documents.citations.works import MissingWork
from documents.importing.effects import CHANGING, settle_validity
from documents.importing.works import drop_unused, missing_works
from documents.models import Citation, Document, DocumentName, Work, insert
from documents.resolving import resolve_again, resolve_text
from documents.vocabulary.enums import Resolution
from documents.vocabulary.kinds import ABOUT

SHORTEST_NAME = 4
COMPARED = (
    "start", "end", "section_id", "text", "sentence", "title", "key", "number", "year", "is_first", "is_former", "is_latest", "issuer", "doubtful",
    "provision", "provision_anchor", "kind", "resolution", "cited_id", "work_id",
)
CHOSEN = ("resolution", "cited_id", "work_id", "provision_anchor")


def link(document: Document, mentions: Sequence[Mention] | None = None, *, is_new: bool = False) -> set[int]:
    """Bring all citations in and of ``document`` up to date after it was written, published or withdrawn.

    What cites the parts of an article that ``document`` amends is resolved again: they may have been others before.
    Returns the ids of the other documents whose links or validity changed. ``mentions``, ``is_new``: as for ``cite``.
    """
    keys = write_names(document, is_new=is_new) | ({amended_alone(document.title)} & KEEPS_NUMBERS_SINCE.keys())
    affected = cite(document, mentions, is_new=is_new)
    if not is_new:  # what is said of a new one ``reconsider`` finds
        affected.add(document.pk)
    return (reconsider(keys) | settle_validity(affected)) - {document.pk}


def cite(document: Document, mentions: Sequence[Mention] | None = None, *, is_new: bool = False) -> set[int]:
    """Find and resolve every citation of ``document``, and store those that name a work or a provision; note which version did.

    Returns the ids of the documents that it repeals or amends, or did before. ``mentions``: those in its text, where the
    sandbox has found them; ``None``: they are looked for. ``is_new``: none are stored of it.
    """
    resolved = _kept(resolve_text(document, mentions, is_new=is_new))
    rows = _rows(document, resolved)
    if document.citations_version != citations.VERSION:
        document.citations_version = citations.VERSION
        document.save(update_fields=["citations_version"])
    is_stored = not is_new and document.citations.exists()
    stored = list(document.citations.values_list("pk", *COMPARED, named=True)) if is_stored else []
    if len(rows) != len(stored) or any(_values(row, COMPARED) != _values(old, COMPARED) for row, old in zip(rows, stored, strict=True)):
        if stored:
            document.citations.filter(pk__in=[row.pk for row in stored]).delete()
        insert(rows)
        drop_unused({row.work_id: () for row in stored if row.work_id})
    return {row.cited_id for row in [*stored, *rows] if row.cited_id and row.kind in CHANGING}


def reconsider(keys: Iterable[str]) -> set[int]:
    """Resolve again the citations that mean, or may mean, a document with one of the names or numbers ``keys``.

    Touches no other citation; returns the ids of the citing documents of which one changed, and of those whose
    validity did.
    """
    waiting = _waiting(set(keys))
    if not waiting.exists():  # for most documents none waits, which a lighter query tells
        return set()
    rows = _with_citing(waiting)
    outcomes = resolve_again(rows)
    works = _works(outcomes)
    changed: list[Citation] = []
    targets: set[int] = set()
    abandoned: dict[int, set[int]] = defaultdict(set)
    for row, outcome in zip(rows, outcomes, strict=True):
        before, cited, work = _values(row, CHOSEN), row.cited_id, row.work_id
        _choose(row, outcome, works)
        if _values(row, CHOSEN) != before:
            changed.append(row)
            if work and work != row.work_id:
                abandoned[work] |= {row.work_id} if row.work_id else set()
            targets |= {pk for pk in (cited, row.cited_id) if pk} if row.kind in CHANGING else set()
    _store_choices(changed)
    drop_unused(abandoned)
    return {row.citing_id for row in changed} | settle_validity(targets)


def _store_choices(rows: Iterable[Citation]) -> None:
    """Store what was chosen for ``rows``: one query for all that lead to one place."""
    chosen: dict[tuple, list[int]] = {}
    for row in rows:
        chosen.setdefault((row.resolution, row.cited_id, row.work_id, row.provision_anchor), []).append(row.pk)
    for (resolution, cited, work, anchor), ids in chosen.items():
        Citation.objects.filter(pk__in=ids).update(
            resolution=resolution, cited=cited, work=work, provision_anchor=anchor
        )


def write_names(document: Document, *, is_new: bool = False) -> set[str]:
    """Store the names of ``document``; returns them, those it had before, and its number."""
    wanted = {name[:500] for name in names(document.title, document.full_title, document.fact("work"))}
    stored = set() if is_new else set(document.names.values_list("key", flat=True))
    if stored - wanted:
        document.names.filter(key__in=stored - wanted).delete()
    insert([DocumentName(document=document, key=key, tail=key[::-1]) for key in sorted(wanted - stored)])
    return wanted | stored | ({document.number} - {""})


def _kept(resolved: Iterable[Resolved]) -> list[Resolved]:
    """What links somewhere, or waits for a work, and the first place of each name by which the text calls itself (本办法).

    Not a provision of no one knows what.
    """
    kept, names = [], set()
    for r in resolved:
        is_self, text = r.resolution is Resolution.SELF, r.mention.text
        if r.anchor or (text not in names and not r.mention.provision if is_self else r.reference.key or r.reference.number):
            kept.append(r)
        if is_self:
            names.add(text)
    return kept


def _rows(document: Document, resolved: Sequence[Resolved]) -> list[Citation]:
    if not resolved:
        return []
    works = _works(r.outcome for r in resolved)
    starts = Structure(document.markdown, [section.anchor for section in document.outline]).starts
    around = [bisect_right(starts, r.mention.start) - 1 for r in resolved]
    return [
        _row(document, r, document.outline[number].pk if number >= 0 else None, works) for r, number in zip(resolved, around, strict=True)
    ]


def _row(document: Document, resolved: Resolved, section: int | None, works: dict[str, Work]) -> Citation:
    mention, reference = resolved.mention, resolved.reference
    first, last = mention.sentence
    row = Citation(
        citing=document, section_id=section, start=mention.start, end=mention.end, text=mention.text[:500],
        sentence=document.markdown[first:last], title=reference.title[:300], key=(reference.key or reference.number)[:300],
        number=reference.number[:100], year=reference.year, is_first=reference.is_first, is_former=reference.is_former,
        is_latest=reference.is_latest, issuer=reference.issuer[:100], doubtful=reference.doubtful, provision=mention.provision[:100], kind=resolved.kind,
    )
    _choose(row, resolved.outcome, works)
    return row


def _choose(row: Citation, outcome: Outcome, works: dict[str, Work]) -> None:
    row.resolution, row.provision_anchor = outcome.resolution, outcome.anchor[:100]
    row.cited_id = outcome.held.id if outcome.held else None
    row.work_id = outcome.held.work_id if outcome.held else works[_key(outcome.missing)].pk if outcome.missing else None


def _values(row: Citation, fields: Iterable[str]) -> list[str]:
    return [str(getattr(row, name)) for name in fields]


def _key(work: MissingWork) -> str:
    return work.key[:300]


def _works(outcomes: Iterable[Outcome]) -> dict[str, Work]:
    """The rows of works that are not held, by key; new ones where a work is cited for the first time."""
    return missing_works({_key(outcome.missing): outcome.missing.title for outcome in outcomes if outcome.missing})


def _waiting(keys: set[str]) -> QuerySet[Citation]:
    """Citations of these names and numbers, and in texts about others those that may be short for one of them."""
    short = {key[start:] for key in keys for start in range(1, len(key) - SHORTEST_NAME)}
    named = Q(key__in=keys) | Q(number__in=keys) | Q(key__in=short, citing__kind__in=ABOUT)
    return Citation.objects.filter(named).exclude(resolution=Resolution.SELF)


def _with_citing(waiting: QuerySet[Citation]) -> list[Citation]:
    """The citations with their documents, each document once. A prefetch asks SQLite for no more than a thousand at a time, and fails."""
    rows = list(waiting)
    documents = Document.objects.defer("markdown", "html").in_bulk({row.citing_id for row in rows})
    for row in rows:
        row.citing = documents[row.citing_id]
    return rows

