"""Which edition of a work the words around it mean: 2009年修订的《…》, 《…》（2018年修正）, 原《…》."""
import re
from dataclasses import dataclass

from documents.vocabulary.patterns import any_of
from documents.vocabulary.verbs import REVISING

_YEAR = r"(?P<year>(?:19|20)\d\d)年"
_UP_TO_A_TITLE = "[^，。；：《》]{0,40}"
_REVISED = re.compile(rf"{_YEAR}(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?{_UP_TO_A_TITLE}(?:修订|修正|印发|出台|下发)的?$")
_PROMULGATED = re.compile(rf"{_YEAR}(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?{_UP_TO_A_TITLE}(?:发布|公布|颁布|制定|通过|批准)的?$")
_DATED = re.compile(rf"{_YEAR}\d{{1,2}}月\d{{1,2}}日(?:{_UP_TO_A_TITLE}会议)?(?:通过的)?$")
# （2018年修正）, （2018年10月26日第四次修正）, （2018修订版）, 2018年修正版; 2018年 alone only in parentheses.
_CHANGED = any_of(REVISING)
_EDITION = re.compile(
    rf"""
    [（(] (?P<year>(?:19|20)\d\d) (?: 年? (?: 版 | 文本 | [^（）()，；]{{0,12}} {_CHANGED} (?:版|本|文本)? ) | 年 | (?=[）)](?:第|[，。；、的之]|$)) ) [）)]
  | (?P<printed>(?:19|20)\d\d) 年? (?: {_CHANGED}? (?:版|本|文本)(?!市|省|县|区) | {_CHANGED}(?=第) )
    """,
    re.VERBOSE,
)
# （2007年8月30日第十届全国人民代表大会常务委员会第二十九次会议通过）
_ADOPTED = re.compile(rf"[（(]{_YEAR}(?:\d{{1,2}}月\d{{1,2}}日)?[^（）()，；]{{0,40}}(?:通过|公布|发布|颁布|制定|批准)[）)]")
# 2012年《…》, 2018年版《…》; 到2035年《纲要》确定的目标 is a term.
_OF_A_YEAR = re.compile(rf"(?<![\d到至自从由止末前后以]){_YEAR}(?:{_CHANGED}?版|{_CHANGED})?的?$")
# 修订后的《…》, 新修正的《…》, 新《…》; not 创新《…》 or 《…》的最新《…》.
_LATEST = re.compile(rf"(?:{_CHANGED}(?:之|以)?后的?|新{_CHANGED}的?|(?<![创革更重全翻维日崭清高刷])新)(?:中华人民共和国)?$")
_FORMER = re.compile(rf"(?:(?<![草高平中还复退燎荒])原|旧|(?<![养敬爱尊助为涉古年衰])老|此前的?|{_CHANGED}(?:之?前)的?)(?:中华人民共和国)?$")

_ACT = re.compile(rf"^[（(]?{_YEAR}\d{{1,2}}月\d{{1,2}}日", re.M)
HEAD = 3000


@dataclass(frozen=True)
class Edition:
    """The ``year`` that the text gives. ``is_first``: of the work's first promulgation, which later versions share.

    ``is_former``: the text before the one that holds; ``is_latest``: the one that it was last changed to.
    """

    year: int | None = None
    is_first: bool = False
    is_former: bool = False
    is_latest: bool = False

    def __bool__(self) -> bool:
        return self != Edition()


def edition(before: str, after: str) -> Edition:
    """What the words of the sentence before and after a work say of its edition.

    >>> edition("依据", "（2018年修正）第二十六条").year
    2018
    """
    if behind := _EDITION.match(after):
        return Edition(int(behind["year"] or behind["printed"]))
    if adopted := _ADOPTED.match(after):  # with an article it is that text's, alone the law by the day of its first
        return Edition(int(adopted["year"]), is_first=not after.startswith("第", adopted.end()))
    if revised := _REVISED.search(before) or _OF_A_YEAR.search(before):
        return Edition(int(revised["year"]))
    if promulgated := _PROMULGATED.search(before) or _DATED.search(before):
        return Edition(int(promulgated["year"]), is_first=True)
    return Edition(is_former=is_former(before), is_latest=bool(_LATEST.search(before)))


def is_former(before: str) -> bool:
    """Whether the words before a work say that it is no longer the one that holds."""
    return bool(_FORMER.search(before))


def words_behind(text: str, place: int) -> int:
    """Where the words end that say at ``place``, directly behind a title, which edition is meant; ``place`` where none do."""
    match = _EDITION.match(text, place) or _ADOPTED.match(text, place)
    return match.end() if match else place


def history_years(head: str) -> frozenset[int]:
    """The years of the acts that are told at the ``head`` (the first ``HEAD`` characters) of a law's text."""
    above = re.split(r"^##", head[:HEAD], maxsplit=1, flags=re.M)[0]
    return frozenset(int(year) for year in _ACT.findall(above))
