"""``works.Lookups`` over the published documents of the database, each an indexed query, many of them in bulk."""
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db.models.functions import Right, Substr

from documents.citations import origin as origins
from documents.citations import provisions
from documents.citations.editions import HEAD, history_years
from documents.citations.laws import seed_short_names
from documents.citations.origin import Origin
from documents.citations.paragraphs import may_renumber
from documents.citations.works import CitingDocument, HeldDocument
from documents.models import Citation, Document, DocumentBody, DocumentName, Section, ShortName, State
from documents.models.querysets import DocumentQuerySet
from documents.sandbox import OverLimit
from documents.status import FIELDS as STATUS_FIELDS
from documents.vocabulary.enums import CitationKind
from documents.vocabulary.kinds import ABOUT

HELD_FIELDS = ("id", "title", "number", "slug", "work_id", "work__key", "work__is_known_by_name", "issued_on", "published_on", *STATUS_FIELDS)
DAYS = ("issued_on", "published_on", "effective_on")
MOST_CANDIDATES = 50
KEYS_A_QUERY = 500
LOOKUPS = ("by_key", "by_number", "by_short_name", "origin", "has_anchor", "history_years", "amended_on", "short_names")
MOST_CALLS = 20_000
Found = TypeVar("Found")


def as_citing(document: Document) -> CitingDocument:
    """``document`` as resolving sees it; two queries, for its sections' anchors and its bodies."""
    return CitingDocument(
        markdown=document.markdown, title=document.title, full_title=document.full_title, number=document.number,
        kind=document.kind, work=document.fact("work"), id=document.pk,
        dates=known_days(document.issued_on, document.published_on, document.effective_on),
        anchors=tuple(section.anchor for section in document.outline),
        bodies=tuple(_names_of_bodies([document.pk])[document.pk]), file=document.original_name,
    )


class DatabaseLookups:
    """What was looked up is kept: make one for each document, or for each request."""

    def __init__(self) -> None:
        self._cache: dict[tuple, Any] = {}  # what it is, the caller of ``_cached`` says by ``load``

    def prime(self, keys: Iterable[str], numbers: Iterable[str] = ()) -> None:
        """Load the documents of many keys and numbers at once."""
        named = DocumentName.objects.filter(document__state=State.PUBLISHED).order_by("document_id")
        fields = [f"document__{name}" for name in HELD_FIELDS]
        for wanted in in_parts(keys):
            held = self._store("key", wanted, named.filter(key__in=wanted).values_list("key", *fields))
            self.prime_origins(document.id for document in held if not document.work)
        for wanted in in_parts(numbers):
            self._store("number", wanted, Document.objects.published().filter(number__in=wanted).order_by("id").values_list("number", *HELD_FIELDS))

    def prime_origins(self, ids: Iterable[int]) -> None:
        """Load the origins of many documents at once."""
        for wanted in in_parts(pk for pk in ids if ("origin", pk) not in self._cache):
            self._cache.update({("origin", pk): origin for pk, origin in _origins(wanted)})

    def _store(self, name: str, wanted: Iterable[str], rows: Iterable[tuple]) -> list[HeldDocument]:
        found: dict[str, list[HeldDocument]] = {value: [] for value in wanted}
        for value, *values in rows:
            if len(found[value]) < MOST_CANDIDATES:
                found[value].append(as_held(*values))
        self._cache.update({(name, value): held for value, held in found.items()})
        return [document for held in found.values() for document in held]

    def call_many(self, calls: Sequence[Sequence]) -> list:
        """The results of many look-ups, each its name and arguments, in as few queries as one of each takes, or little more.

        Raises ``OverLimit`` where they are too many.
        """
        if len(calls) > MOST_CALLS:
            raise OverLimit("引用过多")
        by_name: dict[str, list] = {name: [] for name in LOOKUPS}
        for name, *arguments in calls:
            by_name[name].append(arguments)
        self.prime((key for key, in by_name["by_key"]), (number for number, in by_name["by_number"]))
        self.prime_origins(document for document, in by_name["origin"])
        self._prime_years(document for document, in by_name["history_years"])
        anchors = _existing(by_name["has_anchor"])
        return [tuple(values) in anchors if name == "has_anchor" else getattr(self, name)(*values) for name, *values in calls]

    def _prime_years(self, documents: Iterable[int]) -> None:
        for wanted in in_parts(documents):
            heads = Document.objects.published().filter(pk__in=wanted).values_list("pk", Substr("markdown", 1, HEAD))
            self._cache.update({("years", document): history_years(head) for document, head in heads.order_by()})

    def by_key(self, key: str) -> Sequence[HeldDocument]:
        return self._cached("key", key, lambda: _held(Document.objects.filter(names__key=key)))

    def by_number(self, number: str) -> Sequence[HeldDocument]:
        return self._cached("number", number, lambda: _held(Document.objects.filter(number=number)))

    def by_short_name(self, key: str) -> Sequence[HeldDocument]:
        ending = DocumentName.objects.filter(tail__startswith=key[::-1]).values("document")
        texts = Document.objects.filter(pk__in=ending).exclude(kind__in=ABOUT)
        return self._cached("short", key, lambda: _held(texts))

    def origin(self, document_id: int) -> Origin:
        return self._cached("origin", document_id, lambda: dict(_origins([document_id]))[document_id])

    def has_anchor(self, document_id: int, anchor: str) -> bool:
        def load() -> frozenset[str]:
            sections = Section.objects.filter(document=document_id).order_by()
            return frozenset(sections.values_list("anchor", flat=True))

        return anchor in self._cached("anchors", document_id, load)

    def section_text(self, document_id: int, anchor: str) -> str:
        def load() -> dict[str, str]:
            return dict(Section.objects.filter(document=document_id).order_by().values_list("anchor", "text"))

        return self._cached("texts", document_id, load).get(anchor, "")

    def amended_on(self, document_id: int, article: str) -> date | None:
        def load() -> dict[str, date]:
            amending = Citation.objects.filter(cited=document_id, kind=CitationKind.AMENDS, citing__state=State.PUBLISHED).exclude(provision="")
            days: dict[str, date] = {}
            for provision, sentence, *known in amending.order_by().values_list("provision", "sentence", *(f"citing__{name}" for name in DAYS)):
                if "条" in (cited := provisions.parts(provision)) and may_renumber(provision, sentence):
                    amended = provisions.anchor({"条": cited["条"]})
                    days[amended] = max([day for day in (*known, days.get(amended)) if day], default=date.min)
            return days

        return self._cached("amended", document_id, load).get(article)

    def history_years(self, document_id: int) -> frozenset[int]:
        def load() -> frozenset[int]:
            heads = Document.objects.filter(pk=document_id).values_list(Substr("markdown", 1, HEAD), flat=True)
            return history_years(heads[0])

        return self._cached("years", document_id, load)

    def short_names(self) -> Mapping[str, str]:
        """Those that come with the portal count as long as none are kept."""
        return self._cached("names", "", lambda: dict(ShortName.objects.values_list("name", "title")) or dict(seed_short_names()))

    def _cached(self, name: str, value: Hashable, load: Callable[[], Found]) -> Found:
        if (name, value) not in self._cache:
            self._cache[name, value] = load()
        return self._cache[name, value]


