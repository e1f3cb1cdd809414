"""Texts that name one place and nothing else: a document by its 发文字号, a provision by its law and number."""
from dataclasses import dataclass
from datetime import date

from documents.citations import CitingFacts, HeldDocument, Reference, choose, title_key
from documents.citations.laws import full_name
from documents.citations.paragraphs import has_parts, names_a_part
from documents.citations.provisions import anchor, parts
from documents.models import Section, document_url
from documents.vocabulary.enums import Resolution
from documents.vocabulary.numbers import canonical_number
from documents.vocabulary.numerals import to_int

from .database import DatabaseLookups
from .typed import TypedPlace, read_places

_EVER = date(9000, 1, 1)


@dataclass(frozen=True)
class Target:
    """``anchor``: of the provision in the document that is held; empty where the whole of it is meant.

    ``is_exact``: not the article of a 款, 项 or 目 that it does not have, or may have had under another number then.
    """

    held: HeldDocument
    anchor: str = ""
    is_exact: bool = True

    @property
    def address(self) -> str:
        page = document_url(self.held.slug)
        return f"{page}#{self.anchor}" if self.anchor else page


def find_number(text: str) -> Target | None:
    """The one document of the 发文字号 that ``text`` is, in any style of brackets. On every day it is the same."""
    number = canonical_number(text)
    if not number:
        return None
    held = choose(Reference(number=number), "", DatabaseLookups(), CitingFacts()).held
    return Target(held) if held else None


def find_titled(title: str, on: date) -> Target | None:
    """The one document that is called ``title``, or is the law that goes by this name, as of the day ``on``."""
    lookups = DatabaseLookups()
    key = title_key(full_name(title_key(title), lookups.short_names()))
    held = choose(Reference(key, title), "", lookups, CitingFacts(on=on)).held if key else None
    return Target(held) if held else None


def find_bearers(title: str, on: date) -> tuple[Resolution, tuple[HeldDocument, ...]]:
    """Whether ``title`` means one document on the day ``on``, none or several, and those held that bear it."""
    lookups = DatabaseLookups()
    key = title_key(full_name(title_key(title), lookups.short_names()))
    if not key:
        return Resolution.NONE, ()
    return choose(Reference(key, title), "", lookups, CitingFacts(on=on)).resolution, tuple(lookups.by_key(key))


def find_provision(text: str, on: date) -> Target | None:
    """刑法第264条, 根据《劳动合同法》39条第二项, 教育法第二章: of the edition in force on the day ``on``, or of the one that is named."""
    lookups = DatabaseLookups()
    return next((target for place in read_places(text) if (target := _target(place, on, lookups))), None)


def _target(place: TypedPlace, on: date, lookups: DatabaseLookups) -> Target | None:
    key = title_key(full_name(title_key(place.title), lookups.short_names()))
    if not key or not lookups.by_key(key):
        return None
    if place.former:
        held, article = _former(key, on, lookups), anchor(parts(place.article))
        found = article if held and lookups.has_anchor(held.id, anchor({"条": parts(place.article).get("条", "")})) else ""
    else:
        # What is named by its year is meant whether or not it is in force.
        facts = CitingFacts(on=_EVER if place.year else on)
        divisions = "".join(f"第{number}{unit}" for number, unit in place.divisions if number)
        outcome = choose(Reference(key, place.title, year=place.year), place.article or divisions, lookups, facts)
        held, found = outcome.held, outcome.anchor
    if held and place.divisions:
        found = _anchor_of_division(held.id, place.divisions) or found
    is_exact = has_parts(found) or not names_a_part(parts(place.article))
    return Target(held, found, is_exact) if held and found else None


def _former(key: str, on: date, lookups: DatabaseLookups) -> HeldDocument | None:
    """The edition before the one in force ``on`` a day."""
    known = (held for held in lookups.by_key(key) if held.work and held.since and held.since <= on)
    editions = sorted(known, key=lambda held: held.since or on)
    earlier = [held for held in editions if held.since != editions[-1].since]
    return earlier[-1] if earlier else None


def _anchor_of_division(document_id: int, path: tuple[tuple[int, str], ...]) -> str:
    """The anchor of a 编, 章 or 节 that is named by a path, such as 分则第五章; empty where none is, or several are."""
    divisions = Section.objects.filter(document=document_id).exclude(anchor__startswith="art-").order_by("position")
    rows = list(divisions.values_list("anchor", "label", "heading"))
    above = [""]
    for number, unit in path:
        above = [
            name for name, label, heading in rows if any(name.startswith(f"{outer}-" if outer else "") for outer in above)
            and (heading == unit if not number else label.endswith(unit) and to_int(label[1 : -len(unit)]) == number)
        ]
    return above[0] if len(above) == 1 else ""
