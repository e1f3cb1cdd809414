"""Citations become rows, and rows are brought up to date when a document that they wait for comes or goes.

Everything here runs inside the transaction of the change that calls for it.
"""
from bisect import bisect_right
from collections.abc import Iterable

from django.db.models import Prefetch, Q

from documents.citations import find, resolve
from documents.citations.choose import choose
from documents.citations.editions import edition
from documents.citations.evidence import issuer
from documents.citations.structure import Structure
from documents.citations.titles import clean, names_a_document, title_key
from documents.citations.works import CitingFacts, Reference, Resolved
from documents.importing.effects import CHANGING, settle_validity
from documents.importing.slugs import free_slug
from documents.models import Citation, CitedWork, Document, DocumentName
from documents.resolving.lookups import DatabaseLookups, as_citing, document_names
from documents.vocabulary.enums import Resolution
from documents.vocabulary.kinds import ABOUT

SHORTEST_NAME = 4
COMPARED = ("section_id", "text", "sentence", "title", "key", "number", "year", "provision", "provision_anchor", "kind", "resolution", "cited_id", "work_id")


def link(document: Document) -> set[int]:
    """Bring all citations in and of ``document`` up to date after it was written, published or withdrawn.

    Returns the ids of the other documents whose links or validity changed.
    """
    keys = write_names(document)
    judged = {document.pk} | cite(document)
    return (reconsider(keys) | settle_validity(judged)) - {document.pk}


def cite(document: Document) -> set[int]:
    """Find and resolve every citation of ``document``, and store those that name a work or a provision.

    Returns the ids of the documents that it repeals or amends, or did before.
    """
    citing = as_citing(document)
    lookups, mentions = DatabaseLookups(), find(citing.markdown)
    lookups.prime((title_key(m.title) for m in mentions if m.title), (m.number for m in mentions if m.number))
    resolved = [r for r in resolve(mentions, citing, lookups) if _is_kept(r)]
    works = _works({_work(r.reference, lookups) for r in resolved if r.resolution is Resolution.NONE})
    starts = Structure(citing.markdown, citing.anchors).starts
    sections = [section.pk for section in document.sections.all()] if starts else []
    rows = [_row(document, r, _section_at(starts, sections, r.mention.start)) for r in resolved]
    for row, r in zip(rows, resolved, strict=True):
        row.work = works[_work(r.reference, lookups)[0]] if r.resolution is Resolution.NONE else None
    stored = list(document.citations.all())
    if [_values(row) for row in rows] != [_values(row) for row in stored]:
        document.citations.filter(pk__in=[row.pk for row in stored]).delete()
        Citation.objects.bulk_create(rows)
        _drop_uncited({row.work_id for row in stored if row.work_id})
    return {row.cited_id for row in [*stored, *rows] if row.cited_id and row.kind in CHANGING}


def reconsider(keys: Iterable[str]) -> set[int]:
    """Resolve again the citations that mean, or may mean, a document with one of the names or numbers ``keys``.

    Touches no other citation; returns the ids of the citing documents of which one changed, and of those whose
    validity did.
    """
    lookups, changed, targets, abandoned = DatabaseLookups(), [], set(), set()
    rows = list(_waiting(set(keys)))
    lookups.prime(row.key for row in rows)
    lookups.prime_origins(row.citing_id for row in rows)
    issuers: dict[tuple[int, str], str] = {}
    for row in rows:
        before = (row.resolution, row.cited_id, row.provision_anchor, row.work_id)
        _choose_again(row, lookups, issuers)
        if before != (row.resolution, row.cited_id, row.provision_anchor, row.work_id):
            changed.append(row)
            abandoned |= {before[3]} - {None}
            targets |= {before[1], row.cited_id} - {None} if row.kind in CHANGING else set()
    _store_choices(changed)
    _drop_uncited(abandoned)
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


def write_names(document: Document) -> set[str]:
    """Store the names of ``document``; returns them, those it had before, and its number."""
    wanted = {name[:500] for name in document_names(document)}
    stored = set(document.names.values_list("key", flat=True))
    document.names.filter(key__in=stored - wanted).delete()
    DocumentName.objects.bulk_create(DocumentName(document=document, key=key, tail=key[::-1]) for key in sorted(wanted - stored))
    return wanted | stored | ({document.number} - {""})


