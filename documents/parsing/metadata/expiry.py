"""Until when a text is in force, as it says itself: 有效期五年, 试行期两年, 有效期至…, 自…起施行，至…止, 自…起废止.

Only a term of the whole text counts: one that follows the clause that says from when the text is in force, or that
names the text (本办法有效期…). The term of a licence or of some articles, and one that is prolonged, is passed over.
"""
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from documents.parsing.metadata.effect import REGULATED, find_effect
from documents.parsing.metadata.periods import PERIOD, Period, read_period
from documents.parsing.metadata.spans import Span, trimmed_span
from documents.vocabulary.characters import BLANK
from documents.vocabulary.dates import FoundDate, date_at
from documents.vocabulary.kinds import PAPERS
from documents.vocabulary.numerals import NUMERAL, to_int
from documents.vocabulary.patterns import any_of, certain
from documents.vocabulary.verbs import END, PUBLISH, TAKING_EFFECT

_TERM = re.compile(
    rf"""
    (?: (?:有效|试行|暂行|施行|实施|执行|适用)(?:期限|时限|时间|期间|期)
      | (?<=[，,])(?:期限|为期|有效) | (?<=[起，,])(?:试行|暂行|有效) )
    (?:暂定|限定|定)? [为是:：]? [{BLANK}]*
    """,
    re.VERBOSE,
)
_RUNS_TO = re.compile("(?:(?:暂定|暂|继续)?(?:执行|施行|实施|试行|沿用)|暂行|有效)(?=[截至到])")
_ON_TRIAL = re.compile(rf"(?:试行|暂行|有效)(?=半|{NUMERAL})")
_SINCE = rf"(?:[自从]?(?:本\S{{1,4}})?(?:正式)?(?:(?P<act>{PUBLISH})|{any_of(TAKING_EFFECT, ('试行',))})之?日起(?:计算)?[，,]?(?:满|为)?)?"
_PERIOD = re.compile(rf"{_SINCE}{PERIOD}(?!以上|以下|以内|内|前|后|[零又]?{NUMERAL})")
_LAST_DAY = re.compile(r"(?:截[至止到]?至?到?|[至到])[^\S\n]*")
_END_OF = re.compile(rf"(?P<year>[12]\d{{3}})年(?:(?P<month>{NUMERAL}{{1,2}})月)?[底末]")
_MIDNIGHT = re.compile(r"[^\S\n]*(?:(?P<ends>(?:24|二十四)[时点]|24[:：]00)|(?:0|零)[时点]|0?0[:：]00)")
_SINCE_ITS_ACT = re.compile(rf"[自从](?:本\S{{1,4}})?(?:{PUBLISH}|{any_of(TAKING_EFFECT, ('试行',))})之日起?[，,]?(?=[至到截])")
_OR_RATHER = re.compile(r"[（(，,、]?(?:即|也就是)?")
_FROM = re.compile(r"[自从]?[^\S\n]*")
_TO = re.compile(
    rf"""
    [{BLANK}]* (?:零时)? 起? [，,]? (?:正式)? (?:施行|实施|执行|试行)? [，,]?
    (?:截?[至到]|截止到?|[-—–~～]+) [{BLANK}]*
    """,
    re.VERBOSE,
)
_CEASES = r"(?:自动|自行|即行|随之|同时)?(?:失效|废止|停止执行|停止施行|终止)"
_CLOSED = re.compile(rf"[^\S\n]*(?:止|截止|期满|为止|{_CEASES})|[^\S\n]*(?:施行|实施|执行|试行|有效)?(?=[。；，,)）]|$)")
_CEASES_FROM = re.compile(rf"[^\S\n]*(?:零时)?起[，,]?{_CEASES}")
_CEASES_ON = re.compile(rf"[^\S\n]*(?:起|后)?{_CEASES}")
_LONGEST_NAME = 40  # characters that ``_ITSELF`` may match
_ITSELF = re.compile(
    rf"""
    (?:^|[，,　 ]|条|、) [本此] (?!市|省|区|县|次|年|条|款|项|单位|部门|院|校|前|后|外|类|种)
    [《（(]? [^，。；《》]{{0,8}} {any_of(PAPERS, ("法", "政策", "文件"))} [》）)]? (?:（[^（）]{{1,6}}）)? 的?$
    """,
    re.VERBOSE,
)
_OF_A_PART = re.compile("第[^，。；]{1,12}?[条款项章]|其余|其他|其它|[未无][^，。；]{0,6}(?:注明|规定|明确)|延长|延续|顺延|许可|证|合同|补贴|届满")
_WHOLE = re.compile(
    rf"""
    本 | 此 | 上述 | 以上 | 现 | 印发 | 公布 | 发布 | {REGULATED}的?$
    | ^[\#\s*]* (?: 第[^，。]{{1,8}}条 | [（(]?{NUMERAL}{{1,3}}[）)]?[、.．]? )? [\s　*]*$    # a label alone
    """,
    re.VERBOSE,
)
_COUNTED, _COUNTS = re.compile(r"[，,]?[自从][^\S\n]*"), re.compile(r"起?(?:开始)?(?:计算|起算|算起|计)")
# 题注: （1994年5月6日…令第12号公布　根据2007年9月8日…令第61号废止）, （本规定已于2016年3月2日废止）
_NOTE = re.compile(
    rf"""
    ^[^\S\n]* (?: [（(] (?: [^《》（）()\n]{{0,200}} [　 ，,、；;] )?? | (?=[根依已本此]) ) (?: 根据 | 依据 | 已?[被经由] | (?:[本此][^，。《》（）()\n]{{1,8}})? 已?[于自] | (?<=[　 ，,、；;]) (?=[^，。；（）()\n]{{8,60}}令第) ) [^\S\n]*
    (?P<day> [12\d一二][^，。；（）()\n]{{6,16}}?日 ) 起?
    [^，。；（）()《》\n]{{0,60}} (?:《[^《》\n]{{1,80}}》)? (?:第{NUMERAL}{{1,4}}条)? (?:予以|宣布|决定)* {END} [）)]? [^\S\n]*$
    """,
    re.VERBOSE | re.MULTILINE,
)
_NOTES_END = 2000
_SENTENCE = re.compile("[^。；;\n]+")


