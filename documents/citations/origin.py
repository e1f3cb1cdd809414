"""Where a document comes from: of which place or national body it shows itself to be."""
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from documents.parsing.metadata.bodies import seed_bodies
from documents.vocabulary.characters import HAN
from documents.vocabulary.numbers import canonical_number, find_numbers
from documents.vocabulary.places import place_at_start, place_in_bracket

from .titles import bodies, folded

HEAD, TAIL = 600, 400
MOST_SIGNATURES = 8
_TITLES = re.compile(r"《[^《》]*》?")
_SIGNATURE = re.compile(rf"^[{HAN} 　]{{4,30}}$", re.M)
_PREFIX = re.compile(r"^(?:【[^【】]*】|[《“])+")


@dataclass(frozen=True)
class Origin:
    """``names``: titles of a document; ``bodies`` under all their names; ``file``: its name; ``head`` and ``tail`` of its text."""

    names: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    file: str = ""
    head: str = ""
    tail: str = ""

    @cached_property
    def places(self) -> frozenset[str]:
        """The places whose document this is: the first found of its bodies, brackets before a title, titles, the signature."""
        named = [_bare(name) for name in (*self.names, self.file)]
        signed = _SIGNATURE.findall(self.tail)[-MOST_SIGNATURES:]
        for found in (
            map(_place, (*map(bodies, named), *map(folded, self.bodies))),
            map(place_in_bracket, (*self.names, self.file)),
            map(_place, map(folded, named)),
            map(_place, map(folded, signed)),
        ):
            if places := frozenset(found) - {""}:
                return places
        return frozenset()

    @cached_property
    def national_bodies(self) -> frozenset[str]:
        """The bodies of the whole country that issued it; none where it is of a place."""
        if self.places:
            return frozenset()
        named = (*map(folded, self.bodies), *(bodies(_bare(name)) for name in self.names))
        return frozenset(body for body in named if national_body(body))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers that its names or a line of its head give it; not those that it cites."""
        named = (found.number for name in (*self.names, self.file) for found in find_numbers(name))
        return frozenset((*named, *filter(None, map(canonical_number, self.head.splitlines()))))

    @cached_property
    def signed(self) -> str:
        """The words that name it, its bodies and its places."""
        return folded("\n".join((*self.names, *self.bodies, self.file, *self.places)))

    @cached_property
    def whereabouts(self) -> str:
        """The words that show its place and those in which that lies; where none of its names does, the ends of its text."""
        return self.signed if self.places else self.text

    @cached_property
    def text(self) -> str:
        """All that may show a place, without the titles that it cites."""
        texts = (_TITLES.sub("", self.head), _TITLES.sub("", self.tail))
        return folded("\n".join((*self.names, *self.bodies, self.file, *texts)))


def origin_of(names: Iterable[str], bodies: Iterable[str] = (), file: str = "", markdown: str = "") -> Origin:
    """The origin of a document of these titles, bodies, name of file and text; each may be empty."""
    return Origin(tuple(name for name in names if name), tuple(bodies), file, markdown[:HEAD], markdown[-TAIL:])


def national_body(text: str) -> str:
    """The longest name of a body of the whole country that the folded ``text`` begins with; ``""`` where it begins with none."""
    return next((name for name in _national_bodies() if text.startswith(name)), "")


@cache
def _national_bodies() -> tuple[str, ...]:
    return tuple(sorted({folded(name) for name in seed_bodies()}, key=len, reverse=True))


def _place(text: str) -> str:
    """青岛 of 中国人民银行青岛市分行 too."""
    return place_at_start(text.removeprefix(national_body(text)))


def _bare(name: str) -> str:
    return _PREFIX.sub("", name)
