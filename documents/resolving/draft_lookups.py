"""What checking a draft looks up beyond resolving: texts of articles, and who repealed what is not held."""
from collections.abc import Iterable, Sequence

from django.db.models import Q

from documents.citations.effects import LONGEST_PROOF
from documents.comparison import Part
from documents.draft_check.values import FormerBody, Repeal
from documents.models import Citation, IssuingBody, Section, State
from documents.vocabulary.enums import CitationKind

from .database import DatabaseLookups, in_parts
from .enactments import enactment, where_it_is_said

LOOKUPS = ("section_text", "articles_of", "repeals", "former_bodies")
MOST_COMPARED = 20
"""Documents of which all articles are read for one draft."""
MOST_REPEALS = 500


class DraftDatabaseLookups(DatabaseLookups):
    """``draft_check.values.DraftLookups`` over the published documents, in bulk."""

    def call_many(self, calls: Sequence[Sequence]) -> list:
        own = {tuple(call): None for call in calls if call[0] in LOOKUPS}
        found = {
            **_texts([(document, anchor) for name, document, anchor in (c for c in own if len(c) == 3) if name == "section_text"]),
            **_articles([call[1] for call in own if call[0] == "articles_of"]),
            **_repeals([(call[1], call[2]) for call in own if call[0] == "repeals"]),
            **({("former_bodies",): _former_bodies()} if ("former_bodies",) in own else {}),
        }
        others = iter(super().call_many([call for call in calls if call[0] not in LOOKUPS]))
        return [found.get(tuple(call), ()) if call[0] in LOOKUPS else next(others) for call in calls]


def _texts(wanted: Sequence[tuple[int, str]]) -> dict[tuple, str]:
    found = {}
    for anchors in in_parts(anchor for _, anchor in wanted):
        documents = {document for document, anchor in wanted if anchor in set(anchors)}
        rows = Section.objects.filter(document__in=documents, anchor__in=anchors, document__state=State.PUBLISHED)
        found.update({(document, anchor): text for document, anchor, text in rows.order_by().values_list("document", "anchor", "text")})
    return {("section_text", *place): found.get(place, "") for place in wanted}


def _articles(documents: Sequence[int]) -> dict[tuple, tuple[Part, ...]]:
    wanted = sorted(set(documents))[:MOST_COMPARED]
    found: dict[int, list[Part]] = {document: [] for document in wanted}
    rows = Section.objects.filter(document__in=wanted, anchor__startswith="art-", document__state=State.PUBLISHED)
    for section in rows.order_by("document", "position").only("document", "label", "text", "anchor") if wanted else ():
        found[section.document_id].append(Part(section.label, section.text, section.anchor))
    return {("articles_of", document): tuple(articles) for document, articles in found.items()}


def _former_bodies() -> tuple[FormerBody, ...]:
    former = IssuingBody.objects.filter(ended_on__isnull=False).order_by("pk").prefetch_related("aliases", "successors")
    return tuple(
        FormerBody((body.name, *(alias.name for alias in body.aliases.all())), body.ended_on, tuple(new.name for new in body.successors.all()))
        for body in former if body.ended_on
    )


def _repeals(wanted: Sequence[tuple[str, str]]) -> dict[tuple, tuple[Repeal, ...]]:
    """The repeals of each key and number, the first to take effect before others."""
    if not wanted:
        return {}
    by_key: dict[str, list[Repeal]] = {}
    by_number: dict[str, list[Repeal]] = {}
    for row in where_it_is_said(_rows({key for key, _ in wanted} - {""}, {number for _, number in wanted} - {""})):
        if enacted := enactment(row):
            repeal = Repeal(row.citing.title, row.citing.number, enacted[0], enacted[1][:LONGEST_PROOF], row.number, row.year)
            by_key.setdefault(row.key, []).append(repeal)
            by_number.setdefault(row.number, []).append(repeal)
    return {
        ("repeals", key, number): tuple(sorted(
            {*(by_number.get(number, ()) if number else ()), *(by_key.get(key, ()) if key else ())}, key=lambda repeal: (repeal.on, repeal.by),
        ))
        for key, number in wanted
    }


def _rows(keys: Iterable[str], numbers: Iterable[str]) -> list[Citation]:
    repeals = Citation.objects.filter(kind=CitationKind.REPEALS, provision="", citing__state=State.PUBLISHED)
    named = repeals.filter(Q(key__in=sorted(keys)) | Q(number__in=sorted(numbers)))
    return list(named.select_related("citing").defer("citing__html").order_by("citing_id", "start")[:MOST_REPEALS])
