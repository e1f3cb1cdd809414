"""Which edition of a work the words around it mean: 2009年修订的《…》, 《…》（2018年修正）, 原《…》."""
import re
from dataclasses import dataclass

_YEAR = r"(?P<year>(?:19|20)\d\d)年"
_UP_TO_A_TITLE = "[^，。；：《》]{0,40}"
_REVISED = re.compile(rf"{_YEAR}(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?{_UP_TO_A_TITLE}(?:修订|修正|印发|出台|下发)的?$")
_PROMULGATED = re.compile(rf"{_YEAR}(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?{_UP_TO_A_TITLE}(?:发布|公布|颁布|制定|通过|批准)的?$")
_DATED = re.compile(rf"{_YEAR}\d{{1,2}}月\d{{1,2}}日(?:{_UP_TO_A_TITLE}会议)?(?:通过的)?$")
_EDITION = re.compile(rf"[（(]{_YEAR}(?:版|[^）)]{{0,12}}(?:修订|修正))[）)]")
_FORMER = re.compile(r"(?:原|旧|修订前的?|此前的?)$")
_BEFORE_REVISION = re.compile(r"(?:修订|修正|修改)前的?$")

_ACT = re.compile(rf"^[（(]?{_YEAR}\d{{1,2}}月\d{{1,2}}日", re.M)
HEAD = 3000


@dataclass(frozen=True)
class Edition:
    """The ``year`` that the text gives. ``is_first``: of the work's first promulgation, which later versions share."""

    year: int | None = None
    is_first: bool = False


def edition(before: str, after: str) -> Edition:
    """What the words of the sentence before and after a work say of its edition."""
    if revised := _REVISED.search(before) or _EDITION.match(after):
        return Edition(int(revised["year"]))
    if promulgated := _PROMULGATED.search(before) or _DATED.search(before):
        return Edition(int(promulgated["year"]), is_first=True)
    return Edition()


def is_former(before: str) -> bool:
    """Whether the words before a work say that it is no longer the one that holds."""
    return bool(_FORMER.search(before))


def is_superseded(before: str) -> bool:
    """Whether the words before a work say that its text from before a revision is meant: 修订前的《公司法》."""
    return bool(_BEFORE_REVISION.search(before))


def history_years(head: str) -> frozenset[int]:
    """The years of the acts that are told at the ``head`` (the first ``HEAD`` characters) of a law's text."""
    above = re.split(r"^##", head[:HEAD], maxsplit=1, flags=re.M)[0]
    return frozenset(int(year) for year in _ACT.findall(above))
