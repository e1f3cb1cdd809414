"""Evidence that a document is the one which a citation means, beside its title: many places issue one title each year.

Where the citation gives a number, a body or a place, the document must show the same. A title that anybody may have given
is that of the citing text's own place, or of a national body. Only what is no law is asked for it.
"""
import re
from collections.abc import Sequence
from datetime import date, timedelta

from documents.vocabulary.characters import HAN
from documents.vocabulary.kinds import SIGNED
from documents.vocabulary.numbers import bodies_before, is_same_number, number_parts
from documents.vocabulary.numerals import NUMERAL
from documents.vocabulary.patterns import any_of, certain
from documents.vocabulary.places import RANKS, abbreviates, is_province, place_at_start, places_in
from documents.vocabulary.standards import is_standard
from documents.vocabulary.verbs import PUBLISHING

from .origin import Origin, national_body
from .titles import bodies, folded
from .works import HeldDocument, Reference

# What was written at the end of a year may be dated in the next.
LATE = timedelta(days=60)
SHORTEST_NAME = 6
REACH = 80
_AND_OTHERS = rf"等{NUMERAL}{{0,3}}个?家?(?:部门|单位|部委)?"
_PUBLISHED = f"{any_of(PUBLISHING, ('制定',))}(?:实施|施行)?了?的?"
_ISSUED_BY = re.compile(rf"(?:{_AND_OTHERS})?(?:联合|共同|正式|近日|日前|最新)*(?:{_PUBLISHED})?$")
_ANYBODYS = re.compile(f"关于|{any_of(SIGNED, ('措施', '报告'))}$")
# 国家有关部委, 省级相关部门, 金融管理部门: which ones, they do not say.
_NO_NAME = re.compile("有关|相关|(?:部委|部门)$")
# 太原市, 日照市: the end of the name may also be a word before a body.
_CUT_PLACE = re.compile(f"[{HAN}]原$|日照$")
_LINK = re.compile("[与和]|自(?!治)|符合|加快")
_RELATIVE = re.compile(f"(?:[我本](?=[{RANKS}]))?([{RANKS}])|[我本该各其]")


def issuer(before: str) -> str:
    """The bodies that the words ``before`` a title name as its own: 甲市人民政府《…》, 乙局等八部门联合印发的《…》."""
    before = before[-REACH:]
    lead = before[: certain(_ISSUED_BY.search(before)).start()]
    start = bodies_before(lead, len(lead))
    return _from_a_body(lead[start - 2 if _CUT_PLACE.search(lead[:start]) and _RELATIVE.match(lead, start) else start :])


def _from_a_body(name: str) -> str:
    """``name`` without other words that are joined to its first body: 市住建局 of 上述措施可与市住建局, but 甲市住房和城乡建设局 whole."""
    for link in _LINK.finditer(name):
        before, rest = name[: link.start()], name[link.end() :]
        if bodies_before(before, len(before)) == len(before) and (_RELATIVE.match(rest) or place_at_start(rest) or national_body(folded(rest))):
            return rest
    return name


def is_meant(reference: Reference, held: HeldDocument, citing: Origin, origin: Origin) -> bool:
    """Whether ``held``, which bears the name that ``reference`` gives and comes from ``origin``, may be what ``citing`` means."""
    if is_standard(reference.number):
        return folded(reference.number) in origin.text
    if reference.number:
        if any(is_same_number(reference.number, own) for own in (held.number, *origin.numbers)):
            return True
        if not (_is_of_year(reference.number, held.dates) and _is_of_code(reference.number, origin)):
            return False
    for body in (bodies(reference.title), folded(reference.issuer)):
        if body and (shown := _shows(body, held, citing, origin)) is not None:
            return shown
    if places_in(reference.key) or place_at_start(reference.key):
        return True
    return _is_near(held, citing, origin)


def _is_of_year(number: str, dates: Sequence[date]) -> bool:
    parts = number_parts(number)
    years = {day.year for known in dates for day in (known, known - LATE)}
    return not (parts and parts.year and years) or parts.year in years


def _is_of_code(number: str, origin: Origin) -> bool:
    """Whether a number may be of who issued the document: 武房发 of 武汉, 建房 of 住房城乡建设部."""
    if origin.places:
        return any(abbreviates(number[0], place) for place in origin.places)
    return any(number[0] in body for body in origin.national_bodies)


def _shows(body: str, held: HeldDocument, citing: Origin, origin: Origin) -> bool | None:
    """Whether the document shows the body ``body``; ``None`` where that is not the name of one body: 市政府, 有关部门."""
    national = national_body(body)
    if not national and (relative := _RELATIVE.match(body)):
        return None if not relative[1] or _is_of_rank(relative[1], citing, origin) else False
    place = place_at_start(body.removeprefix(national)) or next(reversed(places_in(body)), "")
    if place:
        return any(own.endswith(place) for own in origin.places) if origin.places else place in origin.text
    if national and origin.national_bodies:
        return any(own[:2] == body[:2] for own in origin.national_bodies)
    if national:
        return not origin.places and (body[:4] in origin.signed or not _ANYBODYS.search(held.title))
    return None if len(body) < SHORTEST_NAME or _NO_NAME.search(body) else body[:2] in origin.text


def _is_of_rank(rank: str, citing: Origin, origin: Origin) -> bool:
    """Whether 省政府, 市政府 or 县政府 in the citing text may have issued the document."""
    if origin.national_bodies or not origin.places:
        return not origin.national_bodies
    if rank in "县区旗":
        return bool(origin.places & citing.places)
    return any(map(is_province, origin.places)) == (rank == "省")


def _is_near(held: HeldDocument, citing: Origin, origin: Origin) -> bool:
    """Whether a title alone is enough: it is of the citing text's own place or one that it lies in, of a national body, or no one else's."""
    if origin.places:
        return any(place in citing.whereabouts for place in origin.places)
    return bool(origin.national_bodies) or any(place in origin.text for place in citing.places) or not _ANYBODYS.search(held.title)
