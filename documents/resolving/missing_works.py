"""What the corpus knows of a work of which it holds no edition: that a published text repeals it, from when on, and where.

    repeal_of(work)
        The first repeal of ``work``, for its page and for whoever else tells of it; ``None`` where none is certain.

A repeal says of the whole work what it says of a title only where the title is that of one work: a law, or what all who cite
it call by one number. One of an older edition (2005年发布的《…》) says nothing where others cite a later one.
"""
from dataclasses import dataclass
from datetime import date

from documents.citations.laws import is_law
from documents.models import Citation, Document, State, Work
from documents.resolving.enactments import enactment, where_it_is_said
from documents.vocabulary.enums import CitationKind

MOST_REPEALS = 20


@dataclass(frozen=True)
class Repeal:
    """``by``: the document that repeals from the day ``on``, in the words of ``sentence`` in its section ``label``, ``anchor``."""

    on: date
    by: Document
    sentence: str
    label: str = ""
    anchor: str = ""

    @property
    def place(self) -> str:
        """《中华人民共和国民法典》第一千二百六十条"""
        return f"《{self.by.title}》{self.label if self.anchor.startswith('art-') else ''}"

    @property
    def address(self) -> str:
        return self.by.get_absolute_url() + (f"#{self.anchor}" if self.anchor else "")


def repeal_of(work: Work) -> Repeal | None:
    """The first repeal of ``work`` by a published text; ``None`` where none is certain."""
    rows = Citation.objects.filter(work=work, kind=CitationKind.REPEALS, provision="", citing__state=State.PUBLISHED)
    rows = rows.select_related("citing", "section").defer("citing__html", "section__text").order_by("citing_id", "start")
    certain = (row for row in where_it_is_said(rows[:MOST_REPEALS]) if _is_of_the_work(row, work))
    found = [_repeal(row, *enacted) for row in certain if (enacted := enactment(row))]
    return min(found, key=lambda repeal: repeal.on, default=None)


def _is_of_the_work(row: Citation, work: Work) -> bool:
    """Whether ``row``, which names ``work``, cannot mean another of its name or an edition that a later one has followed."""
    others = Citation.objects.filter(work=work, citing__state=State.PUBLISHED).order_by()
    if row.year and not row.is_first and others.filter(year__gt=row.year).exists():
        return False
    if is_law(work.key) or work.is_known_by_name:
        return True
    numbers = set(others.exclude(number="").values_list("number", flat=True).distinct()[:2])
    return bool(row.number) and numbers == {row.number}


def _repeal(row: Citation, on: date, statement: str) -> Repeal:
    label, anchor = (row.section.label, row.section.anchor) if row.section else ("", "")
    return Repeal(on, row.citing, statement, label, anchor)
