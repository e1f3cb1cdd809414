"""Who issued a document, as the name of a body, or the 【…】 at the head of a file's name, says: place and office."""
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePath

from documents.vocabulary.numerals import NUMERAL
from documents.vocabulary.places import split_short_places

_STATE = "中华人民共和国"
_AND_OTHERS = re.compile(rf"(?:等{NUMERAL}*(?:多?个?(?:部门|单位|家))?|联合多?部门|、.*)$")
_MARK = re.compile("【(?P<name>[^【】]+)】")


@dataclass(frozen=True)
class Issuer:
    """``places`` from the widest to the narrowest, without 省, 市, 县; ``office`` is what follows them.

    >>> issuer("江西省赣州市住房和城乡建设局")
    Issuer(places=('江西', '赣州'), office='住房和城乡建设局')
    """

    places: tuple[str, ...]
    office: str

    def agrees(self, other: "Issuer") -> bool:
        """Whether both name one place, or one office of no place, and no two offices."""
        if self.places and other.places:
            return self.places[-1] == other.places[-1] and not self._is_another_office(other)
        return not self.places and not other.places and self.office == other.office

    def contradicts(self, other: "Issuer") -> bool:
        """Whether the two cannot be one. A city and a district of it can, unless each names its office: sites name the one for the other."""
        if self.places and other.places and self.places[-1] != other.places[-1]:
            is_within = self.places[-1] in other.places or other.places[-1] in self.places
            return not is_within or bool(self.office and other.office)
        return self._is_another_office(other)

    def _is_another_office(self, other: "Issuer") -> bool:
        return bool(self.office and other.office and self.office != other.office)


def issuer(name: str) -> Issuer:
    """The place and the office that ``name`` names: each empty where it names none."""
    if name.startswith(_STATE):
        return Issuer((_STATE,), name.removeprefix(_STATE))
    places, office = split_short_places(_AND_OTHERS.sub("", name))
    return Issuer(tuple(place.name for place in places), office)


def issuers_of(file_name: str, bodies: Iterable[str]) -> frozenset[Issuer]:
    """Everything that says who issued a document: the 【…】 of its file's name, and the bodies that sign it."""
    mark = _MARK.search(PurePath(file_name.replace("\\", "/")).name)
    return frozenset(map(issuer, [*([mark["name"]] if mark else []), *bodies]))


def agree(some: Collection[Issuer], others: Collection[Issuer]) -> bool:
    """Whether one of some agrees with one of the others."""
    return any(one.agrees(other) for one in some for other in others)


def contradict(some: Collection[Issuer], others: Collection[Issuer]) -> bool:
    """Whether one of some contradicts one of the others, and none agrees."""
    return not agree(some, others) and any(one.contradicts(other) for one in some for other in others)


def names_a_place(title: str) -> bool:
    """Whether a title opens with the place whose document it is: 甲市湖泊保护条例."""
    return bool(issuer(title.partition("关于")[0]).places)