def _origins(ids: Sequence[int]) -> Iterator[tuple[int, Origin]]:
    bodies = _names_of_bodies(ids)
    ends = Substr("markdown", 1, origins.HEAD), Right("markdown", origins.TAIL)
    for pk, title, full_title, file, head, tail in Document.objects.filter(pk__in=ids).order_by().values_list(
        "pk", "title", "full_title", "original_name", *ends
    ):
        yield pk, Origin((title, full_title), tuple(bodies[pk]), file, head, tail)


def _names_of_bodies(ids: Sequence[int]) -> dict[int, dict[str, None]]:
    """The names of the bodies of each document: as they signed, as they are listed, and every other."""
    found: dict[int, dict[str, None]] = {pk: {} for pk in ids}
    signatures = DocumentBody.objects.filter(document__in=ids).order_by("position")
    for pk, *known in signatures.values_list("document", "signed_as", "body__name", "body__aliases__name"):
        found[pk].update(dict.fromkeys(name for name in known if name))
    return found


def _existing(anchors: Iterable[tuple[int, str]]) -> set[tuple[int, str]]:
    """Those of ``anchors``, each a document's id and a name, that there are."""
    wanted: dict[str, set[int]] = {}
    for document, anchor in anchors:
        wanted.setdefault(anchor, set()).add(document)
    found = set()
    for some in in_parts(wanted):
        for documents in in_parts(set().union(*(wanted[anchor] for anchor in some))):
            rows = Section.objects.filter(document__in=documents, anchor__in=some, document__state=State.PUBLISHED)
            found |= set(rows.order_by().values_list("document", "anchor"))
    return found


def in_parts(values: Iterable) -> Iterator[list]:
    """``values``, each once, as many at a time as go into one query."""
    wanted = sorted(set(values))
    return (wanted[start : start + KEYS_A_QUERY] for start in range(0, len(wanted), KEYS_A_QUERY))


def _held(documents: DocumentQuerySet) -> list[HeldDocument]:
    rows = documents.published().order_by("id").distinct().values_list(*HELD_FIELDS)[:MOST_CANDIDATES]
    return [as_held(*values) for values in rows]


def as_held(
    id: int, title: str, number: str, slug: str, work_id: int, work: str, is_known_by_name: bool,
    issued_on: date | None, published_on: date | None, *status: Any,
) -> HeldDocument:
    """The document of a row of ``HELD_FIELDS``."""
    facts = dict(zip(STATUS_FIELDS, status, strict=True))
    return HeldDocument(
        id=id, title=title, number=number, work=work if is_known_by_name else "", work_id=work_id, slug=slug,
        dates=known_days(issued_on, published_on, facts["effective_on"]), **facts,
    )


def known_days(*days: date | None) -> tuple[date, ...]:
    return tuple(day for day in days if day)
