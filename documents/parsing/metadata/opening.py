"""What the first sentences say of the text: 近日，…印发了《…》; 现将《…》印发给你们; 制定本规划; 新华社…电."""
import re
from dataclasses import dataclass

from documents.parsing.metadata.bodies import split_names
from documents.parsing.metadata.spans import Span, trimmed_span
from documents.vocabulary.characters import HAN
from documents.vocabulary.dates import FoundDate, find_dates
from documents.vocabulary.kinds import ANNEXED, ANNOUNCING, OFFICIAL
from documents.vocabulary.patterns import any_of, certain

OPENING = 1500
_TITLE = r"[^《》]*(?:《[^《》]*》[^《》]*)*"  # with titles inside it
_REVISED = r"(?:修订后的|修改后的|新修订的)?"
_NEWS = re.compile(
    rf"""
    (?: ^ | [。\n] | 电\s* | [（(]记者[^）)]{{0,20}}[）)]\s* ) \s*
    (?:近日|日前|近期|今天|昨日)[，,]\s* (?:经[^，,。]{{2,30}}[，,])?
    (?P<who>[^。；《》]{{2,200}}?)
    (?:联合|共同|正式|制定|研究|并|已)* (?:印发|发布|出台|下发|公布)了? (?:新修订的|修订后的)?
    《(?P<title>{_TITLE})》
    """,
    re.VERBOSE,
)
_DATELINE = re.compile(
    rf"[（(]?新华社[{HAN}]{{2,6}}\s?(?P<date>(?:[12]\d{{3}} ?年 ?)?\d{{1,2}} ?月 ?\d{{1,2}} ?日) ?电"
)
_ISSUED = re.compile(
    rf"""
    现[将予]? [^。；《》]{{0,20}} 《(?P<now>{_TITLE})》 [^。；]{{0,30}} (?:印发|转发|发给|公布|发布)
    | 现予? (?:公布|发布|印发) {_REVISED} 《(?P<order>{_TITLE})》
    | (?:制定|修订|编制|研究) [^。；《》]{{0,10}} 《(?P<made>{_TITLE})》 [^。；《》]{{0,60}} 现(?:予以?)? (?:印发|公布|发布)
    | 《(?P<passed>{_TITLE})》 [^。；《》]{{0,150}} (?:通过|批准|同意) [^。；《》]{{0,60}} (?:公布|发布|[印转]发)
    """,
    re.VERBOSE,
)
_KIND = any_of(ANNEXED, OFFICIAL)
_ANNOUNCED = f"{any_of(ANNOUNCING)}如下"
_OWN_KIND = re.compile(
    rf"""
    (?:制定|制订|提出|作出|形成|编制) [了出]? (?:本|如下|以下) [{HAN}]{{0,4}}? (?P<made>{_KIND}) (?=[。：:，；])
    | (?P<notice> 现将[^。]{{0,30}} {_ANNOUNCED} | (?: (?:[特现](?:[此作]|就[^。]{{0,40}})?)? | [，,] ) {_ANNOUNCED} )
    | ^\s*《[^《》]{{1,30}}? (?P<called>{_KIND}) 》 (?:指出|提出|明确|强调|要求)
    """,
    re.VERBOSE,
)
_FULL_TEXT = re.compile("全文如下|现全文(?:公布|刊发|发布)")
_EVENT = re.compile(r"\s*[^。\n]{0,120}(?:召开|举行|举办|开幕|启动|发布了|印发了|出席|记者)[^。\n]{0,200}。")


@dataclass(frozen=True)
class Reported:
    """A report that bodies issued a text: the text's title, and who."""

    title: Span
    names: tuple[str, ...]
    who: Span


def reported(text: str, start: int, names: frozenset[str]) -> Reported | None:
    opening = text[start : start + OPENING]
    match = _NEWS.search(opening)
    found = split_names(re.sub("会同有关部门|等部门|等.部门$", "", match["who"]), names) if match else ()
    if not match or not found:
        return None
    title, who = (trimmed_span(text, start + match.start(part), start + match.end(part)) for part in ("title", "who"))
    return Reported(title, found, who)


def dated_by_agency(text: str) -> FoundDate | None:
    """新华社北京2020年10月13日电, where it writes its year: the day of publication."""
    for window in ((0, OPENING), (max(0, len(text) - OPENING), len(text))):
        match = _DATELINE.search(text, *window)
        if match:
            return next(find_dates(text, *match.span("date")), None)
    return None


def gives_full_text(text: str, start: int) -> bool:
    """Whether a report goes on with the text that it reports: 《…》全文如下."""
    return bool(_FULL_TEXT.search(text, start, start + OPENING))


def says_issued(text: str, start: int) -> Span | None:
    """The title in 现将《…》印发给你们, 制定了《…》，现予公布, 《…》已经…通过，现予公布."""
    match = _ISSUED.search(text, start, start + OPENING)
    return trimmed_span(text, *match.span(match.lastgroup or 0)) if match else None


def reports(text: str, start: int) -> Span | None:
    """The first sentence where it reports an event, as news does."""
    match = _EVENT.match(text, start)
    return trimmed_span(text, *match.span()) if match else None


def own_kind(text: str, start: int) -> tuple[str, Span] | None:
    """The kind that the text gives itself where it has no title: 制定本规划, 提出以下意见, 通知如下."""
    match = _OWN_KIND.search(text[start : start + 2 * OPENING])
    if not match:
        return None
    kind = match["made"] or match["called"] or certain(re.search(any_of(ANNOUNCING), match["notice"]))[0]
    return kind, trimmed_span(text, start + match.start(), start + match.end())
