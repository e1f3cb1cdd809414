"""Which laws a text numbers as they were numbered before the edition that is held.

A text that is amended keeps most of its words, and in them the numbers that the articles of other laws had when it was
first written. What shows it are provisions that the edition does not have: one may be a slip, two are another numbering.
"""
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from documents.vocabulary.enums import Resolution

from .choose import KEEPS_NUMBERS_SINCE, place_in
from .paragraphs import has_parts, names_a_part
from .provisions import parts
from .titles import title_key
from .works import HeldDocument, Lookups, Outcome

FEWEST = 2


def without_old_numbers(chosen: Sequence[tuple[str, Outcome]], first_year: Callable[[], int | None], lookups: Lookups) -> list[Outcome]:
    """The outcomes of ``chosen``, each with its provision, without the places in laws that the text numbers as before.

    ``chosen``: all that one text cites of some works. ``first_year``: in which that text was first written, asked where it matters.
    """
    laws: dict[int, HeldDocument] = {o.held.id: o.held for _, o in chosen if o.held and o.held.work and o.held.dates}
    old = {
        pk for pk, held in laws.items()
        if title_key(held.title) not in KEEPS_NUMBERS_SINCE
        and _lacks({provision for provision, outcome in chosen if outcome.held and outcome.held.id == pk}, held, lookups)
        and (first_year() or min(held.dates).year) < min(held.dates).year
    }
    return [replace(o, anchor="") if o.held and o.held.id in old and o.resolution is Resolution.ONE else o for _, o in chosen]


def _lacks(provisions: Collection[str], held: HeldDocument, lookups: Lookups) -> bool:
    return sum(not _has(provision, held, lookups) for provision in provisions) >= FEWEST


def _has(provision: str, held: HeldDocument, lookups: Lookups) -> bool:
    """Whether ``held`` has the article, and in it the 款 and 项; only where it is known to have numbered articles."""
    cited, place = parts(provision), place_in(held, provision, lookups)
    if "条" not in cited or place and not place.startswith("art-"):
        return True
    if not place:
        return not lookups.has_anchor(held.id, "art-1")
    return has_parts(place) or not names_a_part(cited)


def first_written(history: Iterable[int], dates: Iterable[int]) -> int | None:
    """The year of a text by the acts that its head tells, else by its own days.

    >>> first_written([2020, 2006], [2020]), first_written([], [2021]), first_written([], [])
    (2006, 2021, None)
    """
    return min(history, default=None) or min(dates, default=None)
