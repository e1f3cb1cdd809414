"""What the database knows of cited works: indexed look-ups, and the graph of citations."""
from collections.abc import Iterable, Sequence

from django.db.models.functions import Substr

from documents.kinds import ABOUT
from documents.models import Document, DocumentName, Section, State

from .editions import HEAD, history_years
from .titles import names, title_key
from .works import CitingDocument, Held

HELD_FIELDS = (
    "id", "title", "number", "work", "issued_on", "published_on", "effective_on", "validity", "validity_since", "slug",
)
LAST = "\U0010ffff"
MOST_CANDIDATES = 50
KEYS_A_QUERY = 500


def as_citing(document: Document) -> CitingDocument:
    """``document`` as resolving sees it; one query, for the sections' anchors."""
    return CitingDocument(
        markdown=document.markdown, title=document.title, full_title=document.full_title, number=document.number,
        kind=document.kind, work=document.work, dates=_dates(document), id=document.pk,
        anchors=tuple(section.anchor for section in document.sections.all()),
    )


def document_names(document: Document) -> set[str]:
    return names(document.title, document.full_title, document.work)


class DatabaseLookups:
    """``works.Lookups`` over published documents. Remembers its answers: make one for each document, or for one request."""

    def __init__(self):
        self._answers: dict[tuple, Sequence[Held] | frozenset[int] | bool] = {}

    def prime(self, keys: Iterable[str]) -> None:
        """Ask for many keys at once."""
        wanted = sorted(set(keys))
        for start in range(0, len(wanted), KEYS_A_QUERY):
            found: dict[str, list[Held]] = {key: [] for key in wanted[start : start + KEYS_A_QUERY]}
            rows = DocumentName.objects.filter(key__in=found, document__state=State.PUBLISHED).select_related("document")
            for row in rows.only("key", *(f"document__{name}" for name in HELD_FIELDS)).order_by("document"):
                found[row.key].append(_as_held(row.document))
            self._answers.update({("key", key): held for key, held in found.items()})

    def by_key(self, key: str) -> Sequence[Held]:
        return self._remembered("key", key, lambda: _held(Document.objects.filter(names__key=key)))

    def by_number(self, number: str) -> Sequence[Held]:
        return self._remembered("number", number, lambda: _held(Document.objects.filter(number=number)))

    def by_short_name(self, key: str) -> Sequence[Held]:
        tail = key[::-1]
        ending = DocumentName.objects.filter(tail__gte=tail, tail__lt=tail + LAST).values("document")
        texts = Document.objects.filter(pk__in=ending).exclude(kind__in=ABOUT)
        return self._remembered("short", key, lambda: _held(texts))

    def has_anchor(self, document_id: int, anchor: str) -> bool:
        def ask():
            return Section.objects.filter(document=document_id, anchor=anchor).exists()

        return self._remembered("anchor", (document_id, anchor), ask)

    def history_years(self, document_id: int) -> frozenset[int]:
        def ask():
            heads = Document.objects.filter(pk=document_id).values_list(Substr("markdown", 1, HEAD), flat=True)
            return history_years(heads[0])

        return self._remembered("years", document_id, ask)

    def _remembered(self, question: str, value, ask):
        if (question, value) not in self._answers:
            self._answers[question, value] = ask()
        return self._answers[question, value]


def _held(documents) -> list[Held]:
    rows = documents.published().order_by("id").distinct().only(*HELD_FIELDS)[:MOST_CANDIDATES]
    return [_as_held(row) for row in rows]


def _as_held(row: Document) -> Held:
    return Held(
        id=row.pk, title=row.title, number=row.number, work=title_key(row.work) if row.work else "", dates=_dates(row),
        effective_on=row.effective_on, validity=row.validity, validity_since=row.validity_since, slug=row.slug,
    )


def _dates(document: Document) -> tuple:
    return tuple(day for day in (document.issued_on, document.published_on, document.effective_on) if day)