@dataclass(frozen=True)
class Expiry:
    """``on``: the first day on which the text is no longer in force. ``proof``: the sentence that says so."""

    on: date
    proof: Span


def find_expiry(text: str, effective_on: date | None, start: int = 0) -> Expiry | None:
    """The end of the term of ``text``, in force from ``effective_on``: what its last sentence on it says.

    A sentence that gives two ends gives none. A note above the text that it was repealed outranks them all.
    """
    if note := _repealing_note(text, start):
        return note
    found, follows = None, False
    for match in _SENTENCE.finditer(text, start):
        sentence = match[0]
        if not re.search("[本此自从]|期", sentence):
            follows = False
            continue
        effect = find_effect(sentence)
        if effect and not _WHOLE.search(sentence[: effect.proof.start]):
            effect = None
        opened = effect.proof.end if effect else 0 if follows else None
        ends = {on for on in _ends(sentence, opened, effective_on) if on and (not effective_on or on > effective_on)}
        if len(ends) == 1:
            found = Expiry(ends.pop(), trimmed_span(text, match.start(), match.end()))
        follows = bool(effect)
    return found


def _repealing_note(text: str, start: int) -> Expiry | None:
    note = _NOTE.search(text, start, start + _NOTES_END)
    day = date_at(text, note.start("day")) if note else None
    return Expiry(day.value, trimmed_span(text, note.start(), note.end())) if note and day else None


def _ends(sentence: str, opened: int | None, effective_on: date | None) -> Iterator[date | None]:
    """Each first day without force that a sentence gives; ``opened``: the end of what says that the text is in force."""
    for term in _TERM.finditer(sentence):
        if _is_own(sentence, term, opened):
            yield _end_of_term(sentence, term.end(), effective_on)
    for runs in _RUNS_TO.finditer(sentence):
        follows = opened and runs.start() >= opened and not sentence[opened : runs.start()].strip("，, ")
        if follows or _names_itself(sentence, runs.start()):
            yield _last_day(sentence, runs.end())
    for trial in _ON_TRIAL.finditer(sentence):
        period = _PERIOD.match(sentence, trial.end()) if _names_itself(sentence, trial.start()) else None
        if period and (opened or not sentence[period.end() :].strip()):  # not 本办法试行一年，取得成效
            yield _after(period, effective_on)
    for opening in re.finditer("[自从于至到]|截[至止]", sentence):
        place = opening.start()
        if opening[0] in "自从于" and _names_itself(sentence, place):
            yield _range_end(sentence, place, closed=True) or _ceased(sentence, opening.end())
        elif opened and place >= opened and not sentence[opened:place].strip("，, "):
            yield _last_day(sentence, place)
    if opened:
        yield _ceased_behind(sentence, opened)


