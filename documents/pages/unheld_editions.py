"""Editions that texts name by a year or as 修订前, and that are not held, beside the work of which they are editions."""
from django.utils import timezone

from documents.citations.titles import title_key
from documents.citations.works import FORMER, LATEST, edition_named, work_of_edition
from documents.models import State, Work

FIRST_YEAR = 1949


def held_work(work: Work) -> Work | None:
    """The work with editions of which ``work``, which has none, names another; ``None`` where more than one may be meant."""
    name = work_of_edition(work.key)
    if not name:
        return None
    holding = Work.objects.filter(editions__names__key=name, editions__state=State.PUBLISHED).order_by("pk").distinct()[:2]
    return holding[0] if len(holding) == 1 else None


def unheld_editions(work: Work) -> list[Work]:
    """The editions of ``work`` that published texts cite and that are not held, in the order of their titles."""
    years = range(FIRST_YEAR, timezone.localdate().year + 1)
    keys = [edition_named(name, edition) for name in sorted({work.key, title_key(work.title)}) for edition in (FORMER, LATEST, *years)]
    return list(Work.objects.public().filter(key__in=keys, merged_into=None).order_by("title"))
