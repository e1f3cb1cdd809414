"""Of which work a document is an edition.

A law is known by its name; every text of that name is an edition of it. A rule that a body issues anew under one title
(管理办法 of 2005 and of 2017) stays one work. Any other document is the one edition of a work of its own: titles of notices
are alike from city to city, and say nothing.
"""
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q

from documents.citations.titles import title_key
from documents.importing.slugs import free_slug, words_slug
from documents.models import Citation, Document, Work
from documents.parsing import ParsedDocument
from documents.vocabulary.kinds import RULES

KEY_CHARACTERS = Work.key.field.max_length


def work_of(parsed: ParsedDocument, document: Document) -> Work:
    """The work that ``document``, which is to be written as ``parsed``, is an edition of; stored, if it is a new one.

    ``document`` has its slug already.
    """
    own = document.work if document.work_id else None
    if parsed.work:
        return _known_by_name(parsed.work)
    if own and not own.is_known_by_name:
        return own
    return _of_the_same_rule(parsed) or _of_its_own(parsed, document)


def is_edition_of(parsed: ParsedDocument, work: Work) -> bool:
    """Whether ``parsed`` names ``work``, or names none and ``work`` is not known by its name."""
    return _key(parsed.work) == work.key if parsed.work else not work.is_known_by_name


def after_change(document: Document, before: int | None) -> None:
    """What follows from the work of ``document``, which was ``before``: citations of it move along, and a published
    document gives a work of its own its title."""
    work = document.work
    if before not in (None, work.pk):
        Citation.objects.filter(cited=document).update(work=work)
        drop_unused({before: set()})
    if document.is_published and not work.is_known_by_name and work.title != document.title:
        work.title = document.title
        work.save(update_fields=["title"])


def missing_works(missing: Mapping[str, str]) -> dict[str, Work]:
    """The works that are cited and not held, by key; ``missing``: their titles by key. New ones are stored."""
    keys = {key[:KEY_CHARACTERS]: title for key, title in missing.items()}
    works = _stored([Work(key=key, title=title, slug=words_slug(title)) for key, title in sorted(keys.items())])
    for work in works.values():
        if work.merged_into_id:  # it is cited again as what nobody holds
            work.merged_into = None
            work.save(update_fields=["merged_into"])
    return works


def drop_unused(abandoned: Mapping[int, Iterable[int]]) -> None:
    """Delete the works that nothing cites and that have no edition. Where all who cited one now cite one other work
    (``abandoned``: the works that they cite now, by the work they did), its address leads there."""
    if not abandoned:
        return
    for work in Work.objects.filter(pk__in=abandoned, citations__isnull=True, editions__isnull=True, merged__isnull=True).order_by():
        successors = set(abandoned[work.pk])
        if len(successors) == 1:
            work.merged_into_id = successors.pop()
            work.save(update_fields=["merged_into"])
        elif work.merged_into_id is None:
            work.delete()


def _known_by_name(name: str) -> Work:
    key = _key(name)
    work = _stored([Work(key=key, title=name, slug=words_slug(name), is_known_by_name=True)])[key]
    if not work.is_known_by_name:  # it was cited, and not held
        work.title, work.is_known_by_name, work.merged_into = name, True, None
        work.save(update_fields=["title", "is_known_by_name", "merged_into"])
    return work


def _of_the_same_rule(parsed: ParsedDocument) -> Work | None:
    """The work of an edition that the same bodies issued under this title on another day."""
    if parsed.kind not in RULES or not parsed.issued_on or not parsed.bodies:
        return None
    namesakes = Document.objects.filter(title=parsed.title, kind=parsed.kind, issued_on__isnull=False).exclude(issued_on=parsed.issued_on)
    rows = namesakes.select_related("work").prefetch_related("signatures").defer("markdown", "html").order_by("pk")
    return next((other.work for other in rows if set(other.fact("bodies")) == set(parsed.bodies)), None)


def _of_its_own(parsed: ParsedDocument, document: Document) -> Work:
    """Never one that is cited: what texts call a document and what it calls itself are kept apart.

    So a document that is withdrawn is as unknown as before.
    """
    key = f"document:{document.slug}"[:KEY_CHARACTERS]
    return _stored([Work(key=key, title=parsed.title, slug=words_slug(document.slug))])[key]


def _stored(works: Sequence[Work]) -> dict[str, Work]:
    """``works`` by their keys, as they are stored. Those that are not yet get addresses that are free, and are stored in one
    statement; one whose key another has stored meanwhile is that one."""
    if not works:
        return {}
    keys, slugs = {work.key for work in works}, {work.slug for work in works}
    alike = list(Work.objects.filter(Q(key__in=keys) | Q(slug__in=slugs)).order_by())
    stored, taken = {work.key: work for work in alike if work.key in keys}, {work.slug for work in alike}
    new = [work for work in works if work.key not in stored]
    for work in new:
        work.title = work.title[: Work.title.field.max_length]
        if work.slug in taken:
            work.slug = free_slug(work.slug, None, lambda slug: slug in taken or Work.objects.filter(slug=slug).exists())
        taken.add(work.slug)
    added = Work.objects.bulk_create(new, update_conflicts=True, unique_fields=["key"], update_fields=["key"])
    return stored | {work.key: work for work in added}


def _key(name: str) -> str:
    return title_key(name)[:KEY_CHARACTERS]