def _is_kept(resolved: Resolved) -> bool:
    """What links somewhere, or waits for a work: not 本办法 alone, nor a provision of no one knows what."""
    if resolved.resolution is Resolution.SELF:
        return bool(resolved.anchor)
    return bool(resolved.reference.key or resolved.reference.number)


def _section_at(starts: list[int], sections: list[int], place: int) -> int | None:
    number = bisect_right(starts, place) - 1
    return sections[number] if 0 <= number < len(sections) else None


def _row(document: Document, resolved: Resolved, section: int | None) -> Citation:
    mention, reference = resolved.mention, resolved.reference
    first, last = mention.sentence
    return Citation(
        citing=document, section_id=section, start=mention.start, end=mention.end, text=mention.text[:500],
        sentence=document.markdown[first:last], title=reference.title[:300], key=(reference.key or reference.number)[:300],
        number=reference.number[:100], year=reference.year, provision=mention.provision[:100],
        provision_anchor=resolved.anchor[:100], kind=resolved.kind, resolution=resolved.resolution,
        cited_id=resolved.held.id if resolved.held else None,
    )


def _values(row: Citation) -> tuple:
    return (row.start, row.end, *(str(getattr(row, name)) for name in COMPARED))


def _work(reference: Reference, lookups: DatabaseLookups) -> tuple[str, str]:
    """Key and title of a work that is not held.

    Another edition of one that is held goes by its number or year, and so does one of the decisions 关于修改部分行政法规.
    """
    key, title = reference.key[:300], reference.title[:300]
    if reference.number and (not key or lookups.by_key(key)):
        return reference.number, f"{title}（{reference.number}）"[:300] if key else reference.number
    if reference.year and ("部分" in key or lookups.by_key(key)):
        return f"{key}({reference.year}年)"[:300], f"{title}（{reference.year}年）"[:300]
    return key, title


def _works(wanted: set[tuple[str, str]]) -> dict[str, CitedWork]:
    """The rows of works that are not held, by key; new ones where a work is cited for the first time."""
    works = CitedWork.objects.in_bulk([key for key, _ in wanted], field_name="key")
    for key, title in sorted(wanted):
        if key not in works:
            slug = free_slug(title, None, lambda slug: CitedWork.objects.filter(slug=slug).exists())
            works[key] = CitedWork.objects.create(key=key, title=title, slug=slug)
    return works


def _drop_uncited(works: set[int]) -> None:
    if works:
        CitedWork.objects.filter(pk__in=works, citations__isnull=True).delete()


def _waiting(keys: set[str]):
    """Citations of these names and numbers, and in texts about others those that may be short for one of them."""
    short = {key[start:] for key in keys for start in range(1, len(key) - SHORTEST_NAME)}
    named = Q(key__in=keys) | Q(number__in=keys) | Q(key__in=short, citing__kind__in=ABOUT)
    rows = Citation.objects.filter(named).exclude(resolution=Resolution.SELF)
    return rows.prefetch_related(Prefetch("citing", Document.objects.order_by().defer("markdown", "html")))


def _choose_again(row: Citation, lookups: DatabaseLookups, issuers: dict[tuple[int, str], str]) -> None:
    """``issuers``: of works that the text named in full before; a local name stands for one of them."""
    before, _, after = row.sentence.partition(row.text)
    doubtful = row.text.startswith("《") and names_a_document(row.title, before[-30:], after) is None
    is_first = edition(before, after).is_first and row.key not in document_names(row.citing)
    key = "" if row.key == row.number else row.key
    if row.title in clean(row.text):
        issuers[row.citing_id, key] = issuer(before)
    reference = Reference(key, row.title, row.number, row.year, is_first, issuers.get((row.citing_id, key), ""), doubtful)
    dates = [day for day in (row.citing.issued_on, row.citing.published_on, row.citing.effective_on) if day]
    citing = CitingFacts(row.citing.title, row.citing.kind, max(dates, default=None), lookups.origin(row.citing_id), row.citing_id)
    row.resolution, held, row.provision_anchor = choose(reference, row.provision, lookups, citing)
    row.cited_id = held.id if held else None
    row.work = None
    if row.resolution is Resolution.NONE:
        key, title = _work(reference, lookups)
        row.work = _works({(key, title)})[key]
