"""What a text says of its force: from when (自印发之日起施行), and what it ends (…同时废止)."""
import re
from dataclasses import dataclass
from datetime import date

from documents.parsing.metadata.periods import PERIOD, Period, read_period
from documents.parsing.metadata.spans import Span, trimmed_span
from documents.vocabulary.dates import date_at
from documents.vocabulary.kinds import PAPERS
from documents.vocabulary.numerals import CHINESE_NUMERAL, NUMERAL
from documents.vocabulary.patterns import any_of, certain
from documents.vocabulary.verbs import END

_BEGINS = r"(?:正式|开始|起)?(?:施行|实施|执行|生效|试行|暂行|实行)"
_FROM = re.compile(r"[自从于](?=[12１２一二]|[^\S\n]{1,2}[12一二]|(?:中[华華])?民[国國])[^\S\n]*")
_ACT = r"[自从于](?:本\S{1,4})?(?P<act>印发|发布|公布|颁布|下发|签署|签发|发文)"
_SAME_DAY = re.compile(rf"{_ACT}之?日(?:起|开始)?，?{_BEGINS}")
_LATER = re.compile(rf"{_ACT}(?:之?日)?(?:起|后)?，?(?:满|经)?{PERIOD}(?:之后|以后|之日|期满|届满|后|起)*，?{_BEGINS}")
_THEN = re.compile(rf"[^\S\n]*(?:零时)?起?，?{_BEGINS}(?=[。；;，,.)）\s]|$|有效|{NUMERAL}{{1,3}}(?:年|个月)|半年)")
_TERM = re.compile(r"(?:执行|施行|实施|试行|有效)(?:期限|时限|时间|期间|期)(?:暂定)?[为是:：]?[^\S\n]{0,2}[自从]?[^\S\n]{0,2}(?=[12１２一二])")
_UNTIL = re.compile(r"[^\S\n]*起?[，,]?(?=[^\S\n]*(?:截?至|到|[-—–~～]))")
REGULATED = "(?:标准|政策|措施|价格|规定)"
"""A pattern for what a paper may call its own content by: 收费标准执行期限为…."""
_SELF = re.compile(
    rf"""
    (?:(?:第{NUMERAL}+条、?|{CHINESE_NUMERAL}+、) [【［（(]?(?:(?<=[【［（(])[^】］）)\n]{{1,20}}[】］）)])?)? (?:但|并|特|均|以上|上述)?
    (?:本(?!市|省|区|县|单位|人|部|校)|此(?!前|后|外|类|种|项|次))
    (?![^《》]*第[^《》]{{1,9}}[条款项章]) (?:《[^《》]{{1,10}}》)? [^《》]*$           # 本《办法》, 本办法; not 本办法第五条
    | (?:以上|上述|本次|此次|调整后的?)[^《》第原，、]{{0,16}}{REGULATED}的?$      # 以上价格
    | (?:现予以?|予以|现)?[公发]布$
    | 并$
    """,
    re.VERBOSE,
)
_ISSUING = re.compile(f"现予|现将|现公布|现印发|予以(?:公布|发布|印发)|通过|本{any_of(PAPERS, ('法',))}")
_REPEALS = re.compile(f"(?:同时|即行|予以|随之|自行|一并|现){END}|(?:宣布|(?<=起))(?:废止|失效)")
_LONGEST_SENTENCE = 400


@dataclass(frozen=True)
class Effect:
    """``on`` is empty where the text counts from the day it was ``act`` (印发, 公布 …), ``delay`` after it."""

    on: date | None
    act: str
    proof: Span
    delay: Period = Period()


def find_effect(text: str, start: int = 0) -> Effect | None:
    """From when the text itself is in force: its last such sentence about itself (附则); others' are passed over."""
    found: Effect | None = None
    for opening in _FROM.finditer(text, start):
        day = date_at(text, opening.end())
        then = _THEN.match(text, day.end) if day else None
        if day and then and _about_itself(text, opening.start()):
            found = Effect(day.value, "", trimmed_span(text, opening.start(), then.end()))
    for term in _TERM.finditer(text, start):
        day = date_at(text, term.end())
        until = _UNTIL.match(text, day.end) if day else None
        if day and until and (_about_itself(text, term.start()) or _regulates(text, term.start())):
            found = Effect(day.value, "", trimmed_span(text, term.start(), until.end()))
    for match in (*_SAME_DAY.finditer(text, start), *_LATER.finditer(text, start)):
        delay = read_period(match) if match.re is _LATER else Period()
        if delay and _about_itself(text, match.start()) and (found is None or match.start() > found.proof.start):
            found = Effect(None, match["act"], trimmed_span(text, match.start(), match.end()), delay)
    return found


def _about_itself(text: str, place: int) -> bool:
    """The clause before ``place`` names this text (本办法) or nothing at all, not another (《…》自…)."""
    sentence = re.split(r"[。；\n]", text[max(0, place - _LONGEST_SENTENCE) : place])[-1]
    clause = re.split(r"[，,：: 　]", sentence)[-1]
    if clause:
        return bool(_SELF.match(clause))
    return "《" not in sentence or bool(_ISSUING.search(sentence))


def _regulates(text: str, place: int) -> bool:
    """Whether the clause before ``place`` names what the text sets, and no other text: 收费标准, 上述补贴政策."""
    clause = re.split(r"[。；\n，,：:]", text[max(0, place - _LONGEST_SENTENCE) : place])[-1]
    return bool(re.fullmatch(rf"[^《》第原]{{0,16}}{REGULATED}的?", clause))


def find_repeals(text: str, start: int = 0) -> tuple[Span, ...]:
    """The sentences by which the text ends other documents, each whole, as far as it lies on one line."""
    found: list[Span] = []
    for match in _REPEALS.finditer(text, start):
        if found and match.start() < found[-1].end:
            continue
        floor = max(start, match.start() - _LONGEST_SENTENCE)
        begin = max(text.rfind(stop, floor, match.start()) for stop in "。\n") + 1
        end = certain(re.compile(r"[^。\n]{0,400}。?").match(text, match.end())).end()
        found.append(trimmed_span(text, max(begin, floor), end))
    return tuple(found)
