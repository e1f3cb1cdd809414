"""A search of a reader: parse, plan, execute, and say so where only a broader query finds anything."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import cast

from django.db import DatabaseError
from django.utils import timezone

from documents import filters
from documents.vocabulary.characters import HAN
from documents.vocabulary.ranges import day_number
from search import days, engine, weights
from search.backends.errors import IndexUnavailable, TooManySearches
from search.meaning.serving import meaning
from search.plan import All, Any, Between, Hits, Node, Not, Phrase, Plan, Sort, Unit
from search.queries import ORDER, Condition, Understood, of_sections, understand
from search.queries.planning import number_spelled
from search.suggesting.suggestions import known_names
from search.suggesting.vocabulary_source import vocabulary

FEW = 3
MORE_BELOW = 10
"""Where fewer texts than this have all the words, as many that have some follow them."""
NO_DOCUMENT = "0"
Narrowing = Mapping[str, tuple[str | Between, ...]]
_LATIN = re.compile(r"[A-Za-z' ]{2,40}")
_RUN = re.compile(rf"[{HAN}]{{2,12}}")
_CANDIDATES = 3
_SHORTEST_BEGUN = 5


@dataclass(frozen=True)
class SearchRequest:
    """``exact``: 精确, every word is a phrase. ``unit``: documents with their best sections, or sections alone. ``filters``:
    chosen values, as addresses have them, by the names of ``documents.filters``. ``on``: the day for which editions are
    chosen, and after which nothing is found; by default today. ``every_edition``: the others of a work are hits too.
    ``among``: the keys of the documents in which alone is looked. ``without``: conditions of the sentence (``search.queries.conditions``) that are to be read as words."""

    typed: str
    exact: bool = False
    unit: Unit = "document"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    start: int = 0
    stop: int = 10
    on: date | None = None
    every_edition: bool = False
    without: tuple[str, ...] = ()
    among: frozenset[int] | None = None


@dataclass(frozen=True)
class SearchResponse:
    """``relaxed``: no text has all the words, these have some. ``more``: what has some of the words, where few have all.
    ``sounds``: what was typed, where it is the pinyin of what is ``understood``, or sounds as that does. ``missing``: filters
    that the index does not have yet, which therefore narrow nothing. ``unmet``: conditions of the sentence under which there is
    nothing: one that was left out beside those of ``understood``, or all, of which the words were looked for. ``given``: the filters of the request, as the plan has them."""

    understood: Understood
    hits: Hits
    plan: Plan
    relaxed: bool = False
    sounds: str = ""
    missing: frozenset[str] = frozenset()
    more: Hits | None = None
    unmet: tuple[Condition, ...] = ()
    given: Narrowing = field(default_factory=dict)


def run_search(search_request: SearchRequest) -> SearchResponse:
    """The results of a search; where it finds nothing, those of its pinyin or of some of its words.

    Raises what ``engine.search`` raises.
    """
    response = _search(search_request, _given(search_request))
    turning = [name for name in response.hits.facets if filters.by_name()[name].turns(search_request.on)]
    if not search_request.on or not turning:
        return response
    counts = {name: _counted_on(search_request.on, name, search_request, response.plan) for name in turning}
    return replace(response, hits=replace(response.hits, facets={**response.hits.facets, **counts}))


def _counted_on(day: date, name: str, search_request: SearchRequest, plan: Plan) -> Mapping[str, int]:
    """How many hits there are of each value of a filter as it was on ``day``; none where search is too busy to count them."""
    with suppress(IndexUnavailable, TooManySearches):
        others = _given(replace(search_request, filters={other: values for other, values in search_request.filters.items() if other != name}))
        among = others.get("document")
        return days.counted(day, name, plan, None if among is None else {str(key) for key in among})
    return {}


def _search(search_request: SearchRequest, given: Narrowing) -> SearchResponse:
    """``run_search`` within the filters that are ``given``, which every query that it tries has in common. Of what could not be looked
    through as a whole it is not known that it has nothing."""
    today = search_request.on or timezone.localdate()
    understood = understand(search_request.typed, vocabulary(), search_request.exact, _missing(), today, search_request.without)
    response = _run(search_request, given, understood, understood.query, by_meaning=bool(understood.about))
    if response.hits.total or response.hits.partial or understood.is_empty and not understood.conditions:
        return _with_more(search_request, response)
    found = _by_sound(search_request, given, understood) or _relaxed(search_request, given, understood)
    return found or _with_fewer_conditions(search_request, given, understood) or response


def _with_fewer_conditions(search_request: SearchRequest, given: Narrowing, understood: Understood) -> SearchResponse | None:
    """What is found without one of the conditions of the sentence, or else where the words of all are words: of 国务院2021年印发的规划,
    of which the year alone is another, body and kind hold."""
    said = understood.conditions
    for condition in said if len(said) > 1 else ():
        fewer = replace(understood, conditions=tuple(other for other in said if other != condition))
        # What was printed in another year than its number has was made in that of its number.
        numbered = Any((All(), Phrase(f"〔{condition.value}〕", "number", weights.TITLE)))
        response = _run(search_request, given, fewer, All((fewer.query, numbered)), unmet=(condition,))
        if response.hits.total:
            return response
    without = (*search_request.without, *(condition.name for condition in said))
    anew = _search(replace(search_request, without=without), given) if said else None
    return replace(anew, unmet=said) if anew and anew.hits.total else None


def _with_more(search_request: SearchRequest, response: SearchResponse) -> SearchResponse:
    """``response``; where few have all the words, with those that have most of them, of which one may be what is looked for."""
    understood, total = response.understood, response.hits.total
    if understood.relaxed is None or not 0 < total < MORE_BELOW or search_request.stop < total or search_request.sort != "relevance":
        return response
    if number_spelled(understood.text):  # there is one document of a number, and others of its series are others
        return response
    others = All((understood.relaxed, Not(understood.query)))
    more = _run(replace(search_request, start=0, stop=MORE_BELOW), response.given, understood, others, by_meaning=True).hits
    shown = {(hit.document_id, hit.anchor) for hit in response.hits.hits}
    unseen = tuple(hit for hit in more.hits if (hit.document_id, hit.anchor) not in shown)
    return replace(response, more=replace(more, hits=unseen)) if unseen else response


def did_you_mean(search_request: SearchRequest, response: SearchResponse) -> str:
    """What finds more than what was typed, and sounds the same; ``""`` where nothing does."""
    if search_request.exact or response.sounds or response.understood.about or response.hits.partial or (response.hits.total >= FEW and not response.relaxed):
        return ""
    found = 0 if response.relaxed else response.hits.total
    for text in islice(known_names().corrected(response.understood.text), _CANDIDATES):
        other = understand(text, vocabulary())
        if _run(replace(search_request, start=0, stop=0), response.given, other, other.query).hits.total > found:
            return text
    return ""


def warm_up() -> None:
    """Learn the names and words of the corpus before the first search."""
    with suppress(DatabaseError):  # the database has yet to be made
        for learn in (vocabulary, known_names):
            learn()
    meaning("")  # begins to load what it needs


def _run(
    search_request: SearchRequest, given: Narrowing, understood: Understood, node: Node, by_meaning: bool = False,
    relaxed: bool = False, unmet: tuple[Condition, ...] = (), sounds: str = "",
) -> SearchResponse:
    """``by_meaning``: ranked by what the sentence means too, where its words are alternatives."""
    missing, said = _missing(), {condition.name: (condition.value,) for condition in understood.conditions}
    order = "".join(said.pop(ORDER, ()))
    narrowed = {**_planned(said), **given}
    if search_request.on and "date" not in missing:
        narrowed["date"] = _until(search_request.on, narrowed.get("date", ()))
    plan = Plan(
        of_sections(node) if search_request.unit == "section" else node,
        search_request.unit,
        narrowed,
        tuple(declared.name for declared in filters.FILTERS if declared.is_counted and declared.name not in missing),
        cast(Sort, order) if order and search_request.sort == "relevance" else search_request.sort,
        search_request.start,
        search_request.stop,
        on=day_number(search_request.on or timezone.localdate()),
        one_edition=not search_request.every_edition,
    )
    near = meaning(understood.text) if by_meaning and understood.is_sentence and plan.sort == "relevance" and plan.stop else None
    hits = near.search(plan, engine.search) if near else engine.search(plan)
    return SearchResponse(understood, hits, plan, missing=missing, given=given, relaxed=relaxed, unmet=unmet, sounds=sounds)


def _planned(chosen: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str | Between, ...]]:
    """The ``chosen`` values of filters that the index has, as a plan has them."""
    missing = _missing()
    return {name: narrowed_to(name, values) for name, values in chosen.items() if name not in missing}


def _given(search_request: SearchRequest) -> Narrowing:
    """The filters of the request. Of what the index knows as it is today, the documents stand of which it was so on its day."""
    narrowed, day = _planned(search_request.filters), search_request.on
    turning = {name for name in narrowed if filters.by_name()[name].turns(day)}
    among = None if search_request.among is None else tuple(map(str, sorted(search_request.among)))
    if day and turning:
        on_the_day = set.intersection(*(days.documents_with(day, name, map(str, narrowed[name])) for name in turning))
        narrowed = {name: values for name, values in narrowed.items() if name not in turning}
        among = tuple(sorted(on_the_day if among is None else on_the_day.intersection(among)))
    return narrowed if among is None else {**narrowed, "document": among or (NO_DOCUMENT,)}


def _until(day: date, chosen: Iterable[str | Between]) -> tuple[str | Between, ...]:
    """The chosen dates, or all, up to ``day``: from another day than today nothing is seen that is dated later."""
    last = day_number(day)
    ranges = tuple(chosen) or (Between("date", None, last), filters.NONE)
    return tuple(replace(r, high=min(r.high or last, last)) if isinstance(r, Between) else r for r in ranges)


def _missing() -> frozenset[str]:
    return frozenset(filters.by_name()) - engine.fields()


def narrowed_to(name: str, values: Iterable[str]) -> tuple[str | Between, ...]:
    """The ``values`` of the filter called ``name``, which are spelled as addresses have them, as a plan has them."""
    ranges = ((value, filters.by_name()[name].range(value)) for value in values)
    return tuple(Between(name, bounds.low, bounds.high) if bounds else value for value, bounds in ranges)


def _by_sound(search_request: SearchRequest, given: Narrowing, understood: Understood) -> SearchResponse | None:
    """What is found by something that is written as it sounds, or sounds the same: laodongfa, 劳动和同."""
    text = understood.text
    if search_request.exact or understood.about or not understood.is_sentence or _stands_elsewhere(search_request, understood):
        return None
    others = _sounding_like(text) if _LATIN.fullmatch(text) else known_names().homophones(text) if _RUN.fullmatch(text) else ()
    for other in islice(others, 2 * _CANDIDATES):
        meant = understand(other, vocabulary())
        response = _run(search_request, given, meant, meant.query, sounds=text)
        if response.hits.total:
            return response
    return None


def _stands_elsewhere(search_request: SearchRequest, understood: Understood) -> bool:
    """Whether what was typed finds something outside the filters, the day, the conditions or the sections that it was looked for
    within: then it is written as it was meant."""
    whole = SearchRequest(search_request.typed, stop=0, every_edition=search_request.every_edition)
    is_narrowed = any((
        search_request.filters, search_request.on, search_request.among is not None, search_request.unit != whole.unit, understood.conditions,
    ))
    return bool(is_narrowed and _run(whole, {}, replace(understood, conditions=()), understood.query).hits.total)


def _sounding_like(latin: str) -> list[str]:
    """What ``latin`` may be the pinyin of: one name or word, or one for each part between blanks, or how a name begins."""
    whole = known_names().sounding_like(latin)
    parts = [known_names().sounding_like(part)[:1] for part in latin.split()]
    apart = [" ".join(entry.text for part in parts for entry in part)] if all(parts) else []
    begun = known_names().suggest(latin)[:1] if len(latin) >= _SHORTEST_BEGUN else []
    return list(dict.fromkeys([*(entry.text for entry in whole[:_CANDIDATES]), *apart, *(entry.text for entry in begun)]))


def _relaxed(search_request: SearchRequest, given: Narrowing, understood: Understood) -> SearchResponse | None:
    if understood.relaxed is None:
        return None
    response = _run(search_request, given, understood, understood.relaxed, by_meaning=True, relaxed=True)
    return response if response.hits.total else None
