"""A code that is held in parts (民法典 by 编): its parts in order, one outline of all, one search in all."""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import pairwise
from operator import and_

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from documents.citations.titles import CODE, part_name, title_key, whole, whole_title
from documents.models import Document, Section
from documents.pages.day import DayRequest, day_of, looks_from_a_day
from documents.pages.editions import holding
from documents.pages.outline import OutlineEntry, outline
from documents.vocabulary.numerals import NUMERAL, to_int

MOST_FOUND = 100
LONGEST_QUERY = 100
FEWEST_PARTS = 2
_ARTICLE = re.compile(r"art-(\d+)")
_NUMBERED = re.compile(rf"第({NUMERAL}+)分?编")
_RANKS = {"总则": 0, "附则": 2}


@dataclass(frozen=True)
class Part:
    """``sections``: the part's divisions, without their texts, in order."""

    document: Document
    sections: Sequence[Section]

    @property
    def name(self) -> str:
        return part_name(self.document.title) or self.document.title

    @property
    def outline(self) -> list[OutlineEntry]:
        return outline(self.sections)

    @property
    def articles(self) -> list[Section]:
        return [section for section in self.sections if _ARTICLE.match(section.anchor)]


@dataclass(frozen=True)
class Found:
    """``address``: of the division, with the words marked."""

    section: Section
    address: str


@dataclass(frozen=True)
class CodeLink:
    """From a part to its code, and to the parts before and after it."""

    title: str
    address: str
    before: Document | None
    after: Document | None


@require_safe
@looks_from_a_day
def page(request: DayRequest, key: str) -> HttpResponse:
    """All parts of the code that is called ``key``, as they are on the day; with ``?q=``, the places that have its words."""
    held = _held(key, day_of(request), request.day)
    if not held:
        raise Http404
    query = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    found = _found(held, query) if query.isprintable() and query else []
    parts = _parts(held)
    context = {
        "title": whole_title(held[0].title), "parts": parts, "articles": sum(len(part.articles) for part in parts),
        "query": query, "words": query.split(), "found": found[:MOST_FOUND], "goes_on": len(found) > MOST_FOUND,
    }
    return render(request, "documents/code.html", context)


def code_link(document: Document, day: date, known_on: date | None) -> CodeLink | None:
    """Of a document that is a part of a code, beside other parts; for any other, no query."""
    key = whole(title_key(document.title))
    held = _held(key, day, known_on) if key else []
    if document.work_id not in {part.work_id for part in held}:
        return None
    around = pairwise(pairwise([None, *_in_order(held), None]))
    before, after = next((a, c) for (a, b), (_, c) in around if b and b.work_id == document.work_id)
    return CodeLink(whole_title(document.title), reverse("documents:code", args=[key]), before, after)


def code_called(name: str, day: date, known_on: date | None) -> CodeLink | None:
    """The code that is held in parts and has that name; one query where ``name`` may be one's, else none."""
    key = title_key(name)
    held = _held(key, day, known_on) if key.endswith(CODE) else []
    return CodeLink(whole_title(held[0].title), reverse("documents:code", args=[key]), None, None) if held else None


def _held(key: str, day: date, known_on: date | None) -> list[Document]:
    """The published parts, of each the edition that holds; none where there are too few to be parts of a whole."""
    found = Document.objects.published().filter(names__key=key, work__is_known_by_name=True).order_by("pk").as_editions()
    found = found.known_on(known_on) if known_on else found
    held = holding((part for part in found if whole(title_key(part.title)) == key), day)
    return held if len(held) >= FEWEST_PARTS else []


def _in_order(held: Iterable[Document]) -> list[Document]:
    """Articles are numbered through the code; where each part begins anew, its own number tells, or its name."""
    parts = {part.pk: part for part in held}
    articles = Section.objects.filter(document__in=parts, anchor__startswith="art-").order_by("document", "-position")
    first = {pk: int(number[1]) for pk, anchor in articles.values_list("document", "anchor") if (number := _ARTICLE.match(anchor))}

    def order(part: Document) -> tuple[int, int, int, int]:
        name = part_name(part.title)
        numbered = _NUMBERED.search(name)
        return first.get(part.pk, 0), (numbered and to_int(numbered[1])) or 0, _RANKS.get(name, 1), part.pk

    return sorted(parts.values(), key=order)


def _parts(held: Iterable[Document]) -> list[Part]:
    order = _in_order(held)
    sections: dict[int, list[Section]] = {part.pk: [] for part in order}
    for section in Section.objects.filter(document__in=sections).defer("text").order_by("document", "position"):
        sections[section.document_id].append(section)
    return [Part(part, sections[part.pk]) for part in order]


def _found(held: Iterable[Document], query: str) -> list[Found]:
    """The divisions that have every word, one more than are shown; a number means the article with it."""
    order = {part.pk: (place, part) for place, part in enumerate(_in_order(held))}
    wanted = reduce(and_, (_holds(word) for word in query.split()))
    sections = sorted(Section.objects.filter(wanted, document__in=order), key=lambda one: (order[one.document_id][0], one.position))
    marks = urlencode({"mark": query.split()}, doseq=True)
    found = []
    for section in sections[: MOST_FOUND + 1]:
        section.document = order[section.document_id][1]
        found.append(Found(section, f"{section.document.get_absolute_url()}?{marks}#{section.anchor}"))
    return found


def _holds(word: str) -> Q:
    if word.isdecimal() and word.isascii():
        return Q(anchor=f"art-{int(word)}") | Q(text__contains=word)
    return Q(text__contains=word) | Q(heading__contains=word) | Q(label__contains=word)