def _ceased_behind(sentence: str, opened: int) -> date | None:
    """…，B失效: the day after B; …，自B起废止: B itself."""
    behind = re.compile(r"[，,](?:并?将?(?P<on>[自从于]))?").match(sentence, opened)
    day = behind and date_at(sentence, behind.end())
    if not behind or not day:
        return None
    if behind["on"] or _CEASES_FROM.match(sentence, day.end):
        return _ceased(sentence, behind.end())
    return _next(day) if _CEASES_ON.match(sentence, day.end) else None


def _end_of_term(sentence: str, place: int, effective_on: date | None) -> date | None:
    """The first day after a term that is given at ``place``: by its last day, which outranks its length, or by that."""
    period = _PERIOD.match(sentence, place)
    named = certain(_OR_RATHER.match(sentence, period.end())).end() if period else place
    last = _range_end(sentence, named) or _last_day(sentence, named)
    if last or not period:
        return last
    is_since_its_act = not period["act"] or (effect := find_effect(sentence)) and effect.act == period["act"] and effect.delay == Period()
    return _after(period, _counted_from(sentence, period.end()) or effective_on) if is_since_its_act else None


def _counted_from(sentence: str, place: int) -> date | None:
    """有效期3年，自A起计算: A."""
    since = _COUNTED.match(sentence, place)
    first = date_at(sentence, since.end()) if since else None
    return first.value if first and _COUNTS.match(sentence, first.end) else None


def _is_own(sentence: str, term: re.Match, opened: int | None) -> bool:
    """Whether a term is that of the whole sentence: of 本办法, or stated after what says that the text is in force."""
    place = term.start()
    if _names_itself(sentence, place):
        return True
    if opened is None or term.end() < opened or _OF_A_PART.search(sentence, opened, place):
        return False
    return opened > 0 or not sentence[:place].strip()


def _names_itself(sentence: str, place: int) -> bool:
    """Whether 本办法, 本通知 … stands right before ``place``."""
    return bool(_ITSELF.search(sentence, max(0, place - _LONGEST_NAME), place))


def _range_end(sentence: str, place: int, closed: bool = False) -> date | None:
    """自A起至B止, 自印发之日起至B: the day after B. ``closed``: only where 止, or nothing, follows."""
    if since := _SINCE_ITS_ACT.match(sentence, place):
        return _last_day(sentence, since.end())
    first = date_at(sentence, certain(_FROM.match(sentence, place)).end())
    to = _TO.match(sentence, first.end) if first else None
    last = date_at(sentence, to.end()) if to else None
    if not first or not last or last.value <= first.value or closed and not _CLOSED.match(sentence, _hour(sentence, last)):
        return None
    return _after_the(last, sentence)


def _last_day(sentence: str, place: int) -> date | None:
    """至B（止）: the day after B, which may be the end of a year or a month."""
    until = _LAST_DAY.match(sentence, place)
    if until and (end := _END_OF.match(sentence, until.end())):
        return _after_the_end_of(end) if _CLOSED.match(sentence, end.end()) else None
    last = until and date_at(sentence, until.end())
    return _after_the(last, sentence) if last and _CLOSED.match(sentence, _hour(sentence, last)) else None


def _after_the_end_of(match: re.Match) -> date | None:
    year, month = int(match["year"]), to_int(match["month"]) if match["month"] else 12
    return date(year + month // 12, month % 12 + 1, 1) if month and month <= 12 else None


def _ceased(sentence: str, place: int) -> date | None:
    """于B失效, 自B起废止: B itself."""
    day = date_at(sentence, place)
    return day.value if day and (_CEASES_FROM.match(sentence, day.end) or _CEASES_ON.match(sentence, day.end)) else None


def _after(match: re.Match, effective_on: date | None) -> date | None:
    period = read_period(match)
    return period.after(effective_on) if period and effective_on else None


def _hour(sentence: str, day: FoundDate) -> int:
    """The end of ``day`` with the midnight behind it: 12月31日24时, 1月1日零时."""
    hour = _MIDNIGHT.match(sentence, day.end)
    return hour.end() if hour else day.end


def _after_the(last: FoundDate, sentence: str) -> date | None:
    """The day after the ``last``; that day itself where it is not to begin: 至1月1日零时."""
    hour = _MIDNIGHT.match(sentence, last.end)
    return last.value if hour and not hour["ends"] else _next(last)


def _next(day: FoundDate) -> date | None:
    return day.value + timedelta(1) if day.value < date.max else None
