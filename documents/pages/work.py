"""The page of a work, held or not: its editions, what became of it, and who cites it."""
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from documents.citations.titles import title_key
from documents.models import Document, Work
from documents.pages import cited_by
from documents.pages.day import DayRequest, day_of, keep_day, looks_from_a_day, read_day
from documents.pages.editions import editions
from documents.pages.timeline import timeline
from documents.pages.unheld_editions import held_work, unheld_editions
from documents.resolving import Repeal, repeal_of


@require_safe
@looks_from_a_day
def page(request: DayRequest, slug: str) -> HttpResponse:
    """A work that was merged into another leads there; another spelling of its title shows it, and names the address that lasts."""
    work = _public(slug)
    if not _is_called(work, slug):
        return redirect(keep_day(work.get_absolute_url(), request.day))
    held, day = list(_editions(work)), day_of(request)
    context = {
        "work": work, "editions": held, "timeline": timeline(held), "day": day,
        "known": [edition for edition in held if not request.day or edition.was_known_on(day)],
        "repeal": None if held else _repeal(work, day),
        "held_work": None if held else held_work(work), "unheld_editions": unheld_editions(work) if held else [],
        "listing": cited_by.list_citing(work, request.GET, {}),
    }
    return render(request, "documents/work.html", context)


@require_safe
def on_a_day(request: HttpRequest, slug: str, day: str) -> HttpResponse:
    """``/works/教育法/2020-05-01/``: the edition that held on a day, as identifiers of European legislation (ELI) have it.
    A day on which none held, and what is no day, is not found.
    """
    any_edition, point = _editions(_public(slug)).order_by("pk").first(), read_day(day)
    known = editions(any_edition, point) if any_edition and point else None
    if not known or not known.current:
        raise Http404
    return redirect(known.current.document)


def _repeal(work: Work, day: date) -> Repeal | None:
    """Who repeals a work that is not held, as ``day`` knows it."""
    repeal = repeal_of(work)
    return repeal if repeal and repeal.by.was_known_on(day) else None


@require_safe
def former_address(request: HttpRequest, slug: str) -> HttpResponse:
    """Works that are not held had their pages under ``/cited/``, and answer there still, naming the address that lasts;
    one that is held by now has moved for good."""
    work = _public(slug)
    if _is_called(work, slug) and not _editions(work).exists():
        return page(request, slug)
    return redirect(work, permanent=True)


def _public(slug: str) -> Work:
    """The work of the address, or of the title that it spells otherwise (中华人民共和国继承法), or the one it was merged into.
    What only drafts are, or cite, is as unknown as what does not exist."""
    for named in (Work.objects.filter(slug=slug), Work.objects.filter(key=title_key(slug))):  # an OR would walk through all works
        meant = named.order_by().values(meant=Coalesce("merged_into", "pk"))
        if work := Work.objects.public().filter(pk__in=meant).first():
            return work
    raise Http404


def _is_called(work: Work, slug: str) -> bool:
    return slug == work.slug or title_key(slug) == work.key


def _editions(work: Work) -> QuerySet[Document]:
    """Those that are published, the newest first."""
    return Document.objects.published().filter(work=work).as_editions()
