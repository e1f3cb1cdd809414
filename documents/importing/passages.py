"""Published documents know which passages they share, of whatever titles they are.

A worker looks for them after a publication. Texts find each other by their fingerprints; what more works have than
``MOST_WORKS`` is said everywhere and tells nothing, so that what a document costs does not grow with the corpus.
"""
from __future__ import annotations

import logging
import time
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from django.db import DatabaseError
from django.db.models import Q, QuerySet

from documents.citations.structure import Structure
from documents.importing.turns import turn
from documents.models import Document, Fingerprint, Section, SharedPassage, State, insert
from documents.repetition import VERSION, Body, Passage, body, fingerprints, passages, shared_places

MOST_WORKS = 24
MOST_HOLDERS = 60
"""Documents of which one fingerprint is kept: more than ``MOST_WORKS``, as works have editions."""
MOST_OTHERS, MOST_PASSAGES = 100, 100
"""Documents with which one is compared, those that share most first, and passages that are kept of a pair."""
_AT_ONCE = 500


log = logging.getLogger(__name__)


@dataclass
class Shared:
    """What of the fingerprints of a text others have: ``telling`` ones, by document, and those that are ``common``.

    ``crossed``: documents of others that have some which are common from now on.
    """

    telling: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    common: set[int] = field(default_factory=set)
    crossed: set[int] = field(default_factory=set)


def forget(document: Document) -> None:
    """The text of ``document`` is about to change: what it shares with others is looked for again. Whoever calls saves it."""
    document.passages_version = 0
    if document.pk:
        SharedPassage.objects.filter(Q(document=document) | Q(other=document)).delete()


def passages_due() -> QuerySet[Document]:
    """The documents of which it is not known what passages they share with others."""
    return Document.objects.filter(passages_version__lt=VERSION).order_by("passages_version", "pk")


def find_passages(seconds: float = inf) -> Iterator[int]:
    """Find the passages that each document which is due shares with others; yields its key.

    Begins none when so many ``seconds`` are over. One that fails is logged, and due still.
    """
    until, failed = time.monotonic() + seconds, set[int]()
    while due := [pk for pk in passages_due().values_list("pk", flat=True)[: _AT_ONCE + len(failed)] if pk not in failed]:
        for pk in due:
            try:
                _find(pk)
            except DatabaseError:
                raise
            except Exception:
                log.exception("the passages that document %s shares could not be found", pk)
                failed.add(pk)
            yield pk
            if time.monotonic() >= until:
                return


def _find(pk: int) -> None:
    """A document that is published has fingerprints and passages, and no other has."""
    document = _texts().filter(pk=pk).first()
    if document is None:
        return
    own = body(document.markdown) if document.is_published else body("")
    prints = fingerprints(own)
    with turn():
        if not _is_current(document):
            return
        shared = _share(document, prints)
    found = [(other, shared_passages) for other, shared_passages in _compare(document, own, prints, shared) if shared_passages]
    with turn():
        if _is_current(document):
            _store(document, found)


def _texts() -> QuerySet[Document]:
    return Document.objects.only("state", "work", "passages_version", "markdown")


def _is_current(document: Document) -> bool:
    """Whether it is still what was read; else it is due again."""
    return Document.objects.filter(pk=document.pk, state=document.state, markdown=document.markdown).exists()


def _share(document: Document, prints: Mapping[int, int]) -> Shared:
    """Give ``document`` the fingerprints ``prints`` and no others, and say which of them others have."""
    own = set(document.fingerprints.values_list("value", flat=True))
    for values in _parts(own.difference(prints)):
        document.fingerprints.filter(value__in=values).delete()
    shared = Shared()
    for values in _parts(prints):
        held = _held(document, values)
        for value, holders in held.items():
            _weigh(shared, value, {other: work for other, work in holders.items() if work != document.work_id}, is_new=value not in own)
        insert([
            Fingerprint(document=document, value=value) for value in values if value not in own and len(held.get(value, ())) < MOST_HOLDERS
        ])
    for ids in _parts(shared.crossed):
        Document.objects.filter(pk__in=ids).update(passages_version=0)
    return shared


def _held(document: Document, values: Sequence[int]) -> dict[int, dict[int, int]]:
    """Which other documents have the fingerprints ``values``, each with its work."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Fingerprint.objects.filter(value__in=values).exclude(document=document)
    for value, other, work in rows.values_list("value", "document", "document__work"):
        found[value][other] = work
    return found


def _weigh(shared: Shared, value: int, others: Mapping[int, int], *, is_new: bool) -> None:
    works = len(set(others.values())) + 1
    if works <= MOST_WORKS:
        for other in others:
            shared.telling[other].add(value)
        return
    shared.common.add(value)
    if is_new and works == MOST_WORKS + 1:
        shared.crossed |= others.keys()


def _compare(document: Document, own: Body, prints: Mapping[int, int], shared: Shared) -> Iterator[tuple[Document, list[Passage]]]:
    """The documents that share most fingerprints with ``document``, and the passages around these."""
    common = [prints[value] for value in shared.common]
    most = Counter({other: len(values) for other, values in shared.telling.items()}).most_common(MOST_OTHERS)
    others = _texts().filter(pk__in=[other for other, _ in most], state=State.PUBLISHED).exclude(work=document.work_id)
    for other in others.order_by("pk").iterator(20):
        theirs = body(other.markdown)
        seeds = shared_places(own, theirs, [prints[value] for value in shared.telling[other.pk]])
        yield other, passages(own, theirs, seeds, common)[:MOST_PASSAGES]


def _store(document: Document, found: Sequence[tuple[Document, Sequence[Passage]]]) -> None:
    """Of each pair both sides. What is due since it was read has perhaps another text now, and finds the pair by itself."""
    forget(document)
    versions = dict(Document.objects.filter(pk__in=[other.pk for other, _ in found]).values_list("pk", "passages_version"))
    kept = [(other, shared) for other, shared in found if versions.get(other.pk, -1) >= other.passages_version]
    anchor = _anchors([document, *(other for other, _ in kept)]) if kept else None
    insert([row for other, shared in kept for passage in shared for row in _rows(document, other, passage, anchor)] if anchor else [])
    Document.objects.filter(pk=document.pk).update(passages_version=VERSION)


def _anchors(documents: Sequence[Document]) -> Callable[[Document, int], str]:
    """What tells the anchor of the section around a place in the text of one of ``documents``."""
    own: dict[int, list[str]] = {document.pk: [] for document in documents}
    rows = Section.objects.filter(document__in=own).order_by("document", "position")
    for pk, anchor in rows.values_list("document", "anchor"):
        own[pk].append(anchor)
    structures = {document.pk: Structure(document.markdown, own[document.pk]) for document in documents}

    def around(document: Document, place: int) -> str:
        structure = structures[document.pk]
        number = bisect_right(structure.starts, place) - 1
        return structure.anchors[number] if number >= 0 else ""

    return around


def _rows(one: Document, other: Document, passage: Passage, anchor: Callable[[Document, int], str]) -> list[SharedPassage]:
    here = (one.pk, passage.start, passage.end, anchor(one, passage.start))
    there = (other.pk, passage.other_start, passage.other_end, anchor(other, passage.other_start))
    return [
        SharedPassage(
            document_id=a[0], start=a[1], end=a[2], anchor=a[3],
            other_id=b[0], other_start=b[1], other_end=b[2], other_anchor=b[3], characters=passage.characters,
        ) for a, b in ((here, there), (there, here))
    ]


def _parts(values: Collection[int]) -> Iterator[list[int]]:
    ordered = list(values)
    return (ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE))
